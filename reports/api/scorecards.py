"""Platform scorecards over the API: as hidden as they are on the page."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import Deed, require
from cases.api.base import person
from removal.models import Platform
from reports import scorecards as cards
from reports.api.figures import FILTERS, FigureTableSerializer, table_of
from reports.figures import Scope
from reports.forms.cards import MonthsForm

MONTHS = [one for one in FILTERS if one.name not in {"platform", "channel"}]


class DirectorySerializer(serializers.ModelSerializer[Platform]):
    class Meta:
        model = Platform
        fields = ("slug", "name", "operator", "operator_country", "coverage", "coverage_reason",
                  "confidence", "compiled_on", "last_verified_on")  # fmt: skip
        read_only_fields = fields


class ScorecardsSerializer(serializers.Serializer[Any]):
    scope = serializers.CharField(help_text="Months, in words.")
    table = FigureTableSerializer()
    directory = DirectorySerializer(many=True)


class ScorecardSerializer(serializers.Serializer[Any]):
    scope = serializers.CharField(help_text="Months, in words.")
    directory = DirectorySerializer()
    tables = FigureTableSerializer(many=True)


@extend_schema(operation_id="scorecards_all", responses=ScorecardsSerializer, parameters=MONTHS)
@api_view(["GET"])
def scorecards(request: Request) -> Response:
    """Give every platform that was asked in these months."""
    scope, words = _asked(request)
    sheet, directory = cards.all_cards(scope, today=timezone.localdate())
    rows = [one.platform for one in directory.values()]
    told = {"scope": words, "table": table_of(sheet), "directory": rows}
    return Response(ScorecardsSerializer(told).data)


@extend_schema(responses=ScorecardSerializer, parameters=MONTHS)
@api_view(["GET"])
def scorecard(request: Request, slug: str) -> Response:
    """Give one platform's card."""
    scope, words = _asked(request)
    platform = get_object_or_404(Platform.objects.visible_to(person(request)), pk=slug)
    found = cards.card_of(scope, platform, today=timezone.localdate())
    tables = [table_of(one) for one in (cards.sheet_of(found), *found.sheets.values())]
    told = {"scope": words, "directory": platform, "tables": tables}
    return Response(ScorecardSerializer(told).data)


def _asked(request: Request) -> tuple[Scope, str]:
    reader = person(request)
    require(reader.role, Deed.SEE_REPORTS)
    form = MonthsForm(request.query_params, reader=reader)
    if not form.is_valid():
        raise ValidationError(
            {name: [str(one) for one in said] for name, said in form.errors.items()}
        )
    return form.scope(), form.words()
