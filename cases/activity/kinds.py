"""What sort of act an entry tells of, by its code; every package's acts fall under one."""

from enum import StrEnum

from audit import words


class Kind(StrEnum):
    OPENED = "opened"
    SHOWN = "shown"
    EXPORTED = "exported"
    CHANGED = "changed"
    SIGNED = "signed"


# fmt: off
KINDS: dict[Kind, str] = {
    Kind.OPENED:   "Opened",
    Kind.SHOWN:    "Shown in clear",
    Kind.EXPORTED: "Exported",
    Kind.CHANGED:  "Changed",
    Kind.SIGNED:   "Signed in and out",
}

ON_A_CASE = tuple(kind for kind in KINDS if kind is not Kind.SIGNED)

FAMILIES = {
    "cases":       "Cases",
    "intake":      "Intake",
    "evidence":    "Evidence",
    "removal":     "Removal requests and the directory",
    "deadlines":   "Deadlines",
    "complaints":  "Complaints",
    "restitution": "Restitution",
    "reports":     "Reports",
    "keeping":     "Retention",
    "handouts":    "Sheets for survivors",
    "accounts":    "Accounts",
}

STARTS = (  # of an act's verb; the first that fits
    ("opened_case",  Kind.CHANGED),
    ("opened",       Kind.OPENED),
    ("looked_at",    Kind.OPENED),
    ("previewed",    Kind.OPENED),
    ("searched",     Kind.OPENED),
    ("read_",        Kind.OPENED),
    ("showed",       Kind.SHOWN),
    ("revealed",     Kind.SHOWN),
    ("exported",     Kind.EXPORTED),
    ("took_memo",    Kind.EXPORTED),
    ("took_list",    Kind.EXPORTED),
    ("took_case",    Kind.EXPORTED),
    ("gave_case",    Kind.EXPORTED),
    ("took_figures", Kind.EXPORTED),
    ("took_report",  Kind.EXPORTED),
    ("made_sheet",   Kind.EXPORTED),
    ("gave_sheet",   Kind.EXPORTED),
    ("took_cert",    Kind.EXPORTED),
    ("signed_in",    Kind.SIGNED),
    ("signed_out",   Kind.SIGNED),
)
# fmt: on


def kind_of(action: str) -> Kind:
    """Give the sort of an act; whatever neither reads nor takes out changed something."""
    verb = action.partition(".")[2]
    return next((kind for start, kind in STARTS if verb.startswith(start)), Kind.CHANGED)


def actions_of(asked: str) -> list[str]:
    """Give every act that a choice of the page means: a kind, a part of the house, or one act."""
    known = words.known()
    if asked in set(Kind):
        return [action for action in known if kind_of(action) == asked]
    if asked in FAMILIES:
        return [action for action in known if action.startswith(f"{asked}.")]
    return [asked]
