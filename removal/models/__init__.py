from removal.models.exchange import Answer, Receipt, Submission
from removal.models.platform import Platform, PlatformDomain, PlatformQuerySet
from removal.models.request import Listing, RemovalRequest, RemovalRequestQuerySet

__all__ = [
    "Answer",
    "Listing",
    "Platform",
    "PlatformDomain",
    "PlatformQuerySet",
    "Receipt",
    "RemovalRequest",
    "RemovalRequestQuerySet",
    "Submission",
]
