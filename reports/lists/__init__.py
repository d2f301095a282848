"""The lists that people see, as rows to take along: the page's own rows, and nothing sealed."""

from reports.lists import cases, clocks, complaints, requests, trail
from reports.lists.listing import Listing
from reports.rules.exports import Listed

LISTINGS: dict[str, Listing] = {
    Listed.CASES.value: cases.LISTING,
    Listed.REQUESTS.value: requests.LISTING,
    Listed.CLOCKS.value: clocks.LISTING,
    Listed.COMPLAINTS.value: complaints.LISTING,
    Listed.ACTIVITY.value: trail.LISTING,
}

__all__ = ["LISTINGS", "Listing"]
