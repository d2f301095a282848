from removal.models.batch import Batch, BatchEntry, BatchQuerySet
from removal.models.chokepoint import Chokepoint, NoneFound
from removal.models.directory import EntryReport, PlatformChange, PlatformCheck
from removal.models.exchange import Answer, Receipt, Submission
from removal.models.looking import LookPlan
from removal.models.platform import Platform, PlatformDomain, PlatformQuerySet
from removal.models.request import Listing, RemovalRequest, RemovalRequestQuerySet

__all__ = [
    "Answer",
    "Batch",
    "BatchEntry",
    "BatchQuerySet",
    "Chokepoint",
    "EntryReport",
    "Listing",
    "LookPlan",
    "NoneFound",
    "Platform",
    "PlatformChange",
    "PlatformCheck",
    "PlatformDomain",
    "PlatformQuerySet",
    "Receipt",
    "RemovalRequest",
    "RemovalRequestQuerySet",
    "Submission",
]
