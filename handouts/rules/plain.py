"""Plain words for a paper that lies on a kitchen table: by default they say nothing of the matter.

A name of a site or a service tells a stranger what the paper is about; it is there only if chosen.
"""

from typing import NamedTuple

TITLE = "Notes"  # of the page, the paper and the file alike
LANGUAGE = "en"


class Options(NamedTuple):
    """What somebody chose for one sheet."""

    named: bool = False  # sites and services by their names, with web addresses
    large: bool = False


# fmt: off
# Each service of the plan, said to the person whose plan it is (law.md 3.1).
SERVICES: dict[str, str] = {
    "emergency":           "If you are in danger, call the emergency number first.",
    "safety-plan":         "A talk about how you are safe, and a call back soon.",
    "sextortion-under-18": "If someone makes demands: do not pay, send nothing more, stop replying."
                           " Keep the messages, and do not delete the account. Report the other"
                           " account, then block it. Tell an adult you trust.",
    "sextortion-adult":    "If someone makes demands: do not pay, send nothing more, stop replying."
                           " Keep the messages, and do not delete the account. Report the other"
                           " account, then block it. Tell someone you trust.",
    "ic3":                 "A report of the demands on a government site.",
    "fbi-tips":            "A call or a form that tells the authorities about the demands.",
    "cybertipline":        "A report to a national center, by a form or by phone.",
    "ncmec-call":          "A call to a national center.",
    "take-it-down":        "A form on your own device, for files that you still have. The files"
                           " stay with you; only a code made from them is sent.",
    "report-remove":       "A report to a service for young people. This one does take the file or"
                           " its address.",
    "project-arachnid":    "A report to a center abroad that looks for copies. Give it the address;"
                           " its other way takes the file.",
    "ncmec-survivors":     "Support from a national center, for you and your family.",
    "attorney-review":     "A lawyer looks at what you may ask for.",
    "stopncii":            "A form on your own device, for files that you still have. The files"
                           " stay with you; only a code made from them is sent.",
    "ccri":                "A helpline, and its written guides.",
    "rp-helpline":         "A helpline where you are.",
    "mark-forgery":        "We write down what was made by a computer.",
    "copyright-notice":    "Only if you want it: a notice about copyright. It can show your name to"
                           " others.",
    "platform-report":     "A report to each site.",
    "request-48h":         "A written request to each site. Where a law says so, a time limit"
                           " starts when the site has it.",
    "report-account":      "A report of the account, in the app.",
    "search-removal":      "A request to search sites. It takes away results, not the page itself.",
    "chokepoints":         "A request to the companies that keep a site running.",
    "places-later":        "If you learn of another place, tell us. You do not have to search.",
    "uk-48h":              "A report to each site under the law where you are.",
    "esafety":             "A report to the regulator where you are.",
    "in-grievance":        "A letter to the site's own complaints officer.",
    "in-gac":              "An appeal, if the site says no.",
    "in-cybercrime":       "A report to the authorities, by phone or by a form.",
}

# What to do when it happens: the survivor's own, with no service to name, and never "done".
ADVICE = frozenset({"emergency", "sextortion-under-18", "sextortion-adult", "places-later"})

# Each line, by what it gives and not by what it is for (law.md 8).
LINES: dict[str, str] = {
    "emergency":   "Danger right now",
    "988":         "A crisis line, for anyone",
    "childline":   "Someone to talk to, for young people",
    "ncmec":       "A national helpline for young people and families",
    "ccri":        "A helpline for adults",
    "rp-helpline": "A helpline for adults",
    "rainn":       "Someone to talk to",
    "fbi":         "To report threats or demands",
    "esafety":     "The regulator where you are",
    "in-1930":     "To report a crime online",
}

RECIPIENTS: dict[str, str] = {
    "regulator": "a regulator", "platform": "a site", "attorney": "a lawyer",
    "service": "another service", "police": "the police", "court": "a court",
    "funder": "who pays for our work",
    "person": "a person you named", "other": "someone you named",
}

INFORMATION: dict[str, str] = {
    "identity":    "your name",
    "contact":     "how to reach you",
    "locations":   "where it was seen",
    "exchange":    "what we asked sites and what they said",
    "complaint":   "the complaint",
    "restitution": "facts about money you may ask for",
    "references":  "numbers of other reports",
    "reminders":   "that something is due",
    "counted":     "one more in our numbers, never who you are",
}

LIMITS = (
    "No service can find every copy. We cannot either.",
    "A search that finds nothing does not mean that nothing is there.",
    "A service that compares codes works only on the sites that take part in it.",
    "Forty-eight hours is what a law gives some sites to act once they have a valid request. It is"
    " the site's duty. Nobody can promise that it will be kept, or that nothing comes back.",
    "If something comes back, tell us. We ask again, and we say that we asked before.",
)

YOURS_ALWAYS = (
    "You do not have to look at anything again. Do not save it or send it on, to us or anyone.",
    "If a service gives you a PIN or a password, keep it yourself. We never ask for it.",
)

INTRO = (
    "These notes are yours. They say what was done and what comes next. You can throw this paper"
    " away at any time; we keep the same notes for you."
)
NO_FAULT = "None of this is your fault."
NO_NUMBER = "the emergency number where you are"
DONE = "This is done."
NOBODY = "Nobody. We tell others about you only when you say yes in writing."
TAKE_BACK = "You can take a yes back at any time. Your word is enough, also by phone."
LEFT_OUT = "Names are left out on purpose. Ask us, and we tell you each one."
REACH = "Say this code. You do not have to say your name or what it is about."
WRITE_IN = ("Phone", "Ask for", "Best times")
# fmt: on
