from removal.api.batches import BatchViewSet
from removal.api.chokepoints import ChokepointViewSet
from removal.api.keeping import EntryReportViewSet, PlatformChangeViewSet
from removal.api.platforms import PlatformViewSet
from removal.api.shapes import RemovalRequestRowSerializer, RemovalRequestSerializer
from removal.api.views import RemovalRequestViewSet

__all__ = [
    "BatchViewSet",
    "ChokepointViewSet",
    "EntryReportViewSet",
    "PlatformChangeViewSet",
    "PlatformViewSet",
    "RemovalRequestRowSerializer",
    "RemovalRequestSerializer",
    "RemovalRequestViewSet",
]
