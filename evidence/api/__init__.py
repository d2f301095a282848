from evidence.api.matches import MatchViewSet
from evidence.api.shapes import ItemRowSerializer, ItemSerializer
from evidence.api.views import ItemViewSet

__all__ = ["ItemRowSerializer", "ItemSerializer", "ItemViewSet", "MatchViewSet"]
