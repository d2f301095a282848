"""The words a removal request is made of; each value is stored, so none is ever renamed."""

from enum import StrEnum


class Coverage(StrEnum):
    """Whether the text of the Act reaches the service (Act s.4(3); law.md 1.2)."""

    COVERED = "covered"
    UNCLEAR = "unclear"
    EXCLUDED = "excluded"


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class SignerRole(StrEnum):
    SELF = "self"
    PARENT_GUARDIAN = "parent_guardian"
    ADVOCATE = "advocate"
    ATTORNEY = "attorney"
    OTHER = "other"


class SignatureMethod(StrEnum):
    TYPED = "typed"
    HANDWRITTEN = "handwritten"
    ELECTRONIC = "electronic"


class Basis(StrEnum):
    """Why it is believed not consensual; withdrawn consent is not the same thing (law.md 1.4)."""

    NEVER_CONSENTED = "never_consented"
    COVERT = "covert_recording"
    HACKED = "hacked"
    FORGED = "forged"
    COERCED = "coerced"
    MINOR = "minor"
    CONSENT_WITHDRAWN = "consent_withdrawn"


class Process(StrEnum):
    """What a person found when looking for the platform's notice process."""

    NOT_LOOKED = "not_looked"
    FOUND = "found"
    HARD_TO_FIND = "hard_to_find"
    NONE = "none"


class Channel(StrEnum):
    WEB_FORM = "web_form"
    IN_APP = "in_app"
    EMAIL = "email"
    OTHER = "other"


class SentBy(StrEnum):
    """Who put the notice into the platform's hands; the agency's doing is a disclosure."""

    AGENCY = "agency"
    SURVIVOR = "survivor"


class ReceiptBasis(StrEnum):
    PROVEN = "proven"
    INFERRED = "inferred"


class Proof(StrEnum):
    CONFIRMATION_NUMBER = "confirmation_number"
    AUTO_REPLY = "auto_reply"
    ON_SCREEN = "on_screen"
    DELIVERY_RECEIPT = "delivery_receipt"
    NONE = "none"


class ChangeReason(StrEnum):
    """Why a recorded receipt was changed."""

    BETTER_PROOF = "better_proof"
    WRONG_MOMENT = "wrong_moment"
    WRONG_ZONE = "wrong_zone"


class AnswerKind(StrEnum):
    """What a platform said; no answer stops the clock (ADR 0009)."""

    ACKNOWLEDGED = "acknowledged"
    SAYS_REMOVED = "says_removed"
    REFUSED = "refused"
    SAYS_INCOMPLETE = "says_incomplete"
    ASKS_MORE = "asks_more"
    OTHER = "other"


class Demand(StrEnum):
    """What a platform asked beyond the four statutory parts (law.md 1.4)."""

    ID_DOCUMENT = "id_document"
    PERJURY_STATEMENT = "perjury_statement"
    LEGAL_NAME = "legal_name"
    ACCOUNT = "account"
    FEE = "fee"
    COPYRIGHT = "copyright_proof"
    POLICE_REPORT = "police_report"
    OTHER = "other"


class Disputed(StrEnum):
    """What of a notice a platform said was wrong: one of its four parts, or more than the four."""

    SIGNATURE = "signature"
    LOCATING = "locating"
    GOOD_FAITH = "good_faith"
    CONTACT = "contact"
    EXTRA = "extra_demand"


class Conduct(StrEnum):
    """What the FTC's letters asked platforms to do; guidance, not statute (law.md 1.8)."""

    GAVE_IDENTIFIER = "gave_identifier"
    TOLD_OUTCOME = "told_outcome"
    GAVE_REASON = "gave_reason"
    REQUIRED_ACCOUNT = "required_account"
    PROCESS_EASY_TO_FIND = "process_easy_to_find"
    REQUIRED_EXTRA_INFORMATION = "required_extra_information"


class WithdrawnBecause(StrEnum):
    SURVIVOR_ASKED = "survivor_asked"
    MISTAKE = "mistake"
    SAFETY = "safety"
    OTHER = "other"
