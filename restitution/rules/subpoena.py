"""What may be given on a subpoena, and why the rest is not (34 U.S.C. 12291(b)(2); law.md 5)."""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from audit.rules import NotAllowed
from cases.rules.release_words import COVERS, INFORMATION, Information, RecipientKind

RECIPIENTS = (RecipientKind.COURT, RecipientKind.POLICE, RecipientKind.ATTORNEY)

# Being counted tells a funder a figure; there is no record of it to give.
GIVEN = tuple(one for one in Information if one.value != "counted")


class Why(StrEnum):
    NOT_RELEASED = "not_released"
    LEFT_OUT = "left_out"
    PRIVILEGED = "privileged"
    OWN = "own"
    MIXED = "mixed"
    MINOR = "minor"
    WORKING = "working"
    NEVER_HELD = "never_held"


class Notified(StrEnum):
    """How the survivor came to know (28 CFR 94.115: try to notify, and protect their safety)."""

    TOLD = "told"
    TRIED = "tried"
    UNSAFE = "unsafe"


class Withheld(NamedTuple):
    what: str
    why: Why

    @property
    def words(self) -> str:
        return WHYS[self.why]


# fmt: off
WHYS: dict[Why, str] = {
    Why.NOT_RELEASED: "The release does not cover it.",
    Why.LEFT_OUT:     "Covered, and left out to give the least that serves, or to keep within the"
                      " survivor's own words.",
    Why.PRIVILEGED:   "Kept apart as an attorney's own: privilege and work product are an"
                      " attorney's to assert.",
    Why.OWN:          "The agency's own record for the survivor's safety; no release here covers"
                      " it.",
    Why.MIXED:        "It tells also what the release does not cover.",
    Why.MINOR:        "Someone there was or may have been under 18.",
    Why.WORKING:      "Not finished and given to nobody.",
    Why.NEVER_HELD:   "Never held here.",
}

NOTIFIED: dict[Notified, str] = {
    Notified.TOLD:   "The survivor knows",
    Notified.TRIED:  "We tried to reach them and could not",
    Notified.UNSAFE: "Telling them now is not safe; why is written down where it belongs",
}

# In no category of a release, so in no export, whatever was signed.
ALWAYS = (
    Withheld("Privileged notes, determinations and memoranda of attorneys, if there are any",
             Why.PRIVILEGED),
    Withheld("Court cases and money as attorneys keep them, if there are any", Why.PRIVILEGED),
    Withheld("Notes of advocates and supervisors, and tasks in their own words", Why.OWN),
    Withheld("The survivor's story as the agency wrote it down", Why.OWN),
    Withheld("The plan for contacting them safely, and answers at intake", Why.OWN),
    Withheld("Other people in the matter, and who holds what", Why.OWN),
    Withheld("Fingerprints of images", Why.OWN),
    Withheld("The trail of who at the agency did what", Why.OWN),
    Withheld("Images", Why.NEVER_HELD),
)
# fmt: on


def not_given(released: Collection[str], chosen: Collection[str]) -> list[Withheld]:
    """Give the kinds of information that stay here, each with its reason."""
    found = []
    for one in GIVEN:
        if one.value not in released:
            found.append(Withheld(INFORMATION[one], Why.NOT_RELEASED))
        elif one.value not in chosen:
            found.append(Withheld(INFORMATION[one], Why.LEFT_OUT))
    return found


def require_chosen(chosen: Collection[str], released: Collection[str]) -> list[str]:
    """Give what was chosen, in order; refuse nothing at all, and anything not released."""
    beyond = set(chosen) - set(released)
    if beyond:
        words = " or ".join(COVERS[one] for one in Information if one.value in beyond)
        raise NotAllowed(
            f"The release does not cover {words or 'that'}.", code="release_needed", field="parts"
        )
    if not chosen:
        raise NotAllowed("Choose at least one part.", code="nothing_chosen", field="parts")
    return [one.value for one in GIVEN if one.value in set(chosen)]


def require_decided(*, decided: bool, within_limits: bool, limited: bool) -> None:
    """Refuse until an attorney has decided, and somebody has read the survivor's own limits."""
    if not decided:
        raise NotAllowed(
            "An attorney decides what is answered. Have one look at the subpoena first; it is"
            " usually not a court's order.",
            code="attorney_decides",
            field="decided",
        )
    if limited and not within_limits:
        raise NotAllowed(
            "The release has limits in the survivor's own words. Leave out the parts that go"
            " beyond them, then say that what goes keeps within them.",
            code="release_limits",
            field="within_limits",
        )
