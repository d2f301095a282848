"""What the request list shows, with as many queries for thirty rows as for three."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse

from accounts.models import User
from removal import facts
from removal.models import Answer, Platform, RemovalRequest, RemovalRequestQuerySet
from removal.models.request import UNDER_WAY
from removal.rules import steps
from removal.rules.parts import missing_parts
from removal.rules.words import Status


class View(NamedTuple):
    """A saved filter: its word in the address, its label, the rows it keeps."""

    name: str
    label: str
    keeps: Q


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: int


class Row(NamedTuple):
    request: RemovalRequest
    listed: int
    gone: int
    next: steps.Next | None
    next_url: str


OPEN = Q(status__in=[Status.DRAFT.value, *UNDER_WAY])
VIEWS = (
    View("open", "Open", OPEN),
    View("draft", "Drafts", Q(status=Status.DRAFT.value)),
    View("submitted", "Receipt not recorded", Q(status=Status.SUBMITTED.value)),
    View("received", "With the platform", Q(status=Status.RECEIVED.value)),
    View("resolved", "Resolved", Q(status=Status.RESOLVED.value)),
    View("withdrawn", "Withdrawn", Q(status=Status.WITHDRAWN.value)),
    View("all", "All", Q()),
)
# Where on the request's page an act stands; receipt and outcome are in the clock's panel.
PLACES = {
    "submission": "#submission",
    "receipt": "#clock",
    "outcome": "#clock",
    "cure": "#next",
    "complaint": "#next",
}
KNOWN = {view.name: view for view in VIEWS}


def chosen(name: str) -> View:
    """Give the filter of this name; an unknown one is the usual one."""
    return KNOWN.get(name, KNOWN["open"])


def requests(user: User, view: View, platform: str) -> RemovalRequestQuerySet:
    rows = RemovalRequest.objects.visible_to(user).filter(view.keeps)
    if platform:
        rows = rows.filter(platform_id=platform)
    return for_rows(rows).order_by("-created_at", "-number", "id")


def for_rows(rows: RemovalRequestQuerySet) -> RemovalRequestQuerySet:
    answers = Answer.objects.select_related("case__key", "recorded_by")
    in_order = Prefetch("answers", answers.order_by("answered_at", "recorded_at"))
    later = RemovalRequest.objects.later_than(
        OuterRef("case"), OuterRef("number"), OuterRef("version")
    )
    with_parts = rows.for_display().prefetch_related(in_order, "receipts")
    found: RemovalRequestQuerySet = with_parts.annotate(later_id=Subquery(later.values("pk")[:1]))
    return found


def tabs(user: User, current: View, platform: str) -> list[Tab]:
    """Give every filter with how many requests it holds, counted in one query."""
    mine = RemovalRequest.objects.visible_to(user)
    if platform:
        mine = mine.filter(platform_id=platform)
    counts = mine.aggregate(**{f"n_{view.name}": Count("pk", filter=view.keeps) for view in VIEWS})
    return [
        Tab(
            view.label,
            f"{reverse('removal:list')}?{urlencode(_words(view, platform))}",
            view.name == current.name,
            counts[f"n_{view.name}"],
        )
        for view in VIEWS
    ]


def platforms(user: User) -> list[Platform]:
    """Give the platforms that this person's requests go to, to choose from."""
    asked = RemovalRequest.objects.visible_to(user).values("platform")
    return list(Platform.objects.filter(pk__in=asked))


def row(request: RemovalRequest, *, now: datetime | None = None) -> Row:
    items = [listing.item for listing in request.listings.all()]
    step = steps.next_step(step_facts(request, now=now))
    return Row(
        request=request,
        listed=len(items),
        gone=sum(facts.is_gone(item) for item in items),
        next=step,
        next_url=where(request, step) if step else "",
    )


def step_facts(request: RemovalRequest, *, now: datetime | None = None) -> steps.Facts:
    """Give what the steps follow from; load the request `for_rows` first.

    `now` is when a draft would be sent: without it, an authority that has ended by its date alone
    is judged as of signing.
    """
    was_submitted = hasattr(request, "submission")
    lacking = () if was_submitted else missing_parts(facts.of(request, at=now, directory={}))
    answers = list(request.answers.all())
    return steps.Facts(
        status=request.status,
        missing=len(lacking),
        was_submitted=was_submitted,
        was_received=bool(request.receipts.all()),
        process=request.process,
        last_answer=answers[-1].kind if answers else "",
        demanded_more=bool(answers and answers[-1].demands),
        disputed=tuple(answers[-1].disputes) if answers else (),
        is_replaced=request.later_id is not None,
        has_no_hours=bool(request.asked_as),
    )


def where(request: RemovalRequest, step: steps.Next) -> str:
    """Give the address at which the next act is done."""
    page = reverse("removal:request", args=[request.pk])
    if step.where == "change":
        return reverse("removal:change", args=[request.pk])
    if step.where == "newer":
        return reverse("removal:request", args=[request.later_id])
    return page + PLACES[step.where]


def _words(view: View, platform: str) -> dict[str, str]:
    return {"status": view.name} | ({"platform": platform} if platform else {})
