"""A request's versions as a chain: what was disputed, what the next one cured, when each was sent.

Each keeps its own clock, and each can be argued (ADR 0009): a dispute is a platform's word alone.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from cases.models import Authority
from cases.rules import AuthorityKind
from cases.rules.spoken import AUTHORITIES
from removal import withheld
from removal.models import Answer, RemovalRequest
from removal.rules.cured import ALL_PARTS, PART_OF, Change, change, in_order
from removal.rules.phrases import spoken_moment
from removal.rules.spoken import BASES, DEMANDS, DISPUTES, METHODS, SIGNERS
from removal.rules.words import Basis, Demand, Disputed, SignatureMethod, SignerRole, Status

NOT_SAID = "not said"


class Link(NamedTuple):
    """One version in the chain, and what led to it."""

    request: RemovalRequest
    sent_at: datetime | None
    answer: Answer | None  # what the platform said of the version before
    disputed: tuple[str, ...]  # in words; empty where it named nothing
    changes: tuple[Change, ...]  # what this version says otherwise than the one before

    @property
    def is_set_aside(self) -> bool:
        return self.request.status == Status.WITHDRAWN and self.sent_at is None


def chain(request: RemovalRequest, *, revealed: bool = False) -> list[Link]:
    """Give every version of this request, the first first; none is ever overwritten (law.md 10.8).

    `revealed` says that names may stand in the changes; addresses never do, only items' labels.
    """
    rows = RemovalRequest.objects.filter(case=request.case, number=request.number)
    same = list(rows.for_display().select_related("replaces", "cures_answer").order_by("version"))
    known = {one.pk: one for one in same}
    for one in same:
        one.case = request.case  # its key is loaded
    return [_link(one, known.get(one.replaces_id), revealed=revealed) for one in same]


def asked(request: RemovalRequest) -> dict[str, Any]:
    """Give the four parts' order for a form, the disputed first, with the platform's own words."""
    answer = request.cures_answer
    if answer is None:
        return {"order": ALL_PARTS}
    answer.case = request.case
    disputed = tuple(answer.disputes)
    return {
        "order": in_order(disputed),
        "disputed_parts": [PART_OF[Disputed(one)] for one in disputed if one in PART_OF],
        "disputed": disputed_words(answer),
        "demands": [DEMANDS[Demand(one)] for one in answer.demands],
        "goes_beyond": Disputed.EXTRA.value in disputed or bool(answer.demands),
        "answer": answer,
    }


def disputed_words(answer: Answer) -> tuple[str, ...]:
    return tuple(DISPUTES[Disputed(one)] for one in answer.disputes)


def changes(old: RemovalRequest, new: RemovalRequest, *, revealed: bool) -> Iterator[Change]:
    """Give what a later version says otherwise, by part; a hidden name stays hidden."""
    hides_name = withheld.by_default(old).name or withheld.by_default(new).name
    before, after = _said(old), _said(new)
    for (part, label), text in before.items():
        given = change(part, label, text, after[part, label])
        if given is None:
            continue
        if label == "Name" and hides_name and not revealed:
            given = Change(part, label, "a name not shown here", "another, not shown here", ())
        yield given


def _link(request: RemovalRequest, before: RemovalRequest | None, *, revealed: bool) -> Link:
    submission = getattr(request, "submission", None)
    answer = request.cures_answer
    if answer is not None:
        answer.case = request.case
    return Link(
        request=request,
        sent_at=submission.submitted_at if submission else None,
        answer=answer,
        disputed=disputed_words(answer) if answer else (),
        changes=tuple(changes(before, request, revealed=revealed)) if before else (),
    )


def _said(request: RemovalRequest) -> dict[tuple[int, str], str]:
    """Give what a version says, by part and field, in the words of its page."""
    role, method = request.signer_role, request.signature_method
    basis, signed_at = request.good_faith_basis, request.signed_at
    items = ", ".join(listing.item.label for listing in request.listings.all())
    by = ", ".join(request.identifiable_by).replace("_", " ")
    return {
        (1, "Who signs"): SIGNERS[SignerRole(role)] if role else NOT_SAID,
        (1, "Name"): str(request.signer_name) or NOT_SAID,
        (1, "Signed"): spoken_moment(signed_at) if signed_at else NOT_SAID,
        (1, "How it was signed"): METHODS[SignatureMethod(method)] if method else NOT_SAID,
        (1, "Authority"): _authority(request.authority),
        (2, "Items"): items or NOT_SAID,
        (2, "Recognised by"): by or NOT_SAID,
        (3, "Basis"): BASES[Basis(basis)] if basis else NOT_SAID,
        (3, "Statement"): str(request.good_faith_statement) or NOT_SAID,
        (4, "Contact"): str(request.contact) or NOT_SAID,
    }


def _authority(authority: Authority | None) -> str:
    if authority is None:
        return "none"
    on = authority.starts_on
    return f"{AUTHORITIES[AuthorityKind(authority.kind)]}, from {on.day} {on:%b %Y}"
