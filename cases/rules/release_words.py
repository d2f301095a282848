"""The words of a release: who is told, what, and what for (34 U.S.C. 12291(b)(2), law.md 5.2)."""

from enum import StrEnum


class RecipientKind(StrEnum):
    REGULATOR = "regulator"
    PLATFORM = "platform"
    ATTORNEY = "attorney"
    SERVICE = "service"
    POLICE = "police"
    COURT = "court"
    FUNDER = "funder"
    PERSON = "person"
    OTHER = "other"


class Information(StrEnum):
    IDENTITY = "identity"
    CONTACT = "contact"
    LOCATIONS = "locations"
    EXCHANGE = "exchange"
    COMPLAINT = "complaint"
    RESTITUTION = "restitution"
    REFERENCES = "references"
    REMINDERS = "reminders"
    COUNTED = "counted"


class Purpose(StrEnum):
    REMOVAL_REQUEST = "removal_request"
    REGULATOR_COMPLAINT = "regulator_complaint"
    LEGAL_REVIEW = "legal_review"
    REFERRAL = "referral"
    REMINDERS = "reminders"
    COUNTING = "counting"
    SUBPOENA = "subpoena"
    OTHER = "other"


class SignedBy(StrEnum):
    SELF = "self"
    AUTHORITY = "authority"


# fmt: off
RECIPIENTS: dict[RecipientKind, str] = {
    RecipientKind.REGULATOR: "Regulator",
    RecipientKind.PLATFORM:  "Platform",
    RecipientKind.ATTORNEY:  "Attorney",
    RecipientKind.SERVICE:   "Service",
    RecipientKind.POLICE:    "Police",
    RecipientKind.COURT:     "Court",
    RecipientKind.FUNDER:    "Funder",
    RecipientKind.PERSON:    "A person",
    RecipientKind.OTHER:     "Someone else",
}

REGULATORS: dict[str, str] = {
    "FTC": "Federal Trade Commission (FTC)",
}

INFORMATION: dict[Information, str] = {
    Information.IDENTITY:    "The survivor's name, or that they are a client here",
    Information.CONTACT:     "How to reach the survivor",
    Information.LOCATIONS:   "Where the image is: addresses, accounts, what was seen there",
    Information.EXCHANGE:    "What was sent to platforms and what they answered",
    Information.COMPLAINT:   "The complaint and its facts",
    Information.RESTITUTION: "Facts for restitution or damages",
    Information.REFERENCES:  "Reference numbers of reports made elsewhere",
    Information.REMINDERS:   "That something is due, by a code and a time",
    Information.COUNTED:     "One more in each total: never who, and no small number",
}

# As a refusal names what a release does not cover.
COVERS: dict[Information, str] = {
    Information.IDENTITY:    "the survivor's identity",
    Information.CONTACT:     "the survivor's contact",
    Information.LOCATIONS:   "where the image is",
    Information.EXCHANGE:    "what platforms were sent and answered",
    Information.COMPLAINT:   "the complaint",
    Information.RESTITUTION: "facts for restitution",
    Information.REFERENCES:  "reference numbers",
    Information.REMINDERS:   "reminders",
    Information.COUNTED:     "being counted",
}

PURPOSES: dict[Purpose, str] = {
    Purpose.REMOVAL_REQUEST:     "Asking a platform to remove an image",
    Purpose.REGULATOR_COMPLAINT: "A complaint to a regulator",
    Purpose.LEGAL_REVIEW:        "Review by an attorney",
    Purpose.REFERRAL:            "Help from another service",
    Purpose.REMINDERS:           "Reminders by mail",
    Purpose.COUNTING:            "Being counted in figures for a funder",
    Purpose.SUBPOENA:            "Answering a subpoena or a court's order",
    Purpose.OTHER:               "Another purpose",
}

SIGNED_BY: dict[SignedBy, str] = {
    SignedBy.SELF:      "The survivor",
    SignedBy.AUTHORITY: "Someone who may act for the survivor",
}
# fmt: on
