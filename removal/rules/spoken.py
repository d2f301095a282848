"""How the words of a request are said to a person."""

from removal.rules.words import (
    AnswerKind,
    Basis,
    ChangeReason,
    Channel,
    Conduct,
    Coverage,
    Demand,
    Disputed,
    Process,
    Proof,
    ReceiptBasis,
    SentBy,
    SignatureMethod,
    SignerRole,
    Status,
    WithdrawnBecause,
)

# fmt: off
STATUSES: dict[Status, str] = {
    Status.DRAFT:     "Draft",
    Status.SUBMITTED: "Submitted",
    Status.RECEIVED:  "Received",
    Status.RESOLVED:  "Resolved",
    Status.WITHDRAWN: "Withdrawn",
}

COVERAGES: dict[Coverage, str] = {
    Coverage.COVERED:  "Looks covered",
    Coverage.UNCLEAR:  "Coverage unclear",
    Coverage.EXCLUDED: "Left out by the Act",
}

SIGNERS: dict[SignerRole, str] = {
    SignerRole.SELF:            "The person shown",
    SignerRole.PARENT_GUARDIAN: "A parent or guardian",
    SignerRole.ADVOCATE:        "An advocate",
    SignerRole.ATTORNEY:        "An attorney",
    SignerRole.OTHER:           "Someone else who is authorised",
}

METHODS: dict[SignatureMethod, str] = {
    SignatureMethod.TYPED:       "Typed name",
    SignatureMethod.HANDWRITTEN: "Signed by hand",
    SignatureMethod.ELECTRONIC:  "Electronic signature",
}

BASES: dict[Basis, str] = {
    Basis.NEVER_CONSENTED:   "Never agreed to publication",
    Basis.COVERT:            "Recorded without knowledge",
    Basis.HACKED:            "Taken from an account or device",
    Basis.FORGED:            "Made or altered by computer",
    Basis.COERCED:           "Forced, pressured or deceived",
    Basis.MINOR:             "Under 18 when it was made",
    Basis.CONSENT_WITHDRAWN: "Agreed once, and no longer does (an attorney looks at this)",
}

PROCESSES: dict[Process, str] = {
    Process.NOT_LOOKED:   "Nobody has looked yet",
    Process.FOUND:        "Found, and plain to see",
    Process.HARD_TO_FIND: "Found, but hard to find or unclear",
    Process.NONE:         "None was found",
}

CHANNELS: dict[Channel, str] = {
    Channel.WEB_FORM: "The platform's web form",
    Channel.IN_APP:   "The report control in the app",
    Channel.EMAIL:    "E-mail",
    Channel.OTHER:    "Another way",
}

SENDERS: dict[SentBy, str] = {
    SentBy.AGENCY:   "We sent it for the survivor, under a release",
    SentBy.SURVIVOR: "The survivor sent it personally",
}

BASES_OF_RECEIPT: dict[ReceiptBasis, str] = {
    ReceiptBasis.PROVEN:   "Proven",
    ReceiptBasis.INFERRED: "Inferred from when it was submitted",
}

PROOFS: dict[Proof, str] = {
    Proof.CONFIRMATION_NUMBER: "A confirmation number",
    Proof.AUTO_REPLY:          "An automatic reply",
    Proof.ON_SCREEN:           "A confirmation on the screen",
    Proof.DELIVERY_RECEIPT:    "A delivery receipt",
    Proof.NONE:                "Nothing yet",
}

CHANGES: dict[ChangeReason, str] = {
    ChangeReason.BETTER_PROOF: "Better proof came",
    ChangeReason.WRONG_MOMENT: "The moment was wrong",
    ChangeReason.WRONG_ZONE:   "The time zone was wrong",
}

