"""What the complaint list shows, with as many queries for thirty rows as for three."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import User
from complaints.models import ComplaintDraft, ComplaintDraftQuerySet, Revision
from complaints.rules.spoken import STATUSES, TONES
from complaints.rules.steps import LEADS
from complaints.rules.words import Status


class View(NamedTuple):
    """A saved filter: its word in the address, its label, the statuses it keeps."""

    name: str
    label: str
    statuses: tuple[Status, ...]
    mine: bool = False


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: int


class Row(NamedTuple):
    draft: ComplaintDraft
    status: str
    tone: str
    blanks_left: int
    lead: str  # nothing where nothing is left to do


OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.SIGNED_OFF)
VIEWS = (
    View("open", "Open", OPEN),
    View("mine", "Assigned to me", OPEN, mine=True),
    View("unreviewed", "Unreviewed", (Status.DRAFT,)),
    View("in-review", "In review", (Status.IN_REVIEW,)),
    View("signed-off", "Signed off", (Status.SIGNED_OFF,)),
    View("filed", "Filed", (Status.FILED,)),
    View("superseded", "Superseded", (Status.SUPERSEDED,)),
)
KNOWN = {view.name: view for view in VIEWS}


def chosen(name: str) -> View:
    """Give the filter of this name; an unknown one is the usual one."""
    return KNOWN.get(name, KNOWN["open"])


def rows(user: User, view: View) -> ComplaintDraftQuerySet:
    mine = ComplaintDraft.objects.visible_to(user).filter(_keeps(view, user))
    return with_blanks_left(mine.for_display()).order_by(F("due_at").asc(nulls_last=True), "id")


def with_blanks_left(drafts: ComplaintDraftQuerySet) -> ComplaintDraftQuerySet:
    """Add how many blanks the revision in force has, and its digest."""
    in_force = Revision.objects.filter(draft=OuterRef("pk"), number=OuterRef("revision_number"))
    known: ComplaintDraftQuerySet = drafts.annotate(
        blanks_left=Subquery(in_force.values("blanks_left")[:1]),
        sha256=Subquery(in_force.values("sha256")[:1]),
    )
    return known


def row(draft: ComplaintDraft) -> Row:
    """Give one row; its draft was selected with its blanks."""
    status, blanks = Status(draft.status), draft.blanks_left  # type: ignore[attr-defined]
    return Row(draft, STATUSES[status], TONES[status], blanks, LEADS.get(status, ""))


def tabs(user: User, current: View) -> list[Tab]:
    """Give every filter with how many complaints it holds, counted in one query."""
    counts = ComplaintDraft.objects.visible_to(user).aggregate(
        **{view.name: Count("pk", filter=_keeps(view, user)) for view in VIEWS}
    )
    home = reverse("complaints:list")
    return [
        Tab(
            view.label,
            f"{home}?{urlencode({'show': view.name})}",
            view.name == current.name,
            counts[view.name],
        )
        for view in VIEWS
    ]


def _keeps(view: View, user: User) -> Q:
    keeps = Q(status__in=[status.value for status in view.statuses])
    return keeps & Q(assigned_to=user) if view.mine else keeps
