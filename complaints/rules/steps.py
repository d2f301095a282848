"""The one act that comes next on a complaint, and who may do it."""

from typing import NamedTuple

from accounts.rules import Deed
from complaints.rules.words import Status


class Next(NamedTuple):
    name: str  # fill | send | sign | file | take | none
    act: str
    why: str
    deed: Deed


# fmt: off
FILL = Next("fill", "Fill the blanks",
            "Facts are in place; what only a person knows is not.", Deed.REVISE_COMPLAINT)
REFRESH = Next("refresh", "Compose it from today's facts",
               "The record has changed since. Your words are kept.", Deed.REVISE_COMPLAINT)
SEND = Next("send", "Send to review",
            "An attorney or a supervisor reads it and signs it off.", Deed.REVISE_COMPLAINT)
SIGN = Next("sign", "Sign off",
            "A second person signs this very revision.", Deed.SIGN_OFF_COMPLAINT)
FILE = Next("file", "Record the filing",
            "File it at the regulator's own site first. Nothing is sent from here.",
            Deed.FILE_COMPLAINT)

# True of every complaint in that state, however its blanks and its facts stand
LEADS: dict[Status, str] = {
    Status.DRAFT:      "Finish the draft",
    Status.IN_REVIEW:  "Finish the review",
    Status.SIGNED_OFF: FILE.act,
}
# fmt: on


def next_step(status: str, *, blanks_left: int, facts_changed: bool) -> Next | None:
    """Give what comes next, or None for a complaint that is done."""
    if status == Status.SIGNED_OFF:
        return FILE
    if status not in {Status.DRAFT, Status.IN_REVIEW}:
        return None
    if facts_changed:
        return REFRESH
    if blanks_left:
        return FILL
    return SIGN if status == Status.IN_REVIEW else SEND
