"""Phrases of a notice to who stands behind a site: its own terms, no hours (ADR 0051)."""

from removal.rules.desk_words import Chokepoint

# fmt: off
WRITTEN_AS = {
    Chokepoint.HOST:      "the host of the site",
    Chokepoint.NETWORK:   "the network in front of the site",
    Chokepoint.REGISTRAR: "the registrar of the domain",
    Chokepoint.SEARCH:    "a search engine that lists the pages",
    Chokepoint.PAYMENT:   "a payment provider of the site",
}

# What each knows the site by: a registrar's duties hang on the registered domain (law.md 1.2).
WHERE_SHOWN = {
    Chokepoint.HOST:      "The site",
    Chokepoint.NETWORK:   "The site",
    Chokepoint.REGISTRAR: "The domain",
    Chokepoint.SEARCH:    "The site",
    Chokepoint.PAYMENT:   "The site",
}

ASKED = {
    Chokepoint.HOST: (
        "remove what is listed above from your machines, or make it inaccessible",
        "pass this notice on to your customer, without the contact above",
    ),
    Chokepoint.NETWORK: (
        "stop delivering what is listed above, and drop any copy that you keep of it",
        "pass this notice on to the site and to its host, without the contact above",
        "tell us who hosts the site",
    ),
    Chokepoint.REGISTRAR: (
        "pass this notice on to the holder of the domain, without the contact above",
        "look at the use of the domain under your own rules",
    ),
    Chokepoint.SEARCH: (
        "remove what is listed above from your results",
        "look for identical copies that you list, under your own policy for intimate images",
    ),
    Chokepoint.PAYMENT: (
        "look at the site under your own rules for those you work with",
        "pass this notice on to the site, without the contact above",
    ),
}
# fmt: on

CONFIRM = "confirm with a reference number, and tell us what you did"
