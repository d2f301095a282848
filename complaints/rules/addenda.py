"""What may become known after a complaint was filed, and be added to it (ADR 0010)."""

from enum import StrEnum

from audit.rules import NotAllowed
from complaints.rules.words import Status
from evidence.rules.items import FactKind


class AddendumKind(StrEnum):
    REMOVED = "removed"  # all of it came down
    BACK = "back"
    RECEIPT = "receipt"
    ANSWER = "answer"
    LOOK = "look"
    MISTAKE = "mistake"  # a look that an addendum tells was taken back


# fmt: off
ADDENDA: dict[AddendumKind, str] = {
    AddendumKind.REMOVED: "A removal after filing",
    AddendumKind.BACK:    "A listing that came back",
    AddendumKind.RECEIPT: "A changed receipt",
    AddendumKind.ANSWER:  "An answer of the platform",
    AddendumKind.LOOK:    "A further look",
    AddendumKind.MISTAKE: "A look that was recorded by mistake",
}

# A person's look, by what was found; the platform's word comes as its answer.
LOOKED: dict[str, AddendumKind] = {
    FactKind.SEEN_UP:   AddendumKind.LOOK,
    FactKind.PARTIAL:   AddendumKind.LOOK,
    FactKind.SEEN_GONE: AddendumKind.LOOK,
    FactKind.BACK:      AddendumKind.BACK,
}
# fmt: on


def require_added_to(status: str) -> None:
    """Pass if the complaint that this adds to was filed."""
    if status != Status.FILED:
        raise NotAllowed(
            "This complaint is not filed, so nothing is added to it.", code="complaint_move"
        )


def require_unfiled(*, is_filed: bool) -> None:
    """Pass if nobody recorded that this addendum was sent."""
    if is_filed:
        raise NotAllowed("This addendum is recorded as filed already.", code="filed_already")
