"""Ladders: read, proposed and rehearsed; a person looks at one and puts it in force on its page."""

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_shapes import StrictSerializer
from accounts.rules import Deed, require
from cases.api.base import person, told
from deadlines import ladders, ladders_shown, rehearsing
from deadlines.models import Ladder
from deadlines.rules.ladder import Rung
from deadlines.rules.rehearsal import ASSUMED, Fired, Pair, Span
from deadlines.rules.rungs import key_of
from deadlines.rules.spoken import rung_words
from deadlines.services.ladders import propose_ladder

NAME = OpenApiParameter("name", OpenApiTypes.STR, OpenApiParameter.PATH, description="US-TIDA-v2.")
MOST_PAIRS = 200


class RungSerializer(serializers.Serializer[Any]):
    """One step: how far from due, whom it tells, what it does."""

    key = serializers.CharField()
    words = serializers.SerializerMethodField()
    seconds_from_due = serializers.IntegerField(help_text="Below zero: before due.")
    tells = serializers.ListField(child=serializers.CharField())
    drafts_complaint = serializers.BooleanField()
    unless_reviewed = serializers.BooleanField()

    def get_words(self, rung: Any) -> str:
        return rung_words(rung.key)


class LadderSerializer(serializers.Serializer[Ladder]):
    """One version of a law's ladder; a draft has no moment from which it is in force."""

    name = serializers.CharField()
    law = serializers.CharField(source="applies_to", help_text="Empty: any law without its own.")
    version = serializers.IntegerField()
    note = serializers.CharField()
    made_at = serializers.DateTimeField()
    looked_at = serializers.DateTimeField(allow_null=True)
    in_force_at = serializers.DateTimeField(allow_null=True)
    set_aside_at = serializers.DateTimeField(allow_null=True)
    clocks_running = serializers.SerializerMethodField(help_text="They keep this version.")
    rungs = RungSerializer(many=True, source="rungs.all")

    def get_clocks_running(self, ladder: Ladder) -> int:
        return ladders_shown.running_on(ladder, self.context["reader"])


class ProposedRung(StrictSerializer):
    seconds_from_due = serializers.IntegerField(min_value=-(10**7), max_value=10**7)
    tells = serializers.ListField(child=serializers.CharField(max_length=13), allow_empty=True)
    name = serializers.CharField(max_length=40, required=False, allow_blank=True)
    drafts_complaint = serializers.BooleanField(default=False)
    unless_reviewed = serializers.BooleanField(default=False)


class ProposeLadder(StrictSerializer):
    """Propose the next version of a law's ladder, whole; without steps, those in force."""

    law = serializers.CharField(max_length=30, allow_blank=True)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    rungs = ProposedRung(many=True, required=False)


class RehearsedStepSerializer(serializers.Serializer[Pair]):
    """One step of one clock under both versions; null: that version has no such step there."""

    request_code = serializers.CharField(source="first.code")
    rung = serializers.CharField(source="first.rung")
    differs = serializers.BooleanField()
    in_force_at = serializers.SerializerMethodField(help_text="When, by the version in force.")
    rehearsed_at = serializers.SerializerMethodField(help_text="When, by this one.")
    in_force_tells = serializers.SerializerMethodField(help_text="How many people.")
    rehearsed_tells = serializers.SerializerMethodField()

    def get_in_force_at(self, pair: Pair) -> datetime | None:
        return pair.held.at if pair.held else None

    def get_rehearsed_at(self, pair: Pair) -> datetime | None:
        return pair.rehearsed.at if pair.rehearsed else None

    def get_in_force_tells(self, pair: Pair) -> int:
        return _told(pair.held)

    def get_rehearsed_tells(self, pair: Pair) -> int:
        return _told(pair.rehearsed)


class RehearsalSerializer(serializers.Serializer[Any]):
    """What a version would have done beside the one in force, what differs first."""

    clocks = serializers.IntegerField()
    clocks_in_all = serializers.IntegerField()
    stopped_before = serializers.DateTimeField(allow_null=True)
    differing = serializers.IntegerField()
    steps = RehearsedStepSerializer(many=True)
    assumed = serializers.ListField(child=serializers.CharField())


class Days(StrictSerializer):
    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        until = attrs.get("until") or timezone.now()
        since = attrs.get("since") or until - timedelta(days=30)
        if not timedelta(0) < until - since <= timedelta(days=rehearsing.MOST_DAYS):
            raise serializers.ValidationError({"since": [f"{rehearsing.MOST_DAYS} days at most."]})
        return {"since": since, "until": until}


class LadderViewSet(GenericViewSet[Ladder]):
    """The steps before and after a deadline, by law and version; for supervisors."""

    queryset = Ladder.objects.none()
    serializer_class = LadderSerializer
    pagination_class = None
    filter_backends: tuple[Any, ...] = ()
    lookup_field = "name"
    lookup_value_regex = "[A-Za-z0-9-]+"

    @extend_schema(responses=LadderSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Give every version of every ladder."""
        require(person(request).role, Deed.EDIT_LADDER)
        mine: Any = Ladder.objects.visible_to(person(request)).for_display()
        return Response(LadderSerializer(mine, many=True, context=self._context()).data)

    @extend_schema(parameters=[NAME], responses=LadderSerializer)
    def retrieve(self, request: Request, name: str) -> Response:
        """Give one version with its steps."""
        return Response(LadderSerializer(self._one(name), context=self._context()).data)

    @extend_schema(request=ProposeLadder, responses={201: LadderSerializer})
    def create(self, request: Request) -> Response:
        """Propose a version: a draft, which a person looks at and puts in force on its page."""
        given = told(ProposeLadder, request)
        rungs = [_rung(one) for one in given.pop("rungs")] if "rungs" in given else None
        made = propose_ladder(rungs=rungs, by=person(request), now=timezone.now(), **given)
        shown = LadderSerializer(self._one(made.name), context=self._context())
        return Response(shown.data, status=status.HTTP_201_CREATED)

    @extend_schema(parameters=[NAME, Days], responses=RehearsalSerializer)
    @action(detail=True, methods=["get"])
    def rehearsal(self, request: Request, name: str) -> Response:
        """Play a version over the last thirty days, or others, beside the one in force."""
        ladder = self._one(name)
        asked = Days(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = rehearsing.rehearse(
            ladder, span=Span(**asked.validated_data), by=person(request), now=timezone.now()
        )
        shown: Any = {
            "clocks": found.clocks,
            "clocks_in_all": found.clocks_in_all,
            "stopped_before": found.stopped_before,
            "differing": len(found.differing),
            "steps": found.pairs[:MOST_PAIRS],
            "assumed": list(ASSUMED),
        }
        return Response(RehearsalSerializer(shown).data)

    def _one(self, name: str) -> Ladder:
        require(person(self.request).role, Deed.EDIT_LADDER)
        found = ladders.by_name(name)
        if found is None:
            raise Http404
        return found

    def _context(self) -> dict[str, Any]:
        return {"reader": person(self.request)}


def _rung(given: dict[str, Any]) -> Rung:
    from_due = timedelta(seconds=given["seconds_from_due"])
    key = key_of(given.get("name", ""), from_due)
    return Rung(
        key, from_due, tuple(given["tells"]), given["drafts_complaint"], given["unless_reviewed"]
    )


def _told(fired: Fired | None) -> int:
    return len(fired.told) if fired else 0
