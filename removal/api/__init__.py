from removal.api.platforms import PlatformViewSet
from removal.api.shapes import RemovalRequestRowSerializer, RemovalRequestSerializer
from removal.api.views import RemovalRequestViewSet

__all__ = [
    "PlatformViewSet",
    "RemovalRequestRowSerializer",
    "RemovalRequestSerializer",
    "RemovalRequestViewSet",
]
