"""The set phrases of a complaint; none concludes more than the facts say (law.md 9.3)."""

from cases.rules import AuthorityKind
from complaints.models import PriorNotice
from complaints.rules.exposure import Harm
from complaints.rules.reports import NoTip
from complaints.rules.words import Ground
from evidence.rules.items import FactKind, How, SeenBy
from removal.rules.words import (
    AnswerKind,
    Channel,
    Conduct,
    Demand,
    Process,
    Proof,
    SignatureMethod,
    SignerRole,
)

ACT = "the TAKE IT DOWN Act (47 U.S.C. 223a)"

# fmt: off
SIGNED_BY: dict[str, str] = {
    SignerRole.SELF:            "the depicted person",
    SignerRole.PARENT_GUARDIAN: "a parent or guardian who acts for the depicted person",
    SignerRole.ADVOCATE:        "an advocate who acts for the depicted person",
    SignerRole.ATTORNEY:        "an attorney who acts for the depicted person",
    SignerRole.OTHER:           "an authorised person who acts for the depicted person",
}

AUTHORITY: dict[str, str] = {
    AuthorityKind.PARENT_GUARDIAN:   "the signer is a parent or guardian",
    AuthorityKind.WRITTEN:           "a written authorisation",
    AuthorityKind.POWER_OF_ATTORNEY: "a power of attorney",
    AuthorityKind.ATTORNEY:          "an engagement as attorney",
    AuthorityKind.COURT:             "an appointment by a court",
}

METHODS: dict[str, str] = {
    SignatureMethod.TYPED:       "by typing a name",
    SignatureMethod.HANDWRITTEN: "by hand",
    SignatureMethod.ELECTRONIC:  "by electronic signature",
}

PROCESSES: dict[str, str] = {
    Process.NOT_LOOKED:   "The record does not say how plain the service's notice process is",
    Process.FOUND:        "The service's notice process was found and was plain to see",
    Process.HARD_TO_FIND: "The service's notice process was found, but was hard to find or unclear",
    Process.NONE:         "No notice process of the service was found",
}

CHANNELS: dict[str, str] = {
    Channel.WEB_FORM: "through the service's web form",
    Channel.IN_APP:   "through the report control in the service's app",
    Channel.EMAIL:    "by e-mail",
    Channel.OTHER:    "in another way",
}

PROOFS: dict[str, str] = {
    Proof.CONFIRMATION_NUMBER: "a confirmation number",
    Proof.AUTO_REPLY:          "an automatic reply",
    Proof.ON_SCREEN:           "a confirmation on the screen",
    Proof.DELIVERY_RECEIPT:    "a delivery receipt",
    Proof.NONE:                "nothing yet",
}

ANSWERS: dict[str, str] = {
    AnswerKind.ACKNOWLEDGED:    "acknowledged the request",
    AnswerKind.SAYS_REMOVED:    "stated that what was asked for had been removed",
    AnswerKind.REFUSED:         "refused the request",
    AnswerKind.SAYS_INCOMPLETE: "stated that the request was incomplete",
    AnswerKind.ASKS_MORE:       "asked for more before acting",
    AnswerKind.OTHER:           "answered in another way",
}

GAVE_REASON: dict[bool | None, str] = {
    True:  "It gave a reason.",
    False: "It gave no reason.",
    None:  "The record does not say whether it gave a reason.",
}

DEMANDS: dict[str, str] = {
    Demand.ID_DOCUMENT:       "an identity document",
    Demand.PERJURY_STATEMENT: "a statement under penalty of perjury",
    Demand.LEGAL_NAME:        "a legal name",
    Demand.ACCOUNT:           "an account on the service",
    Demand.FEE:               "a fee",
    Demand.COPYRIGHT:         "proof of copyright",
    Demand.POLICE_REPORT:     "a police report",
    Demand.OTHER:             "something else",
}

