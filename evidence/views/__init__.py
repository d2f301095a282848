from evidence.views.matching import all_matches, decide_match, match, matches, withdraw_fingerprint
from evidence.views.reading import find, item, item_list, show_url
from evidence.views.recording import correct, record

__all__ = [
    "all_matches",
    "correct",
    "decide_match",
    "find",
    "item",
    "item_list",
    "match",
    "matches",
    "record",
    "show_url",
    "withdraw_fingerprint",
]
