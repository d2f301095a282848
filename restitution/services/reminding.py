"""Enter what is near as tasks: beat runs it, the tasks themselves remember what was entered."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import calendars
from accounts.models import User
from accounts.rules import Role
from accounts.rules.hours import first_showing
from audit import trail
from cases.models import Assignment, Case, Task
from cases.rules import AssignmentKind
from cases.services.moments import database_time
from cases.services.working import owe_task, settle_task
from restitution import standing
from restitution.models import RemedyFact
from restitution.models.sight import told_cases
from restitution.rules.asking import advocate_asks
from restitution.rules.reminders import all_ids, ask_id, lead_reached
from restitution.services.reminders import KIND
from restitution.standing import Standing

MORNING = time(9)
AT_ONCE = 100


class Reminder(NamedTuple):
    """One task to come: whose, for when, and the other leads of the same day that it stands for."""

    subject: UUID
    person: User
    on: date
    instead_of: tuple[UUID, ...] = ()


def remind(*, now: datetime | None = None) -> int:
    """Enter every reminder that was reached and is not there yet; give how many were entered."""
    at = now or database_time()
    today = timezone.localdate(at)
    attorneys, advocates = _attorneys(), _advocates()
    entered = 0
    waiting = _waiting(today)
    for first in range(0, len(waiting), AT_ONCE):
        pks = waiting[first : first + AT_ONCE]
        cases = list(Case.objects.filter(pk__in=pks).select_related("key"))
        for stands in standing.of_cases(cases, now=at):
            told = attorneys.get(stands.case.pk, [])
            owed = [*_days(stands, told), *_asks(stands, told, advocates.get(stands.case.pk))]
            entered += _enter(case=stands.case, owed=owed, now=at)
    return entered


def _waiting(today: date) -> list[UUID]:
    """Give the open cases that an attorney reviews, or where somebody is to be asked again."""
    engaged = Assignment.objects.at_work().filter(kind=AssignmentKind.ATTORNEY.value)
    asked = RemedyFact.objects.current().filter(next_ask_on__lte=today)
    wanted = Q(pk__in=engaged.values("case")) | Q(pk__in=asked.values("case"))
    return list(Case.objects.open().filter(wanted).order_by("pk").values_list("pk", flat=True))


def _attorneys() -> dict[UUID, list[User]]:
    """Give whom a release lets know of restitution at this moment, by case."""
    found: dict[UUID, list[User]] = {}
    for person in User.objects.filter(role=Role.ATTORNEY.value, is_active=True).order_by("pk"):
        for pk in told_cases(person).values_list("pk", flat=True):
            found.setdefault(pk, []).append(person)
    return found


def _advocates() -> Mapping[UUID, User]:
    working = Assignment.objects.at_work().filter(kind=AssignmentKind.ADVOCATE.value)
    return {one.case_id: one.user for one in working.select_related("user")}


def _days(stands: Standing, attorneys: list[User]) -> Iterator[Reminder]:
    for day in stands.days:
        lead = lead_reached(day.kind, day.on, today=stands.today)
        if lead is None:
            continue
        for person in attorneys:
            ids = all_ids(stands.case.pk, day.kind, day.key, person.pk)
            subject = ids.pop(lead)
            yield Reminder(subject, person, day.on, tuple(ids.values()))


def _asks(stands: Standing, attorneys: list[User], advocate: User | None) -> Iterator[Reminder]:
    for held in stands.asks_due:
        assert held.row is not None  # noqa: S101  for the type checker
        ours = [advocate] if advocate and advocate_asks(held.question) else attorneys
        for person in ours:
            assert held.next_ask_on is not None  # noqa: S101  for the type checker
            yield Reminder(ask_id(held.row.pk, person.pk), person, held.next_ask_on)


@transaction.atomic
def _enter(*, case: Case, owed: list[Reminder], now: datetime) -> int:
    """Enter those that no task of this case is, or was, there for."""
    if not owed:
        return 0
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    subjects = [one.subject for one in owed]
    known = set(
        Task.objects.filter(case=case, kind=KIND, subject_id__in=subjects).values_list(
            "subject_id", flat=True
        )
    )
    new = [one for one in owed if one.subject not in known]
    zone = calendars.of_agency().zone
    for one in new:
        for passed in one.instead_of:
            settle_task(kind=KIND, subject_id=passed, by=None, now=now)
        due_at = first_showing(one.on, MORNING, zone)
        owe_task(
            case=case,
            kind=KIND,
            subject_id=one.subject,
            due_at=due_at,
            assigned_to=one.person,
            now=now,
        )
    if new:
        trail.record(
            by=None, action="restitution.reminded", subject=case, case=case, count=len(new)
        )
    return len(new)