# What the FTC asked of platforms in May 2026 (law.md 1.8): guidance, so it stands apart.
CONDUCT: dict[tuple[str, str], str] = {
    (Conduct.GAVE_IDENTIFIER, "yes"):            "gave the request an identifying number",
    (Conduct.GAVE_IDENTIFIER, "no"):             "gave the request no identifying number",
    (Conduct.TOLD_OUTCOME, "yes"):               "told the outcome",
    (Conduct.TOLD_OUTCOME, "no"):                "did not tell the outcome",
    (Conduct.GAVE_REASON, "yes"):                "explained its refusal",
    (Conduct.GAVE_REASON, "no"):                 "did not explain its refusal",
    (Conduct.REQUIRED_ACCOUNT, "yes"):           "required an account",
    (Conduct.REQUIRED_ACCOUNT, "no"):            "required no account",
    (Conduct.PROCESS_EASY_TO_FIND, "yes"):       "made its process easy to find",
    (Conduct.PROCESS_EASY_TO_FIND, "no"):        "did not make its process easy to find",
    (Conduct.REQUIRED_EXTRA_INFORMATION, "yes"): "required information beyond the four parts",
    (Conduct.REQUIRED_EXTRA_INFORMATION, "no"):  "required no information beyond the four parts",
}

HARMS: dict[str, str] = {
    Harm.WORK:                 "work",
    Harm.SCHOOL:               "school or study",
    Harm.HOME:                 "home",
    Harm.MONEY:                "money",
    Harm.HEALTH:               "health",
    Harm.SAFETY:               "safety",
    Harm.FAMILY:               "family and friends",
    Harm.CONTACT_BY_STRANGERS: "unwanted contact by strangers",
}

NO_TIPS: dict[str, str] = {
    NoTip.NOT_WANTED:         "the depicted person does not want a report",
    NoTip.ADULT:              "the person shown was an adult, as far as is known now",
    NoTip.REPORTED_BY_OTHERS: "somebody else reported it, and the number is not known",
    NoTip.NUMBER_NOT_KEPT:    "a report was made, and no number is kept",
    NoTip.NOT_YET:            "it has not been reported yet",
    NoTip.OTHER:              "for a reason that the agency holds",
}

DISPUTES: dict[str, str] = {
    "signature":    "the signature",
    "locating":     "how the images can be found",
    "good_faith":   "the statement of good-faith belief",
    "contact":      "the contact",
    "extra_demand": "something that the statute does not ask for",
}

SEEN: dict[str, str] = {
    FactKind.SEEN_UP:   "still up",
    FactKind.PARTIAL:   "partly gone, or gone for some",
    FactKind.SEEN_GONE: "gone",
    FactKind.BACK:      "up again",
}

LOOKED_BY: dict[str, str] = {
    SeenBy.SURVIVOR:    "the depicted person",
    SeenBy.ADVOCATE:    "an advocate",
    SeenBy.THIRD_PARTY: "someone else",
}

LOOKED_HOW: dict[str, str] = {
    How.OPENED_LINK:      "opened the address on their own device",
    How.SURVIVOR_SAYS:    "the depicted person says so",
    How.PLATFORM_MESSAGE: "the service's message",
    How.SEARCH:           "searched for it",
    How.OTHER:            "in another way",
}

# G7: what was demanded, and what the FTC asked platforms not to require.
CONDUCT_CODES = (Conduct.REQUIRED_ACCOUNT.value, Conduct.REQUIRED_EXTRA_INFORMATION.value)
OBSTRUCTIONS: dict[str, str] = DEMANDS | {
    Conduct.REQUIRED_ACCOUNT:           "an account before anything else",
    Conduct.REQUIRED_EXTRA_INFORMATION: "information beyond the four parts",
}

# Grounds whose time ran: the listings that carry them are named.
TIMED = (Ground.NOT_ACTED_ON, Ground.LATE, Ground.COPIES_LEFT)
# fmt: on


MOST_QUOTED = 300  # characters: law.md 9.3, "quotes short"


def quoted(words: str) -> str:
    """Give somebody's words in quotes, cut short between two of them."""
    if len(words) > MOST_QUOTED:
        words = words[:MOST_QUOTED].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def channel(notice: PriorNotice) -> str:
    return CHANNELS[notice.channel or Channel.OTHER]
