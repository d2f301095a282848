"""Figures over the API: the tables of a page, as hidden as they are there."""

from dataclasses import asdict
from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import Deed, require
from cases.api.base import person
from reports import figures
from reports.chapters import CHAPTERS, sheets
from reports.forms.scope import ScopeForm
from reports.tables import Estimate, Row, Sheet

FILTERS = [
    OpenApiParameter(
        "period", OpenApiTypes.STR,
        description="2026, 2026-Q3, or months with first and last; else the last twelve months.",
    ),
    OpenApiParameter("first", OpenApiTypes.STR, description="As 2026-04, with period=months."),
    OpenApiParameter("last", OpenApiTypes.STR, description="As 2026-04, with period=months."),
    OpenApiParameter("platform", OpenApiTypes.STR, description="A platform's slug."),
    OpenApiParameter("channel", OpenApiTypes.STR, description="As web_form."),
]  # fmt: skip


class FigureRowSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    is_all = serializers.BooleanField()
    values = serializers.DictField(help_text="A count, or value, low and high (95 %); by column.")
    hidden = serializers.ListField(
        child=serializers.CharField(), help_text="Columns that may not be told in this row."
    )


class FigureColumnSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.ChoiceField(
        choices=["words", "count", "share", "hours", "days"], help_text="Shares are 0 to 1."
    )


class FigureTableSerializer(serializers.Serializer[Any]):
    """One table with its definition in words."""

    key = serializers.CharField()
    title = serializers.CharField()
    definition = serializers.CharField()
    columns = FigureColumnSerializer(many=True)
    rows = FigureRowSerializer(many=True)


class ChapterFiguresSerializer(serializers.Serializer[Any]):
    chapter = serializers.CharField()
    scope = serializers.CharField(help_text="Months and filters, in words.")
    tables = FigureTableSerializer(many=True)


class NowSerializer(serializers.Serializer[Any]):
    """What runs at this moment, on every platform and under every law."""

    at = serializers.DateTimeField()
    running = serializers.IntegerField()
    late = serializers.IntegerField()
    uncovered = serializers.IntegerField()
    unproven = serializers.IntegerField()
    next_day = serializers.IntegerField()


@extend_schema(responses=ChapterFiguresSerializer, parameters=FILTERS)
@api_view(["GET"])
def chapter_figures(request: Request, chapter: str) -> Response:
    """Give the tables of one page of the reports; what is hidden there is hidden here."""
    reader = person(request)
    require(reader.role, Deed.SEE_REPORTS)
    if chapter not in CHAPTERS:
        raise Http404
    form = ScopeForm(request.query_params, reader=reader)
    if not form.is_valid():
        raise ValidationError(
            {name: [str(one) for one in said] for name, said in form.errors.items()}
        )
    found = [table_of(sheet) for sheet in sheets(CHAPTERS[chapter], form.scope())]
    return Response({"chapter": chapter, "scope": form.words(), "tables": found})


@extend_schema(responses=NowSerializer)
@api_view(["GET"])
def figures_now(request: Request) -> Response:
    """Give how many clocks run, are late, or are covered by nobody."""
    require(person(request).role, Deed.SEE_REPORTS)
    return Response(NowSerializer(asdict(figures.now(timezone.now()))).data)


def table_of(sheet: Sheet) -> dict[str, Any]:
    return {
        "key": sheet.key,
        "title": sheet.title,
        "definition": sheet.definition,
        "columns": [{"key": c.key, "label": c.label, "kind": c.kind} for c in sheet.columns],
        "rows": [_row(sheet, row) for row in sheet.rows],
    }


def _row(sheet: Sheet, row: Row) -> dict[str, Any]:
    """Give a row's own columns and no others: a table may hold what it does not show."""
    shown = [column.key for column in sheet.columns if column.key not in row.hidden]
    values = {key: row.values.get(key) for key in shown}
    return {
        "key": row.key,
        "label": row.label,
        "is_all": row.is_all,
        "values": {
            key: value._asdict() if isinstance(value, Estimate) else value
            for key, value in values.items()
        },
        "hidden": sorted(row.hidden),
    }
