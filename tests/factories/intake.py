"""Intakes as the services leave them; places and people invented."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from cases.models import Case
from intake import services
from intake.models import Plan

TAKEN = datetime(2026, 10, 30, 9, tzinfo=UTC)
ADULT = {
    "danger_now": "no",
    "extortion": "no",
    "age_when_made": "18plus",
    "age_now": "18plus",
    "country": "US",
    "is_synthetic": "no",
    "made_by": "other",
    "happened": "posted",
    "file_on_own_device": "yes",
    "where": "https://chirp.example/p/1",
}


def plan(*, by: User, now: datetime = TAKEN, channel: str = "api", **answers: Any) -> Plan:
    """Give the plan of a new case, by an adult's plain answers unless others are given."""
    return services.take(given={**ADULT, **answers}, channel=channel, by=by, now=now)


def planned(*, case: Case, by: User, now: datetime = TAKEN, **answers: Any) -> Plan:
    """Give the plan of a case that is there already."""
    services.start_on_case(case_id=case.pk, by=by, now=now)
    services.answer(case_id=case.pk, given={**ADULT, **answers}, by=by, now=now)
    return services.finish(case_id=case.pk, by=by, now=now)
