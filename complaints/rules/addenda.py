"""What may become known after a complaint was filed, and be added to it (ADR 0010)."""

from enum import StrEnum


class AddendumKind(StrEnum):
    REMOVED = "removed"  # all of it came down
    BACK = "back"
    RECEIPT = "receipt"
    ANSWER = "answer"
    LOOK = "look"


# fmt: off
ADDENDA: dict[AddendumKind, str] = {
    AddendumKind.REMOVED: "A removal after filing",
    AddendumKind.BACK:    "A listing that came back",
    AddendumKind.RECEIPT: "A changed receipt",
    AddendumKind.ANSWER:  "An answer of the platform",
    AddendumKind.LOOK:    "A further look",
}
# fmt: on
