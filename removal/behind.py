"""Who stands behind a site, for a request's page: what each can do, what was tried, what next."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from evidence.rules.hosts import registered_domain
from removal import facts, lists, stale
from removal.directory import rungs
from removal.models import Chokepoint, NoneFound, Platform, RemovalRequest
from removal.rules.desk_words import Chokepoint as Kind
from removal.rules.rungs import FIND, ORDER, Proposal, Tried, next_rung
from removal.rules.spoken import ANSWERS
from removal.rules.words import AnswerKind, Status


class Noted(NamedTuple):
    """One who was found behind the site, the request that went to it, and what came of that."""

    row: Chokepoint
    asked: RemovalRequest | None
    outcome: str
    staleness: stale.Staleness


class Rung(NamedTuple):
    """One kind: what it can and cannot do, and who of it was found for this site."""

    kind: rungs.Kind
    noted: list[Noted]
    none: NoneFound | None  # somebody looked for one of this kind, and found none
    is_next: bool

    @property
    def known(self) -> str:
        """Say how well what it can do is known, and from where."""
        on = self.kind.checked_on
        return f"{MARKS[self.kind.mark]}, read on {on.day} {on:%b %Y}: {self.kind.source}."


class Ladder(NamedTuple):
    rungs: list[Rung]
    proposal: Proposal | None

    @property
    def here(self) -> Rung | None:
        return next((rung for rung in self.rungs if rung.is_next), None)

    @property
    def heading(self) -> str:
        """Name the one act that comes next."""
        if self.proposal is None or self.here is None:
            return "Each of them was asked"
        if self.proposal.act == "find":
            return FIND[Kind(self.proposal.kind)]
        who = self.to_ask.row.platform.name if self.to_ask else self.here.kind.name
        return f"Ask {who}" if self.proposal.act == "ask" else f"Send the request to {who}"

    @property
    def to_ask(self) -> Noted | None:
        """Give the one that the next act is about, where one is known."""
        waiting = [one for one in self.here.noted if not _tried(one).is_sent] if self.here else []
        begun = self.proposal is not None and self.proposal.act == "send"
        return next((one for one in waiting if (one.asked is not None) == begun), None)


# How well what a kind can do is known (law.md 0).
MARKS = {
    "verified": "Read in the text of the Act",
    "secondary": "From other projects' lists, not from a text of law",
    "unverified": "General knowledge, not verified",
}

# fmt: off
OUTCOMES = {
    Status.DRAFT:     "Drafted, not sent",
    Status.SUBMITTED: "Sent, no answer recorded",
    Status.RECEIVED:  "Received, no answer recorded",
    Status.RESOLVED:  "Every listing was seen gone",
    Status.WITHDRAWN: "Withdrawn",
}
# fmt: on


def ladder(request: RemovalRequest, *, now: datetime) -> Ladder:
    """Give every rung in the order in which they are proposed, with what was tried."""
    rows = noted_of(request).select_related("platform__verified_by", "recorded_by", "case__key")
    known = stale.of_all({row.platform for row in rows}, now=now)
    asked = _asked(request)
    noted = [
        Noted(row, asked.get(row.pk), _outcome(asked.get(row.pk)), known[row.platform_id])
        for row in rows
    ]
    found_none = NoneFound.objects.filter(
        case=request.case_id, request__number=request.number
    ).select_related("recorded_by")
    none = {one.kind: one for one in found_none}
    proposal = next_rung([_tried(one) for one in noted], none=none)
    kinds = rungs.kinds()
    return Ladder(
        [
            Rung(
                kinds[kind],
                [one for one in noted if one.row.kind == kind],
                none.get(kind),
                proposal is not None and proposal.kind == kind,
            )
            for kind in ORDER
        ],
        proposal,
    )


def noted_of(request: RemovalRequest) -> "QuerySet[Chokepoint]":
    """Give who was noted behind a request's site, whichever of its versions led there."""
    found: QuerySet[Chokepoint] = Chokepoint.objects.filter(
        case=request.case_id, request__number=request.number
    )
    return found


def known_of(kind: str) -> list[Platform]:
    """Give the directory's rows that are of this kind."""
    return list(
        Platform.objects.filter(kind__in=rungs.kinds()[kind].directory_kinds).order_by("name")
    )


def first_of(request: RemovalRequest) -> Chokepoint | None:
    """Give what led to a request to a chokepoint, or to a cured version of one."""
    found: Chokepoint | None = (
        Chokepoint.objects.filter(asked__case=request.case, asked__number=request.number)
        .select_related("request__case")
        .first()
    )
    return found


def sites(request: RemovalRequest) -> list[str]:
    """Give the registered domains where a request's items are, as who stands behind looks them up.

    Where no item has an address, those that the directory knows of the site that was asked first.
    """
    hosts = {one.item.host for one in request.listings.all() if one.item.host}
    found = sorted({registered_domain(host) or host for host in hosts})
    first = None if found else first_of(request)
    if first is None:
        return found
    return sorted(first.request.platform.domains.values_list("domain", flat=True))


def _asked(request: RemovalRequest) -> "dict[UUID, RemovalRequest]":
    """Give the request that went to each one noted: its last version, where it was cured."""
    begun = noted_of(request).exclude(asked=None)
    numbers = dict(begun.values_list("pk", "asked__number"))
    same = RemovalRequest.objects.filter(case=request.case_id, number__in=numbers.values())
    last = {one.number: one for one in lists.for_rows(same).order_by("version")}
    for one in last.values():
        one.case = request.case  # its key is loaded
    return {pk: last[number] for pk, number in numbers.items()}


def _tried(noted: Noted) -> Tried:
    sent = noted.asked is not None and hasattr(noted.asked, "submission")
    over = noted.asked is not None and noted.asked.status == Status.WITHDRAWN
    return Tried(Kind(noted.row.kind), noted.asked is not None, sent or over)


def _outcome(asked: RemovalRequest | None) -> str:
    if asked is None:
        return "Not asked yet"
    if asked.status in {Status.SUBMITTED, Status.RECEIVED}:
        return _under_way(asked)
    return OUTCOMES[Status(asked.status)]


def _under_way(asked: RemovalRequest) -> str:
    items = [listing.item for listing in asked.listings.all()]
    gone = sum(facts.is_gone(item) for item in items)
    answers = list(asked.answers.all())
    said = ANSWERS[AnswerKind(answers[-1].kind)] if answers else OUTCOMES[Status(asked.status)]
    return f"{said}; {gone} of {len(items)} seen gone" if gone else said
