"""The notice's set phrases; none claims more than the text of the Act (law.md 9.1, 9.4)."""

from datetime import UTC, datetime

from cases.rules import AuthorityKind
from evidence.rules.items import Category, Identifiable
from removal.rules.words import Basis, Coverage, SignerRole

ACT = "TAKE IT DOWN Act, 47 U.S.C. 223a"

# fmt: off
ACTS_AS = {
    SignerRole.PARENT_GUARDIAN: "as their parent or guardian",
    SignerRole.ADVOCATE:        "as their advocate",
    SignerRole.ATTORNEY:        "as their attorney",
    SignerRole.OTHER:           "as someone authorised to act for them",
}

UNDER = {
    AuthorityKind.PARENT_GUARDIAN:   "as parent or guardian of a minor",
    AuthorityKind.WRITTEN:           "by written authorisation",
    AuthorityKind.POWER_OF_ATTORNEY: "by power of attorney",
    AuthorityKind.ATTORNEY:          "by engagement as attorney",
    AuthorityKind.COURT:             "by appointment of a court",
}

TYPES = {
    Category.IMAGE:         "Image",
    Category.VIDEO:         "Video",
    Category.LIVESTREAM:    "Livestream",
    Category.ALBUM:         "Album",
    Category.PROFILE:       "Profile",
    Category.SEARCH_RESULT: "Search result",
    Category.OTHER:         "Item",
}

BECAUSE = {
    Basis.NEVER_CONSENTED:   "There was never consent to publication.",
    Basis.COVERT:            "It was recorded without the knowledge of the person shown.",
    Basis.HACKED:            "It was taken from an account or a device without permission.",
    Basis.FORGED:            "It was made or altered by computer.",
    Basis.COERCED:           "It came about by force, pressure or deceit.",
    Basis.MINOR:             "The person shown was under 18 when it was made.",
    Basis.CONSENT_WITHDRAWN: "Consent was given once and has been withdrawn.",
}

HOW_SOON = {
    Coverage.COVERED:  "as soon as possible, and not later than 48 hours after you receive this "
                       "notice (47 U.S.C. 223a(a)(3))",
    Coverage.UNCLEAR:  "as soon as possible; for a covered platform the Act allows not more than "
                       "48 hours after receipt (47 U.S.C. 223a(a)(3))",
    Coverage.EXCLUDED: "as soon as possible",
}

# Categories only: how the person can be recognised is never described (law.md 9.1, part 4).
RECOGNISED_BY = {
    Identifiable.FACE:     "face",
    Identifiable.LIKENESS: "likeness",
    Identifiable.MARK:     "a distinguishing mark",
    Identifiable.NAME:     "name",
    Identifiable.TEXT:     "text shown with it",
    Identifiable.OTHER:    "another feature",
}
# fmt: on


def spoken_moment(at: datetime) -> str:
    """Give a moment with its zone, the same for every reader."""
    there = at.astimezone(UTC)
    return f"{there:%a} {there.day} {there:%b %Y, %H:%M} UTC"
