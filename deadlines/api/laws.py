"""Laws elsewhere on a request: which may apply, which was taken up, and what came under each."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_shapes import Moment, StrictSerializer
from cases.api.base import person, told
from cases.rules.spoken import choices
from deadlines import laws
from deadlines.law_card import Card, Element
from deadlines.models import Course
from deadlines.rules.elsewhere_words import CONNECTIONS, ENDINGS, EVENTS, MAKERS
from deadlines.services import courses
from removal import api as removal
from removal.rules.spoken import PROOFS


class LawElementSerializer(serializers.Serializer[Element]):
    """One thing that a law wants of a report."""

    code = serializers.CharField(help_text="As `declared` names it.")
    words = serializers.CharField()
    is_held = serializers.BooleanField(help_text="The report or the record holds it.")


class LawSerializer(serializers.Serializer[Card]):
    """One law on one request: taken up, offered, or to be read only; and why no clock runs."""

    code = serializers.CharField()
    name = serializers.CharField()
    taken_up = serializers.BooleanField(source="is_taken_up")
    can_take_up = serializers.BooleanField()
    may_apply = serializers.BooleanField(
        help_text="The survivor or the operator is recorded in its country, or it was taken up."
    )
    word = serializers.CharField(help_text="Its state in a word.")
    why = serializers.CharField(help_text="Why no clock runs under it; empty where one does.")
    elements = LawElementSerializer(many=True)
    trigger = serializers.CharField(help_text="What starts its time, in words.")
    rule_words = serializers.CharField(help_text="How it counts, its version, its mark.")
    doubt = serializers.CharField(
        help_text="That its row was not read in the law's own text, with the day; else empty."
    )
    next_step = serializers.CharField()
    regulator = serializers.CharField()
    regulator_url = serializers.CharField(help_text="As text; nothing here opens it.")


class TakeUpLaw(StrictSerializer):
    """Take a law up on a request, or tell anew what its report says."""

    law = serializers.CharField(max_length=30, help_text="Its code, as UK-OSA-10-3A.")
    connection = serializers.ChoiceField(choices=choices(CONNECTIONS))
    made_by = serializers.ChoiceField(choices=choices(MAKERS))
    is_notice = serializers.BooleanField(
        help_text="The notice that was sent was the report; false: it is one of its own."
    )
    declared = serializers.ListField(
        child=serializers.CharField(max_length=60),
        required=False,
        help_text="Elements that the report states beside the notice's four parts.",
    )


class RecordLawEvent(StrictSerializer):
    """Record what came under a law; said again, the earlier is kept as replaced."""

    law = serializers.CharField(max_length=30)
    event = serializers.ChoiceField(choices=choices(EVENTS), source="kind")
    at = Moment()
    proof = serializers.ChoiceField(choices=choices(PROOFS), default="none")
    reference = serializers.CharField(max_length=200, required=False, allow_blank=True)
    hours = serializers.IntegerField(
        required=False, allow_null=True, help_text="Those that a regulator's notice allows."
    )


class LayLawAside(StrictSerializer):
    law = serializers.CharField(max_length=30)
    because = serializers.ChoiceField(choices=choices(ENDINGS))


LAWS = LawSerializer(many=True)
WHOLE: dict[str, Any] = {"pagination_class": None, "filterset_class": None}


class LawActions(removal.RemovalRequestViewSet):
    """The commands that concern laws elsewhere; each gives every law as it then stands."""

    @extend_schema(responses=LAWS)
    @action(detail=True, methods=["get"], **WHOLE)
    def laws(self, request: Request, pk: str) -> Response:
        """Give every law beside the Act: those taken up first, then what may apply."""
        return self._laws(self.get_object())

    @extend_schema(request=TakeUpLaw, responses=LAWS)
    @action(detail=True, methods=["post"], url_path="take-up-law", **WHOLE)
    def take_up_law(self, request: Request, pk: str) -> Response:
        """Take a law up; its clock starts when all that it asks for is there."""
        return self._record(courses.take_up, TakeUpLaw)

    @extend_schema(request=RecordLawEvent, responses=LAWS)
    @action(detail=True, methods=["post"], url_path="law-event", **WHOLE)
    def law_event(self, request: Request, pk: str) -> Response:
        """Record a complaint, a receipt, a regulator's notice or a decision under a law."""
        return self._record(courses.record_event, RecordLawEvent)

    @extend_schema(request=LayLawAside, responses=LAWS)
    @action(detail=True, methods=["post"], url_path="lay-law-aside", **WHOLE)
    def lay_law_aside(self, request: Request, pk: str) -> Response:
        """End a law's course on this request; its clock stops, the record stays."""
        return self._record(courses.lay_law_aside, LayLawAside)

    def _record(self, act: Callable[..., Course], shape: Any) -> Response:
        found = self.get_object()
        given = told(shape, self.request)
        act(request_id=found.pk, by=person(self.request), now=timezone.now(), **given)
        return self._laws(self.get_object())

    def _laws(self, found: Any) -> Response:
        receipt = found.receipts.filter(replaced_at=None).first()
        cards: Any = laws.cards(found, receipt=receipt, now=timezone.now())
        return Response(LawSerializer(cards, many=True).data)
