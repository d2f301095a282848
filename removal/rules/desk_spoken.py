"""How the words of batches, looks, the directory and chokepoints are said to a person."""

from removal.rules.desk_words import (
    Chokepoint,
    Decision,
    Found,
    LooksEnded,
    Moved,
    ReportClosed,
    Skipped,
)

# fmt: off
CHOKEPOINTS: dict[Chokepoint, str] = {
    Chokepoint.HOST:      "Host",
    Chokepoint.NETWORK:   "Network in front of the site (CDN)",
    Chokepoint.REGISTRAR: "Registrar of the domain",
    Chokepoint.SEARCH:    "Search engine",
    Chokepoint.PAYMENT:   "Payment provider",
}

FOUND_HOW: dict[Found, str] = {
    Found.RDAP:         "A public look-up of the domain or address (RDAP)",
    Found.NETWORK_SAID: "The network in front of it named it",
    Found.SITE_SAID:    "The site says so itself",
    Found.SEARCHED:     "A search shows the address",
    Found.OTHER:        "Another way",
}

MOVED: dict[Moved, str] = {
    Moved.FORM_MOVED:     "The form has moved",
    Moved.FORM_GONE:      "The form is gone, or does not work",
    Moved.ASKS_OTHERWISE: "It asks something else, or in another order",
    Moved.CONTACT_WRONG:  "A contact is wrong",
    Moved.OTHER:          "Something else is wrong",
}

REPORTS_CLOSED: dict[ReportClosed, str] = {
    ReportClosed.AS_RECORDED: "It is as recorded",
    ReportClosed.CORRECTED:   "The row was corrected",
    ReportClosed.REPEATED:    "Another report says the same",
}

DECISIONS: dict[Decision, str] = {
    Decision.CONFIRMED: "Confirmed",
    Decision.DECLINED:  "Declined",
    Decision.WITHDRAWN: "Taken back",
}

SKIPPED: dict[Skipped, str] = {
    Skipped.FORM_DOWN:    "The form does not work at the moment",
    Skipped.ASK_SURVIVOR: "The survivor has to be asked first",
    Skipped.NOT_NOW:      "Not now",
    Skipped.OTHER:        "Another reason",
}

LOOKS_ENDED: dict[LooksEnded, str] = {
    LooksEnded.GONE_LONG_ENOUGH: "every listing was seen gone for long enough",
    LooksEnded.WITHDRAWN:        "the request was withdrawn",
    LooksEnded.CASE_CLOSED:      "the case is closed",
    LooksEnded.BY_HAND:          "a person ended it",
}

HASH_PROGRAMMES: dict[str, str] = {
    "stopncii":     "StopNCII (adults)",
    "take_it_down": "Take It Down (under 18)",
}
# fmt: on
