"""Who stands behind a site, for a request's page: what each can do, what was tried, what next."""

from typing import NamedTuple

from removal import facts, lists
from removal.directory import rungs
from removal.models import Chokepoint, Platform, RemovalRequest
from removal.rules.desk_words import Chokepoint as Kind
from removal.rules.rungs import ORDER, Proposal, Tried, next_rung
from removal.rules.spoken import ANSWERS
from removal.rules.words import AnswerKind, Status


class Noted(NamedTuple):
    """One who was found behind the site, the request that went to it, and what came of that."""

    row: Chokepoint
    asked: RemovalRequest | None
    outcome: str


class Rung(NamedTuple):
    """One kind: what it can and cannot do, and who of it was found for this site."""

    kind: rungs.Kind
    noted: list[Noted]
    is_next: bool


class Ladder(NamedTuple):
    rungs: list[Rung]
    proposal: Proposal | None


# fmt: off
OUTCOMES = {
    Status.DRAFT:     "Drafted, not sent",
    Status.SUBMITTED: "Sent, no answer recorded",
    Status.RECEIVED:  "Received, no answer recorded",
    Status.RESOLVED:  "Every listing was seen gone",
    Status.WITHDRAWN: "Withdrawn",
}
# fmt: on


def ladder(request: RemovalRequest) -> Ladder:
    """Give every rung in the order in which they are proposed, with what was tried."""
    rows = Chokepoint.objects.filter(request=request).select_related(
        "platform", "recorded_by", "case__key"
    )
    asked = _asked(request)
    noted = [Noted(row, asked.get(row.asked_id), _outcome(asked.get(row.asked_id))) for row in rows]
    proposal = next_rung([_tried(one) for one in noted])
    kinds = rungs.kinds()
    return Ladder(
        [
            Rung(
                kinds[kind],
                [one for one in noted if one.row.kind == kind],
                proposal is not None and proposal.kind == kind,
            )
            for kind in ORDER
        ],
        proposal,
    )


def known_of(kind: str) -> list[Platform]:
    """Give the directory's rows that are of this kind."""
    return list(
        Platform.objects.filter(kind__in=rungs.kinds()[kind].directory_kinds).order_by("name")
    )


def first_of(request: RemovalRequest) -> Chokepoint | None:
    """Give what led to a request to a chokepoint: the first request, and as whom it was asked."""
    found: Chokepoint | None = (
        Chokepoint.objects.filter(asked=request).select_related("request__case").first()
    )
    return found


def _asked(request: RemovalRequest) -> "dict[object, RemovalRequest]":
    mine = RemovalRequest.objects.filter(asked_through__request=request)
    found = {one.pk: one for one in lists.for_rows(mine)}
    for one in found.values():
        one.case = request.case  # its key is loaded
    return dict(found)


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
