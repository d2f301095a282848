"""The only writers of evidence; each act is one transaction and leaves one entry."""

from evidence.search import find_by
from evidence.services.fingerprints import keep_fingerprints, withdraw_fingerprint
from evidence.services.listing_facts import add_fact, retract_fact
from evidence.services.reading import open_item, show_url
from evidence.services.recording import correct_item, record_item

__all__ = [
    "add_fact",
    "correct_item",
    "find_by",
    "keep_fingerprints",
    "open_item",
    "record_item",
    "retract_fact",
    "show_url",
    "withdraw_fingerprint",
]
