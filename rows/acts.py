"""The acts that must look beyond their reader, each with its reason; there are no others.

A test holds that this list is whole: every name is used, and none is used that is not here.
"""

# fmt: off
BEYOND: dict[str, str] = {
    "open a case":          "a case is nobody's until its first assignment, and its code is new",
    "tell of moved cases":  "whom a case went from reads its code; the case is closed to them",
    "tell of covers":       "an offer tells its taker a code and hours before the case opens",
    "answer a cover":       "a yes or no locks its case, and withdraws what others were offered",
    "end a cover":          "who gives a case back writes its last lines after the sight ended",
    "compare fingerprints": "one case's picture is looked for in all; who sees both is told",
    "tell of the rounds":   "whether the rounds run is asked by machines, that read no case",
    "close an account":     "what a person leaves is of cases that whoever closes it never sees",
}
# fmt: on
