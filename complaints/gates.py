"""Each gate of one complaint for its reader: what is missing, who can cure it, and where."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from accounts.models import User
from accounts.rules import Deed, may
from complaints.rules.completeness import RELEASE, Check, State
from complaints.rules.signing import TWO
from complaints.spoken import listed
from complaints.standing import Standing


class Checked(NamedTuple):
    """One check as the checklist draws it."""

    label: str
    done: bool
    why: str
    url: str
    act: str


# Where on the request's page each thing that may be missing is put right.
ON_THE_REQUEST = {
    "elements": ("#parts", "See the four parts"),
    "receipt": ("#clock", "Record receipt"),
    "after_deadline": ("#clock", "Record a look"),
    "fresh_look": ("#clock", "Record a look"),
}
# Whose deed it is, where not everybody who sees a complaint may do it.
DEEDS = {
    RELEASE: Deed.WORK_CASE,
    "receipt": Deed.RECORD_RECEIPT,
    "cybertip": Deed.WORK_CASE,
}


def checklist(standing: Standing, reader: User) -> Iterator[Checked]:
    """Give each gate, with the place where this reader can cure what is missing."""
    for check in standing.checks:
        if check.state is not State.NOTE:
            url, act = cure_of(check, standing, reader)
            why = check.why if check.done else f"{_why(check, standing)} {_who(check)}".strip()
            yield Checked(check.label, check.done, why, url, act)
    yield _sign_offs(standing)


def _sign_offs(standing: Standing) -> Checked:
    """Give the last gate: who must sign, why more than one, and who has not yet."""
    signing = standing.signing
    two = signing.wants.people == TWO
    why = f"Two people sign, because {listed(signing.wants.because)}. " if two else ""
    still = "; and ".join(signing.still)
    why += f"Still wanted: {still}." if still else "All who must sign have signed."
    return Checked("Two sign-offs" if two else "A sign-off", not still, why, "", "")


def cure_of(check: Check, standing: Standing, reader: User, *, page: str = "") -> tuple[str, str]:
    """Give where what is missing is put right, and what the link says; `page`: the draft's own."""
    if check.done or check.state is State.NOTE:
        return "", ""
    if check.key in DEEDS and not may(reader.role, DEEDS[check.key]):
        return "", ""
    if check.key in ON_THE_REQUEST:
        place, act = ON_THE_REQUEST[check.key]
        return f"{reverse('removal:request', args=[standing.draft.request_id])}{place}", act
    return _here(check.key, standing, page)


def _here(key: str, standing: Standing, page: str) -> tuple[str, str]:
    blanks = standing.document.open_blanks()
    if key == RELEASE:
        return standing.wanted.url, "Record it"
    if key == "cybertip":
        return reverse("complaints:tip", args=[standing.draft.pk]), "Record it"
    if key == "blanks" and blanks:
        return f"{page}#id_{blanks[0].key}", "Go to the first"
    if key == "facts":
        return f"{page}#next", "Compose it anew"
    if key == "words":
        return f"{page}#text", "Go to the text"
    return "", ""


def _why(check: Check, standing: Standing) -> str:
    if check.key != "blanks":
        return check.why
    left = len(standing.document.open_blanks())
    return "1 is left." if left == 1 else f"{left} are left."


def _who(check: Check) -> str:
    return f"{check.who} can see to it." if check.who else ""
