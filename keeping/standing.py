"""What stands on a case, how long each kind is kept, and which cases come due."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Max, Q

from accounts.models import User
from cases.models import Case
from cases.rules import TaskKind
from cases.running import still_running
from complaints.models import ComplaintDraft
from complaints.rules.words import Status
from keeping.models import LegalHold, Purge, RetentionChange
from keeping.rules import policy
from keeping.rules.parts import Part, State
from keeping.rules.policy import BY_CODE, BY_PART, KINDS, Began, Kind
from keeping.rules.purging import Standing

OPEN_COMPLAINTS = [Status.DRAFT.value, Status.IN_REVIEW.value, Status.SIGNED_OFF.value]


class Policy(NamedTuple):
    """One kind's time as it stands: the days in force, and who set them when, if anybody did."""

    kind: Kind
    days: int | None
    change: RetentionChange | None

    @property
    def span(self) -> str:
        if self.kind.ends is policy.Ends.NEVER:
            return "For good"
        return policy.spoken_days(self.days)

    @property
    def ends(self) -> str:
        return policy.ENDS[self.kind.ends]

    @property
    def may_change(self) -> bool:
        return policy.may_change(self.kind)


class Due(NamedTuple):
    """One case, or a part of it, whose time ends: when, and what stands against a purge."""

    case: Case
    part: Part
    due_at: datetime
    is_held: bool
    is_proposed: bool

    @property
    def title(self) -> str:
        return BY_PART[self.part].title


def proposed_by(person: User) -> Q:
    """Tell the tasks that ask for a second person on what this one proposed."""
    theirs = Purge.objects.filter(proposed_by=person, state=State.PROPOSED.value)
    return Q(kind=TaskKind.PURGE.value, subject_id__in=theirs.values("pk"))


def policies() -> list[Policy]:
    """Give every kind with its time in force."""
    newest = RetentionChange.objects.order_by("kind", "-set_at", "-pk").distinct("kind")
    set_by = {one.kind: one for one in newest.select_related("set_by")}
    return [
        Policy(kind, set_by[kind.code].days if kind.code in set_by else kind.days,
               set_by.get(kind.code))
        for kind in KINDS
    ]  # fmt: skip


def policy_of(code: str) -> Policy | None:
    return next((one for one in policies() if one.kind.code == code), None)


def spans() -> dict[str, int | None]:
    return {one.kind.code: one.days for one in policies()}


def standing(case: Case) -> Standing:
    """Give what stands on a case; the caller holds its row."""
    open_ones = ComplaintDraft.objects.filter(case=case, status__in=OPEN_COMPLAINTS)
    return Standing(
        status=case.status,
        is_purged=Case.objects.purged().filter(pk=case.pk).exists(),
        is_held=LegalHold.objects.filter(case=case).standing().exists(),
        running=still_running(case),
        complaints=[
            f"the complaint on {one.request.code}"
            for one in open_ones.select_related("request__case").order_by("made_at")
        ],
    )


def coming_due(cases: Any, *, by: datetime) -> list[Due]:
    """Give what of these cases comes due by a moment, the first to come first."""
    known = spans()
    shortest = min(days for code, days in known.items() if days and BY_CODE[code].part)
    closed = cases.filter(
        status="closed", key__destroyed_at=None, closed_at__lte=by - _days(shortest)
    )
    rows = list(
        closed.annotate(
            last_request=Max("removal_requests__created_at"),
            last_filed=Max("complaint_drafts__filed_at"),
            last_release=Max("releases__expires_at"),
        ).order_by("closed_at", "code")
    )
    facts = _Facts(rows)
    found = [due for case in rows for due in _of_case(case, known, facts) if due.due_at <= by]
    return sorted(found, key=lambda due: (due.due_at, due.case.code, due.part.value))


class _Facts:
    """What is asked once of all the cases: holds, open purges, parts that went already."""

    def __init__(self, cases: Iterable[Case]) -> None:
        ids = [case.pk for case in cases]
        holds = LegalHold.objects.filter(case__in=ids).standing()
        self.held = set(holds.values_list("case_id", flat=True))
        purges = Purge.objects.filter(case__in=ids)
        self.proposed = set(purges.open().values_list("case_id", flat=True))
        done = purges.filter(state=State.DONE.value).values_list("case_id", "parts")
        self.gone = {(pk, part) for pk, parts in done for part in parts}


def _of_case(case: Any, known: dict[str, int | None], facts: _Facts) -> list[Due]:
    began = Began(case.closed_at, case.last_request, case.last_filed, case.last_release)
    whole = policy.case_due(began, known)
    times = {
        part: case.closed_at + _days(known[kind.code] or 0)
        for part, kind in BY_PART.items()
        if known[kind.code] is not None
    }
    times[Part.WHOLE] = whole
    return [
        Due(case, part, at, case.pk in facts.held, case.pk in facts.proposed)
        for part, at in times.items()
        if (case.pk, part.value) not in facts.gone and (part is Part.WHOLE or at < whole)
    ]


def _days(days: int) -> timedelta:
    return timedelta(days=days)
