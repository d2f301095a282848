from evidence.models.item import Item, ItemQuerySet
from evidence.models.listing_fact import ListingFact

__all__ = ["Item", "ItemQuerySet", "ListingFact"]