ANSWERS: dict[AnswerKind, str] = {
    AnswerKind.ACKNOWLEDGED:    "Acknowledged it",
    AnswerKind.SAYS_REMOVED:    "Says it is removed",
    AnswerKind.REFUSED:         "Refused",
    AnswerKind.SAYS_INCOMPLETE: "Says the request is incomplete",
    AnswerKind.ASKS_MORE:       "Asks for more",
    AnswerKind.OTHER:           "Said something else",
}

DEMANDS: dict[Demand, str] = {
    Demand.ID_DOCUMENT:       "An identity document",
    Demand.PERJURY_STATEMENT: "A statement under penalty of perjury",
    Demand.LEGAL_NAME:        "A legal name",
    Demand.ACCOUNT:           "An account on the platform",
    Demand.FEE:               "A fee",
    Demand.COPYRIGHT:         "Proof of copyright",
    Demand.POLICE_REPORT:     "A police report",
    Demand.OTHER:             "Something else",
}

DISPUTES: dict[Disputed, str] = {
    Disputed.SIGNATURE:  "The signature, or who signs",
    Disputed.LOCATING:   "What and where: it cannot find the item",
    Disputed.GOOD_FAITH: "The good-faith statement",
    Disputed.CONTACT:    "The contact",
    Disputed.EXTRA:      "Something beyond the four parts",
}

CONDUCTS: dict[Conduct, str] = {
    Conduct.GAVE_IDENTIFIER:            "Gave the request an identifying number",
    Conduct.TOLD_OUTCOME:               "Told the outcome",
    Conduct.GAVE_REASON:                "Gave a reason for refusing",
    Conduct.REQUIRED_ACCOUNT:           "Required an account",
    Conduct.PROCESS_EASY_TO_FIND:       "Made its process easy to find",
    Conduct.REQUIRED_EXTRA_INFORMATION: "Required more than the four parts",
}

WITHDRAWALS: dict[WithdrawnBecause, str] = {
    WithdrawnBecause.SURVIVOR_ASKED: "The survivor asked for it",
    WithdrawnBecause.MISTAKE:        "It was made by mistake",
    WithdrawnBecause.SAFETY:         "Going on is not safe",
    WithdrawnBecause.OTHER:          "Another reason",
}

# What a platform's own form asks for, by the codes of the directory.
ASKS: dict[str, str] = {
    "url":               "Links to the items",
    "domain":            "The domain of the site",
    "message_link":      "Links to the messages",
    "username":          "The account that shows it",
    "timestamps":        "Where in it: a time, a thread, a place",
    "service":           "Which of its services",
    "reason":            "Why it should go",
    "statement":         "A statement that it is shown without consent",
    "signature":         "A signature",
    "name":              "A name",
    "email":             "A contact",
    "account":           "An account on the platform",
    "legal_name":        "A legal name",
    "perjury_statement": "A statement under penalty of perjury",
    "id_document":       "An identity document",
}

KINDS: dict[str, str] = {
    "adult":      "Adult",
    "aggregator": "Aggregator",
    "ai-images":  "AI images",
    "blog":       "Blog",
    "cdn":        "CDN or proxy",
    "code-host":  "Code host",
    "dating":     "Dating",
    "federated":  "Federated",
    "forum":      "Forum",
    "games":      "Games",
    "host":       "Host",
    "image-host": "Image host",
    "messaging":  "Messaging",
    "payment":    "Payment provider",
    "registrar":  "Registrar",
    "search":     "Search",
    "social":     "Social",
    "video":      "Video",
    "other":      "Other",
}

# What a change is called in the trail: the field, never what was in it.
FIELDS: dict[str, str] = {
    "items":                "items",
    "signer_role":          "who signs",
    "signer_name":          "name of the signer",
    "signed_at":            "moment of the signature",
    "signature_method":     "way of signing",
    "authority_id":         "authority",
    "identifiable_by":      "how the person can be recognised",
    "good_faith_basis":     "basis",
    "good_faith_statement": "statement",
    "contact":              "contact",
}
# fmt: on
