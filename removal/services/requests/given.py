"""The four parts as a person gives them, set on a row once they are known words."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal, TypedDict
from uuid import UUID

from audit.rules import NotAllowed
from cases.models import Authority
from cases.rules import require_past
from cases.rules.moves import require_known
from evidence.models import Item
from evidence.rules.spoken import IDENTIFIABLE
from removal.models import Listing, RemovalRequest
from removal.rules.spoken import BASES, METHODS, SIGNERS


class Parts(TypedDict, total=False):
    """What fills the four parts; what is not given stays as it was."""

    signer_role: str
    signer_name: str
    signed_at: datetime | None
    signature_method: str
    authority_id: UUID | None
    identifiable_by: Sequence[str]
    good_faith_basis: str
    good_faith_statement: str
    contact: str


# fmt: off
KNOWN: dict[str, Collection[str]] = {
    "signer_role":      SIGNERS,
    "signature_method": METHODS,
    "good_faith_basis": BASES,
}
# fmt: on
WRITTEN: tuple[Literal["signer_name", "good_faith_statement", "contact"], ...] = (
    "signer_name",
    "good_faith_statement",
    "contact",
)


def fill(*, request: RemovalRequest, parts: Parts, now: datetime) -> list[str]:
    """Set what was given on the row, unsaved; give the names of what differs."""
    given = _clean(request, parts, now)
    changed = [name for name, value in given.items() if getattr(request, name) != value]
    for name in changed:
        setattr(request, name, given[name])
    return changed


def items_of(*, case_id: UUID, item_ids: Collection[UUID]) -> list[Item]:
    """Give the items meant; one of another case is refused as if it were not there."""
    found = list(Item.objects.filter(case_id=case_id, pk__in=item_ids).order_by("number"))
    if len(found) != len(set(item_ids)):
        raise NotAllowed("Choose items of this case.", code="not_in_this_case", field="item_ids")
    return found


def set_listings(*, request: RemovalRequest, items: Collection[Item]) -> bool:
    """Make these the request's items, in the order of their numbers; tell whether that differs."""
    before = set(Listing.objects.filter(request=request).values_list("item_id", flat=True))
    wanted = {item.pk for item in items}
    Listing.objects.filter(request=request, item_id__in=before - wanted).delete()
    Listing.objects.bulk_create(
        Listing(request=request, item=item) for item in items if item.pk not in before
    )
    return before != wanted


def _clean(request: RemovalRequest, parts: Parts, now: datetime) -> dict[str, object]:
    given = dict(parts) | {name: _tidy(name, parts[name]) for name in WRITTEN if name in parts}
    for name, known in KNOWN.items():
        require_known(str(given.get(name, "")), ["", *known], field=name)
    if signed_at := parts.get("signed_at"):
        require_past(signed_at, now, field="signed_at")
    if authority_id := parts.get("authority_id"):
        _require_of_this_case(request, authority_id)
    if "identifiable_by" in parts:
        given["identifiable_by"] = _in_order(parts["identifiable_by"])
    return given


def _tidy(name: str, text: str) -> str:
    """Keep a statement's lines; a name and a contact stand on one line of the notice."""
    if name == "good_faith_statement":
        return text.replace("\r\n", "\n").strip()
    return " ".join(text.split())


def _in_order(chosen: Sequence[str]) -> list[str]:
    for one in chosen:
        require_known(one, IDENTIFIABLE, field="identifiable_by")
    return [kind.value for kind in IDENTIFIABLE if kind.value in set(chosen)]


def _require_of_this_case(request: RemovalRequest, authority_id: UUID) -> None:
    if not Authority.objects.filter(case_id=request.case_id, pk=authority_id).exists():
        raise NotAllowed(
            "Choose an authority that is recorded on this case.",
            code="not_in_this_case",
            field="authority_id",
        )
