"""The only writers of evidence; each act is one transaction and leaves one entry."""

from evidence.search import find_by
from evidence.services.deciding import decide_match, open_match
from evidence.services.exporting import export_log, open_log
from evidence.services.fingerprints import keep_fingerprints, withdraw_fingerprint
from evidence.services.holding import record_custody
from evidence.services.listing_facts import add_fact, retract_fact
from evidence.services.reading import open_item, show_url
from evidence.services.recording import correct_item, record_item

__all__ = [
    "add_fact",
    "correct_item",
    "decide_match",
    "export_log",
    "find_by",
    "keep_fingerprints",
    "open_item",
    "open_log",
    "open_match",
    "record_custody",
    "record_item",
    "retract_fact",
    "show_url",
    "withdraw_fingerprint",
]
