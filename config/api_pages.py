"""Pages of rows by cursor: a row that appears meanwhile is neither lost nor given twice."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class CursorPages(CursorPagination):
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = "-pk"

    def get_ordering(
        self, request: Request, queryset: "QuerySet[Any]", view: APIView
    ) -> tuple[str, ...]:
        """Order as the view says, with the key last so that equal moments keep their place."""
        ordering = getattr(view, "ordering", None) or self.ordering
        names = (ordering,) if isinstance(ordering, str) else tuple(ordering)
        return names if names[-1].lstrip("-") in {"pk", "id"} else (*names, "pk")
