from evidence.models.fingerprint import Fingerprint, FingerprintQuerySet
from evidence.models.holding import Holding
from evidence.models.item import Item, ItemQuerySet
from evidence.models.listing_fact import ListingFact
from evidence.models.match import Match, MatchQuerySet

__all__ = [
    "Fingerprint",
    "FingerprintQuerySet",
    "Holding",
    "Item",
    "ItemQuerySet",
    "ListingFact",
    "Match",
    "MatchQuerySet",
]
