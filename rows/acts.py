"""The acts that must look beyond their reader, each with its reason; there are no others.

A test holds that this list is whole: every name is used, and none is used that is not here.
"""

# fmt: off
BEYOND: dict[str, str] = {
    "open a case":            "a case is nobody's until its first assignment; its code is new",
    "tell of moved cases":    "whom a case went from reads its code; it is closed to them",
    "tell of covers":         "an offer tells its taker code and hours before the case opens",
    "answer a cover":         "a yes or no locks its case, and withdraws what others were offered",
    "end a cover":            "who gives a case back writes its last lines without its sight",
    "compare fingerprints":   "one case's picture is looked for in all; who sees both is told",
    "tell of the rounds":     "whether the rounds run is asked by who reads no case",
    "run the rounds by hand": "who keeps the machine starts a round of all, and reads counts",
    "count for a funder":     "notes of attorneys count as support given, and are never read",
    "let go of tasks":        "an attorney's own tasks are freed when their assignment ends",
    "tell the new advocate":  "what the old one had not read is told to another person",
    "admit a calendar":       "an address proves who reads; the trail says whether it still does",
    "know a row again":       "a table that came twice is known by digests, whoever sent it",
    "tell of a missing yes":  "an attorney is told how many cases wait for a release",
    "end others' reminders":  "an answer or a day done with ends what others were reminded of",
    "signal restitution":     "that an attorney looked is told outside their partition; no more",
    "tell at once":           "who is told of an act is another person, and reads the notice alone",
    "count what would go":    "a purge takes rows that its proposer may not read: counts alone",
    "try the keys":           "whether the keys open is asked before anybody has signed in",
    "let the demo in":        "whether invented people alone opened cases is asked at the door",
    "close an account":       "what a person leaves is of cases that whoever closes it may not see",
}
# fmt: on
