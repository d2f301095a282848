"""Which acts of the trail are custody of an item, and what each was to it (ADR 0039)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum

from audit.rules import NotAllowed
from cases.rules import require_past
from cases.rules.moves import require_known, require_text


class Act(StrEnum):
    RECORDED = "recorded"
    SEEN = "seen"
    ASKED = "asked"
    CORRECTED = "corrected"
    LINKED = "linked"
    CHECKED = "checked"
    HELD = "held"
    FINGERPRINT = "fingerprint"
    SENT = "sent"
    EXPORTED = "exported"
    OTHER = "other"


class What(StrEnum):
    """What of an item may be in somebody's hands; the image itself is never among it."""

    SCREENSHOT = "screenshot"
    PAPER = "paper"
    MESSAGE = "message"
    DEVICE = "device"
    OTHER = "other"


# fmt: off
ACTS: dict[Act, str] = {
    Act.RECORDED:    "Recorded",
    Act.SEEN:        "Seen",
    Act.ASKED:       "Address asked for",
    Act.CORRECTED:   "Corrected",
    Act.LINKED:      "Linked",
    Act.CHECKED:     "Checked",
    Act.HELD:        "In whose hands",
    Act.FINGERPRINT: "Fingerprint",
    Act.SENT:        "Asked to remove",
    Act.EXPORTED:    "Exported",
    Act.OTHER:       "Used",
}
WHAT: dict[What, str] = {
    What.SCREENSHOT: "A screenshot without the image",
    What.PAPER:      "A paper, as a letter or a printed page",
    What.MESSAGE:    "A message, as a platform's mail",
    What.DEVICE:     "A device",
    What.OTHER:      "Something else",
}
ACT_OF: dict[str, Act] = {
    "evidence.recorded":             Act.RECORDED,
    "evidence.opened":               Act.SEEN,
    "evidence.opened_match":         Act.SEEN,
    "evidence.opened_log":           Act.SEEN,
    "evidence.showed_url":           Act.ASKED,
    "evidence.corrected":            Act.CORRECTED,
    "evidence.held":                 Act.HELD,
    "evidence.kept_fingerprints":    Act.FINGERPRINT,
    "evidence.withdrew_fingerprint": Act.FINGERPRINT,
    "evidence.erased_fingerprints":  Act.FINGERPRINT,
    "evidence.decided_match":        Act.FINGERPRINT,
    "evidence.exported_log":         Act.EXPORTED,
    "deadlines.recorded_outcome":    Act.CHECKED,
    "deadlines.retracted_outcome":   Act.CHECKED,
    "removal.submitted":             Act.SENT,
    "complaints.exported":           Act.EXPORTED,
}
# fmt: on
NAMES = ("item", "first", "second")  # facts that name one item; `items` names several
LINKS = {"copy of", "return of"}


def labels_in(facts: Mapping[str, object]) -> set[str]:
    """Give the items that an entry's facts name, as E1."""
    several = facts.get("items")
    named = {str(one) for one in several} if isinstance(several, list) else set()
    return named | {str(facts[name]) for name in NAMES if isinstance(facts.get(name), str)}


def act_of(action: str, facts: Mapping[str, object]) -> Act:
    """Say what an entry was to the items that it names."""
    act = ACT_OF.get(action, Act.OTHER)
    changed = facts.get("changed")
    is_link = isinstance(changed, list) and bool(changed) and set(map(str, changed)) <= LINKS
    return Act.LINKED if act is Act.CORRECTED and is_link else act


def require_holding(
    *, what: str, holder: str, since: datetime, minor: bool, now: datetime, known: Collection[str]
) -> str:
    """Give who holds it, or say what is wrong; no screenshot of what may show a child."""
    require_known(what, known, field="what")
    require_past(since, now, field="since")
    if minor and what == What.SCREENSHOT:
        raise NotAllowed(
            "Someone here may be under 18: nobody makes, keeps or hands over a screenshot of this."
            " If one exists, ask the police or NCMEC what to do with it.",
            code="no_screenshot_of_a_minor",
            field="what",
        )
    return require_text(holder, field="holder")
