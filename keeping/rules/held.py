"""The survivor's own data: who may ask for it, in which form, and what is withheld and why."""

from enum import StrEnum
from typing import NamedTuple

from audit.rules import NotAllowed


class Form(StrEnum):
    PDF = "pdf"
    JSON = "json"


class AskedBy(StrEnum):
    SELF = "self"
    AUTHORITY = "authority"


class Standing(StrEnum):
    """What became of the old value."""

    CHANGED = "changed"  # the record says the new value; the old stays sealed here
    ERASED = "erased"  # the record says the new value; the old is gone
    BESIDE = "beside"  # final, or not ours to change: the correction stands beside it
    KEPT = "kept"  # no correction: work changed the record under a hold, and the old stays here


# fmt: off
FORMS: dict[Form, str] = {
    Form.PDF:  "On paper (PDF)",
    Form.JSON: "For a computer (JSON)",
}

ASKED: dict[AskedBy, str] = {
    AskedBy.SELF:      "The survivor asked for it",
    AskedBy.AUTHORITY: "Somebody who may act for them asked",
}

STANDING: dict[Standing, str] = {
    Standing.CHANGED: "Corrected; the old value is kept, sealed",
    Standing.ERASED:  "Corrected; the old value is not kept",
    Standing.BESIDE:  "Stands beside the record, which stays as it was made",
    Standing.KEPT:    "Changed in the course of work; the old value is kept, sealed",
}


class Withheld(NamedTuple):
    """One thing that the sheet does not tell, and why."""

    what: str
    why: str


WITHHELD = (
    Withheld("An attorney's privileged notes, findings and ledger",
             "They are the attorney's own work for you and protected as such. Ask the attorney."),
    Withheld("Names and contacts of other people in the matter",
             "They are other people's. The sheet says in what part somebody appears, not who."),
    Withheld("Matches with other cases",
             "Another case is another person's; whether there is one is not told."),
    Withheld("Old values of what was changed",
             "The sheet says what stands today. Where an old value is kept at all, it is sealed."),
    Withheld("Keys, codes and digests that things are found by",
             "They say nothing to read, and would help somebody who stole a copy of the database."),
)
# fmt: on


def require_safe(*, safe: bool) -> None:
    """Refuse a paper whose keeping nobody spoke about: it lists everything in one place."""
    if not safe:
        raise NotAllowed(
            "First ask where the paper will be kept and who may see it, and say that you did.",
            code="sheet_unsafe",
            field="safe",
        )


def require_said(*, value: str, note: str) -> None:
    if not value.strip() and not note.strip():
        raise NotAllowed(
            "Say how it should read, or what is wrong with it.", code="nothing_said", field="value"
        )
