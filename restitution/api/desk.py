"""The attorney's desk over the API, and what an advocate or a supervisor is told of it."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from accounts.rules import Deed, Role, require
from cases.api.base import person, told
from cases.api.shapes import TaskSerializer
from cases.models import Task
from cases.services import open_for_reading
from restitution import queue, signal, standing
from restitution.api import day_shapes, desk_shapes
from restitution.api.partition import told_case
from restitution.models import Day, Determination
from restitution.models.sight import told_cases
from restitution.rules.asking import advocate_asks
from restitution.rules.questions import QUESTIONS
from restitution.services import answering, days, determining, reminders
from restitution.told import Held, of_case, outside

SHOW = OpenApiParameter(
    "show", enum=[view.name for view in queue.VIEWS], description="A filter of the queue."
)
FOUND, DAY, HELD = (
    desk_shapes.DeterminationSerializer,
    day_shapes.RestitutionDaySerializer,
    desk_shapes.HeldSerializer,
)


@extend_schema(
    operation_id="restitution_queue", responses=desk_shapes.QueueSerializer, parameters=[SHOW]
)
@api_view(["GET"])
def restitution_queue(request: Request) -> Response:
    """Give the cases released to this attorney for restitution, the most urgent first."""
    by = person(request)
    require(by.role, Deed.REVIEW_RESTITUTION)
    view = queue.chosen(request.query_params.get("show", ""))
    found = [one for one in queue.standings(by, now=timezone.now()) if view.keeps(one)]
    unseen = queue.unseen(by)
    whole = {
        "cases": found,
        "not_released": unseen.no_release,
        "release_too_narrow": unseen.too_little,
    }
    return Response(desk_shapes.QueueSerializer(whole).data)


@extend_schema(responses=desk_shapes.QuestionSerializer(many=True))
@api_view(["GET"])
def restitution_questions(request: Request) -> Response:
    """Give the questions that remedies ask, as far as your role asks them."""
    by = person(request)
    require(by.role, Deed.TELL_RESTITUTION)
    rows = [one for one in QUESTIONS.values() if by.role == Role.ATTORNEY or advocate_asks(one)]
    return Response(desk_shapes.QuestionSerializer(rows, many=True).data)


@extend_schema(operation_id="restitution_signal", responses=desk_shapes.SignalSerializer)
@api_view(["GET"])
def restitution_signal(request: Request, code: str) -> Response:
    """Give outcome words and what to ask whom and when, on one case."""
    case = told_case(request, code, Deed.TELL_RESTITUTION)
    open_for_reading(case=case, by=person(request), part="restitution")
    return Response(desk_shapes.SignalSerializer(signal.of_case(case, now=timezone.now())).data)


@extend_schema(responses=desk_shapes.CardSerializer(many=True))
@api_view(["GET"])
def restitution_remedies(request: Request, code: str) -> Response:
    """Give every remedy's table on one case: outcome, row path, facts, days, marks."""
    case = told_case(request, code, Deed.REVIEW_RESTITUTION)
    open_for_reading(case=case, by=person(request), part="restitution")
    cards = standing.of_case(case, now=timezone.now()).cards
    return Response(desk_shapes.CardSerializer(cards, many=True).data)


@extend_schema(methods=["GET"], responses=HELD(many=True))
@extend_schema(
    methods=["POST"],
    request=desk_shapes.TellFact,
    responses={201: HELD, **REUSED},
    parameters=[KEY],
)
@api_view(["GET", "POST"])
def restitution_facts(request: Request, code: str) -> Response:
    """Give the answers that count, or keep another; the one before it stays."""
    case, by = told_case(request, code, Deed.TELL_RESTITUTION), person(request)
    if request.method != "POST":
        held = [_shown(one, by.role) for one in of_case(case).values() if _may_read(one, by.role)]
        return Response(HELD([one for one in held if one.fact.value], many=True).data)
    body = told(desk_shapes.TellFact, request)
    body["source"] = body.pop("said_by")
    return once(
        request,
        command=lambda: answering.tell_fact(case_id=case.pk, by=by, now=timezone.now(), **body),
        show=lambda pk: HELD(_shown(of_case(case)[body["question"]], by.role)).data,
    )


@extend_schema(methods=["GET"], responses=FOUND(many=True))
@extend_schema(
    methods=["POST"],
    request=desk_shapes.Determine,
    responses={201: FOUND, **REUSED},
    parameters=[KEY],
)
@api_view(["GET", "POST"])
def restitution_determinations(request: Request, code: str) -> Response:
    """Give what attorneys found, every version; or keep another beside them."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), person(request)
    rows = Determination.objects.visible_to(by).filter(case=case).for_display()
    if request.method != "POST":
        open_for_reading(case=case, by=by, part="determinations")
        return Response(FOUND(rows, many=True).data)
    body = told(desk_shapes.Determine, request)
    return once(
        request,
        command=lambda: determining.determine(case_id=case.pk, by=by, now=timezone.now(), **body),
        show=lambda pk: FOUND(rows.get(pk=pk)).data,
    )


@extend_schema(methods=["GET"], responses=DAY(many=True))
@extend_schema(
    methods=["POST"],
    request=day_shapes.AddDay,
    responses={201: DAY, **REUSED},
    parameters=[KEY],
)
@api_view(["GET", "POST"])
def restitution_days(request: Request, code: str) -> Response:
    """Give the days that a person keeps on a case, or keep another."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), person(request)
    rows = Day.objects.visible_to(by).filter(case=case).for_display()
    if request.method != "POST":
        return Response(DAY(rows, many=True).data)
    body = told(day_shapes.AddDay, request)
    return once(
        request,
        command=lambda: days.add_day(case_id=case.pk, by=by, now=timezone.now(), **body),
        show=lambda pk: DAY(rows.get(pk=pk)).data,
    )


@extend_schema(request=None, responses=DAY)
@api_view(["POST"])
def restitution_end_day(request: Request, code: str, row_id: UUID) -> Response:
    """Say that a day was seen to, was moved or will not be."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), person(request)
    rows = Day.objects.visible_to(by).filter(case=case).for_display()
    day = get_object_or_404(rows, pk=row_id)
    days.end_day(day_id=day.pk, by=by, now=timezone.now())
    return Response(DAY(rows.get(pk=day.pk)).data)


@extend_schema(request=None, responses=TaskSerializer)
@api_view(["POST"])
def restitution_seen(request: Request, pk: UUID) -> Response:
    """Say that your reminder was seen; `pk` is the task's `subject_id`."""
    by = person(request)
    mine: Any = Task.objects.visible_to(by).filter(
        case__in=told_cases(by).values("pk"), kind=reminders.KIND, subject_id=pk, assigned_to=by
    )
    task = get_object_or_404(mine.order_by("-created_at")[:1])
    seen = reminders.see_reminder(subject_id=task.subject_id, by=by, now=timezone.now())
    return Response(TaskSerializer(seen).data)


def _shown(held: Held, role: str) -> Held:
    return held if role == Role.ATTORNEY else outside(held)


def _may_read(held: Any, role: str) -> bool:
    return role == Role.ATTORNEY or advocate_asks(held.question)
