"""When a day that a remedy hangs on is entered as a task: leads ahead, one task at a time."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from restitution.rules.table import Dated
from restitution.rules.telling import LEADS, DayKind
from restitution.rules.weighing import Weighed
from restitution.rules.words import Outcome

SOON = timedelta(days=14)
NEAR = timedelta(days=60)
# A day that a table computes, by its label: what kind it is, or none where it is only shown.
COMPUTED: dict[str, DayKind] = {
    "sentencing": DayKind.SENTENCING,
    "losses_90_days": DayKind.LIMITATION,
    "reminder_3_years": DayKind.LIMITATION,
    "usual_4_years": DayKind.LIMITATION,
}
SPEAKING = {Outcome.SUPPORT, Outcome.NEEDS, Outcome.UNSURE}


class Urgency(StrEnum):
    """How soon a case wants its attorney; the desk's order."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"
    NONE = "none"


class DueDay(NamedTuple):
    """One day to come: what it is, and the key that its reminders are known by."""

    key: str
    kind: DayKind
    on: date
    words: str
    remedy: str = ""
    mark: str = ""


def computed(weighed: Weighed, *, today: date) -> tuple[DueDay, ...]:
    """Give the days to come that a remedy's table computes and wants somebody reminded of."""
    if weighed.outcome not in SPEAKING:
        return ()
    wanted = (one for one in weighed.dates if one.remind and one.label in COMPUTED)
    return tuple(_due(one, weighed.remedy) for one in wanted if one.on >= today)


def _due(dated: Dated, remedy: str) -> DueDay:
    key = f"{remedy}:{dated.label}:{dated.on.isoformat()}"
    return DueDay(key, COMPUTED[dated.label], dated.on, dated.words, remedy, dated.mark.value)


def lead_reached(kind: DayKind, on: date, *, today: date) -> int | None:
    """Give the nearest lead that was reached: those missed on the way are not made up for."""
    left = (on - today).days
    reached = [lead for lead in LEADS[kind] if 0 <= left <= lead]
    return min(reached) if reached else None


def reminder_id(case: UUID, key: str, lead: int, person: UUID) -> UUID:
    """Give the one name of a reminder: the same day, lead and person make the same."""
    return uuid5(NAMESPACE_URL, f"restitution:{case}:{key}:{lead}:{person}")


def all_ids(case: UUID, kind: DayKind, key: str, person: UUID) -> dict[int, UUID]:
    return {lead: reminder_id(case, key, lead, person) for lead in LEADS[kind]}


def ask_id(fact: UUID, person: UUID) -> UUID:
    return uuid5(NAMESPACE_URL, f"restitution-ask:{fact}:{person}")


def urgency(day: DueDay | None, *, urgent: bool, today: date) -> Urgency:
    """Say how soon: a sentencing within two weeks is now, as is what a table calls urgent."""
    if day is None:
        return Urgency.SOON if urgent else Urgency.NONE
    if day.on - today <= SOON:
        return Urgency.NOW
    return Urgency.SOON if urgent or day.on - today <= NEAR else Urgency.LATER
