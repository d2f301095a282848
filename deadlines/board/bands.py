"""Running clocks by how near they are, each with the one act that comes next."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from accounts.models import User
from accounts.rules import Deed, may
from cases import covering
from deadlines import face
from deadlines.board.acts import act_on_draft
from deadlines.models import Clock
from deadlines.rules.spoken import Band
from removal.models import Answer, RemovalRequest
from removal.rules import steps
from removal.rules.words import Status

MOST = 150  # rows of clocks; the nearest come first

# fmt: off
TITLES = {
    Band.LATE:     "Late",
    Band.UNDER_6:  "Under 6 hours",
    Band.UNDER_24: "Under 24 hours",
    Band.LATER:    "Later",
}
# fmt: on


# What a platform said, in order: its words are not read here.
ANSWERS = Prefetch("request__answers", Answer.objects.order_by("answered_at", "recorded_at"))


class Row(NamedTuple):
    """One clock with the one act that comes next."""

    code: str
    platform: str
    url: str
    clock: face.Face
    act: str
    act_url: str
    lent: str  # for whom its reader has it, or who has it for them


class BandOfRows(NamedTuple):
    key: str
    title: str
    total: int
    rows: list[Row]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def bands(user: User, *, now: datetime) -> list[BandOfRows]:
    """Give running clocks by how near they are; a band with none is left out."""
    mine = Clock.objects.visible_to(user).running()
    counts = _counts(mine, now)
    nearest = mine.for_display().select_related("request__complaint_draft").order_by("due_at")
    nearest = nearest.select_related("request__replaced_by").prefetch_related(ANSWERS)
    rows: dict[str, list[Row]] = {band.value: [] for band in Band}
    lent = covering.in_place(user, now=now)
    shown = list(nearest[:MOST])
    for clock, its_face in zip(shown, face.of_several(shown, now=now), strict=True):
        row = _row(clock, its_face, user, lent.get(clock.case_id, ""))
        rows[row.clock.band].append(row)
    return [
        BandOfRows(band.value, TITLES[band], counts[band.name.lower()], rows[band.value])
        for band in Band
        if counts[band.name.lower()]
    ]


def _counts(clocks: Any, now: datetime) -> dict[str, int]:
    six, day = now + timedelta(hours=6), now + timedelta(days=1)
    counts: dict[str, int] = clocks.aggregate(
        late=Count("pk", filter=Q(due_at__lt=now)),
        under_6=Count("pk", filter=Q(due_at__gte=now, due_at__lt=six)),
        under_24=Count("pk", filter=Q(due_at__gte=six, due_at__lt=day)),
        later=Count("pk", filter=Q(due_at__gte=day)),
    )
    return counts


def _row(clock: Clock, shown: face.Face, user: User, lent: str) -> Row:
    request = clock.request
    url = reverse("deadlines:clock", args=[request.pk])
    act, act_url = _act(clock, user, is_late=shown.band == Band.LATE)
    return Row(request.code, request.platform.name, url, shown, act, act_url, lent)


def _act(clock: Clock, user: User, *, is_late: bool) -> tuple[str, str]:
    if clock.course is not None:  # the complaint to the FTC is not this law's
        law_url = reverse("deadlines:law", args=[clock.request_id, clock.course.law])
        return ("Take the next step" if is_late else "Open this law"), law_url
    draft = getattr(clock.request, "complaint_draft", None)
    act = act_on_draft(draft, user) if draft is not None else ""
    if draft is not None and act:
        return act, reverse("complaints:draft", args=[draft.pk])
    page = reverse("deadlines:clock", args=[clock.request_id])
    if not is_late and may(user.role, Deed.WRITE_REQUEST) and _asks_for_a_cure(clock.request):
        return steps.CURE.act, f"{reverse('removal:request', args=[clock.request_id])}#next"
    if clock.basis == "inferred" and not is_late and may(user.role, Deed.RECORD_RECEIPT):
        return "Prove the receipt", reverse("deadlines:receipt", args=[clock.request_id])
    return ("Look again" if is_late else "Record what you see"), f"{page}#listings"


def _asks_for_a_cure(request: RemovalRequest) -> bool:
    """Tell whether the platform's last answer disputes a part, and no later version was opened."""
    later, last = getattr(request, "replaced_by", None), request.answers.all()[::-1][:1]
    told = steps.Facts(
        status=request.status,
        last_answer=last[0].kind if last else "",
        demanded_more=bool(last and last[0].demands),
        disputed=tuple(last[0].disputes) if last else (),
        is_replaced=later is not None and later.status != Status.WITHDRAWN,
        has_no_hours=bool(request.asked_as),
    )
    return steps.next_step(told) == steps.CURE
