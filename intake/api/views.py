"""An intake is taken whole or answered in parts; its plan is read, and its steps move."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_filters import ROW_ID
from accounts.idempotency import KEY, REUSED, once
from accounts.rules import Deed, require
from cases.api.base import CODE, person, told
from cases.services import open_for_reading
from intake import planned, services
from intake.api import shapes
from intake.models import Intake, Plan, PlanStep
from intake.rules import Refused
from intake.rules.states import Channel
from intake.services.steps import mark_step


@extend_schema_view(retrieve=extend_schema(responses=shapes.IntakeSerializer, parameters=[CODE]))
class IntakeViewSet(mixins.RetrieveModelMixin, GenericViewSet[Intake]):
    """The questions' answers and the plan, by the case's code."""

    queryset = Intake.objects.none()
    serializer_class = shapes.IntakeSerializer
    filterset_class = None
    pagination_class = None
    lookup_field = "case__code"
    lookup_url_kwarg = "code"
    lookup_value_regex = "[A-Za-z0-9-]+"

    def get_queryset(self) -> QuerySet[Intake]:
        rows: QuerySet[Intake] = Intake.objects.visible_to(person(self.request)).for_display()
        return rows

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give the answers by their codes; that they were opened is entered in the trail."""
        found = self.get_object()
        require(person(request).role, Deed.WORK_CASE)
        open_for_reading(case=found.case, by=person(request), part="intake")
        return Response(shapes.IntakeSerializer(found).data)

    @extend_schema(
        request=shapes.TakeIntake,
        responses={201: shapes.PlanSerializer, **REUSED},
        parameters=[KEY],
    )
    def create(self, request: Request) -> Response:
        """Take a whole intake: the case, the answers and the plan, or nothing of them."""
        body = told(shapes.TakeIntake, request)
        return once(
            request,
            command=lambda: _refused_by_field(
                services.take,
                given=body["answers"],
                channel=Channel.API.value,
                advocate_id=body.get("advocate_id"),
                by=person(request),
                now=timezone.now(),
            ),
            show=self._plan_made,
        )

    @extend_schema(request=shapes.GiveAnswers, responses=shapes.IntakeSerializer, parameters=[CODE])
    @action(detail=True, methods=["post"])
    def answers(self, request: Request, code: str) -> Response:
        """Answer one question or many; a plan that was made already follows at once."""
        found = self.get_object()  # first: a stranger learns nothing from a body of wrong shape
        body = told(shapes.GiveAnswers, request)
        _refused_by_field(
            services.answer,
            case_id=found.case_id,
            given=body["answers"],
            by=person(request),
            now=timezone.now(),
        )
        return Response(shapes.IntakeSerializer(self.get_object()).data)

    @extend_schema(request=None, responses=shapes.PlanSerializer, parameters=[CODE])
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, code: str) -> Response:
        """Make the plan from what was answered; what was not is handled as not sure."""
        found = self.get_object()
        made = services.finish(case_id=found.case_id, by=person(request), now=timezone.now())
        return Response(self._plan_made(str(made.pk)))

    @extend_schema(responses=shapes.PlanSerializer, parameters=[CODE])
    @action(detail=True)
    def plan(self, request: Request, code: str) -> Response:
        """Give the plan that holds now; 404 before there is one."""
        found = self.get_object()
        plans = Plan.objects.visible_to(person(request)).filter(case=found.case).latest_first()
        latest = get_object_or_404(plans[:1])
        open_for_reading(case=found.case, by=person(request), part="plan")
        return Response(self._plan_made(str(latest.pk)))

    def _plan_made(self, pk: str) -> Any:
        """Give the plan of that row's case as it stands now, the first time and every time."""
        reader = person(self.request)
        made = Plan.objects.visible_to(reader).select_related("case__key").get(pk=pk)
        now = planned.of_case(made.case, reader)
        assert now is not None  # noqa: S101 - for the type checker; this very plan is there
        context = {"planned": now, "reader": reader}
        return shapes.PlanSerializer(now.plan, context=context).data


class PlanStepViewSet(GenericViewSet[PlanStep]):
    """One service as it stands in a case."""

    queryset = PlanStep.objects.none()
    serializer_class = shapes.PlanStepSerializer
    filterset_class = None
    lookup_value_regex = ROW_ID

    def get_queryset(self) -> QuerySet[PlanStep]:
        rows: QuerySet[PlanStep] = PlanStep.objects.visible_to(person(self.request)).for_display()
        return rows

    @extend_schema(request=shapes.MarkStep, responses=shapes.PlanStepSerializer)
    @action(detail=True, methods=["post"])
    def state(self, request: Request, pk: str) -> Response:
        """Say where a step stands, and who keeps the number that the service gave."""
        found = self.get_object()
        given = told(shapes.MarkStep, request)
        mark_step(step_id=found.pk, by=person(request), now=timezone.now(), **given)
        context = {"reader": person(request)}
        return Response(shapes.PlanStepSerializer(self.get_object(), context=context).data)


def _refused_by_field(act: Callable[..., Any], **given: Any) -> Any:
    """Do it; answers that cannot be read are errors of the body, each at its field."""
    try:
        return act(**given)
    except Refused as no:
        raise ValidationError({field: [said] for field, said in no.errors.items()}) from no
