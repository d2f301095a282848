"""Who was served in a quarter, by which services, read from what was recorded."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from cases.models import Case, Note
from complaints.models import ComplaintDraft
from intake.models import Intake, Plan, PlanStep
from intake.rules.states import StepState
from removal.models import RemovalRequest, Submission
from reports.rules.quarters import Quarter
from restitution.models import RemedyFact

TAKEN = (StepState.UNDER_WAY.value, StepState.DONE.value)


def bounds(quarter: Quarter) -> tuple[datetime, datetime]:
    """Give the moments between which a quarter lies, in the agency's zone."""
    zone = ZoneInfo(settings.RECLAIM_AGENCY_ZONE)
    first, after = (datetime.combine(day, time(0), zone) for day in (quarter.first, quarter.after))
    return first, after


def served(quarter: Quarter) -> dict[UUID, frozenset[str]]:
    """Give the services that each case was given in a quarter; no service: not in it."""
    first, after = bounds(quarter)
    found: dict[UUID, set[str]] = defaultdict(set)
    for service, rows, moment, case in _events():
        between = {f"{moment}__gte": first, f"{moment}__lt": after}
        for case_id in rows.filter(**between).values_list(case, flat=True).distinct().order_by():
            found[case_id].add(service)
    kept = _countable(found)
    return {case_id: frozenset(found[case_id]) for case_id in kept}


def _events() -> Iterable[tuple[str, QuerySet, str, str]]:  # type: ignore[type-arg]
    return (
        ("intake", Intake.objects.all(), "started_at", "case_id"),
        ("intake", Plan.objects.all(), "made_at", "case_id"),
        ("referral", PlanStep.objects.filter(state__in=TAKEN), "decided_at", "case_id"),
        ("removal", Submission.objects.all(), "submitted_at", "case_id"),
        ("complaint", ComplaintDraft.objects.all(), "filed_at", "case_id"),
        ("restitution", RemedyFact.objects.all(), "said_at", "case_id"),
        ("support", Case.objects.all(), "opened_at", "pk"),
        ("support", Note.objects.all(), "written_at", "case_id"),
    )


def _countable(found: Iterable[UUID]) -> list[UUID]:
    """Leave demo cases out, unless the house holds no others."""
    cases = Case.objects.filter(pk__in=list(found))
    if Case.objects.filter(is_demo=False).exists():
        cases = cases.filter(is_demo=False)
    return list(cases.order_by("pk").values_list("pk", flat=True))


def outcomes(cases: Iterable[UUID], quarter: Quarter) -> dict[UUID, str]:
    """Give how each case's removal requests stood when the quarter ended."""
    _, after = bounds(quarter)
    asked = RemovalRequest.objects.filter(
        case__in=list(cases), submission__submitted_at__lt=after
    ).exclude(withdrawn_at__lt=after)
    # A version that cures another after the quarter leaves what stood when it ended
    sent = asked.exclude(replaced_by__submission__submitted_at__lt=after)
    down: dict[UUID, list[bool]] = defaultdict(list)
    for case_id, resolved_at in sent.values_list("case_id", "resolved_at"):
        down[case_id].append(resolved_at is not None and resolved_at < after)
    return {case_id: _outcome(all_of) for case_id, all_of in down.items()}


def _outcome(down: list[bool]) -> str:
    if all(down):
        return "all_down"
    return "some_down" if any(down) else "none_down"
