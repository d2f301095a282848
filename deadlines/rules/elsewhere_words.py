"""Laws that a person takes up, in words for a page, the API and the trail."""

from deadlines.rules.elsewhere import EndedBecause, EventKind, Maker, WhyNot
from deadlines.rules.reach import Connection, Reach

# fmt: off
MAKERS = {
    Maker.PERSON:         "The person shown",
    Maker.REPRESENTATIVE: "Someone who acts for them",
    Maker.SOMEONE_ELSE:   "Someone else",
}

CONNECTIONS = {
    Connection.SURVIVOR_THERE: "The survivor is there",
    Connection.PLATFORM_THERE: "The platform is run from there",
    Connection.SHOWN_THERE:    "It is shown to people there",
    Connection.ATTORNEY_SAYS:  "An attorney says that it applies",
}

EVENTS = {
    EventKind.ASKED:             "Complaint or report made",
    EventKind.RECEIVED:          "Platform received the report",
    EventKind.REGULATOR_NOTICE:  "Regulator gave its notice to the platform",
    EventKind.RECEIPT_CONFIRMED: "Platform confirmed receipt",
    EventKind.DECISION:          "Platform told its decision",
}

ENDINGS = {
    EndedBecause.MISTAKE:        "Taken up by mistake",
    EndedBecause.SURVIVOR_ASKED: "The survivor asked",
    EndedBecause.TAKEN_BACK:     "The complaint was taken back",
    EndedBecause.OTHER:          "Another reason",
}

ELEMENTS = {
    "signature":              "a signature",
    "identification":         "enough to find the image",
    "good_faith":             "a statement of good faith",
    "contact":                "contact details",
    "is_intimate_image":      "that it is intimate image content",
    "made_by_or_for_subject": "that it is made by the person shown, or for them",
    "truth":                  "that what it says is true",
    "prescribed_items":       "whatever else is prescribed, or that nothing is",
    "reasons":                "the reasons why it is illegal",
    "exact_url":              "the exact address",
    "name_and_email":         "a name and an e-mail address",
    "complaint_to_esafety":   "a complaint to the eSafety Commissioner",
    "complaint_to_grievance_officer": "a complaint to the platform's grievance officer",
    "application_to_tribunal": "an application to the tribunal",
    "is_counterfeit":         "that the image is a counterfeit one",
}

WHY_NOT = {
    WhyNot.LAID_ASIDE:   "It was laid aside.",
    WhyNot.NO_HOURS:     "This law asks for speed and names no hours, so nothing counts down and "
                         "nothing can be late.",
    WhyNot.MAKER:        "This law lets only the person shown, or someone acting for them, do it.",
    WhyNot.NO_AUTHORITY: "Someone acts for the person, and the case has no authority that stands.",
    WhyNot.ELEMENTS:     "The report lacks something that this law asks for.",
    WhyNot.NOT_ASKED:    "No complaint to the regulator is recorded, so it has nothing to act on.",
    WhyNot.REGULATOR:    "Waiting for the regulator: the hours begin with its notice to the "
                         "platform, and nothing runs until then.",
    WhyNot.RECEIPT:      "Nothing says yet that the platform has it. The hours run from there.",
    WhyNot.NOT_IN_FORCE: "It began on a day on which this law was not in force.",
}

MAY_APPLY = {
    Reach.SURVIVOR:  "May apply: the survivor is there.",
    Reach.PLATFORM:  "May apply: the platform is run from there.",
    Reach.UNKNOWN:   "Cannot be told: the case names no country.",
    Reach.ELSEWHERE: "Not taken up: nothing on record ties this to that country.",
}
# fmt: on


def element_words(code: str) -> str:
    return ELEMENTS.get(code, code.replace("_", " "))
