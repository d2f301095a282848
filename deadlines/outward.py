"""Reminders that go to a mailbox outside the agency, and those that were held back."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from cases.models import Assignment, Task
from cases.outward import Act, Stopped
from cases.rules import TaskKind
from cases.rules.release_words import Purpose
from deadlines.models import Clock
from deadlines.rules.outside import is_outside
from deadlines.services.outside import kind_of, subject_of

MOST = 200
REMINDERS = Purpose.REMINDERS.value


def waiting(user: User) -> Iterator[Act]:
    """Give who on a case with a running clock reads mail outside, on the cases in sight."""
    if not settings.RECLAIM_MAIL_DOMAINS:
        return
    running = Clock.objects.filter(closed_at=None).values("case")
    at_work = Assignment.objects.visible_to(user).at_work().filter(case__in=running)
    for given in at_work.select_related("case", "user")[:MOST]:
        if _reads_outside(given.user):
            yield Act(
                case_id=given.case_id,
                code=given.case.code,
                recipient_kind=kind_of(person=given.user),
                recipient_ref=str(given.user_id),
                purpose=REMINDERS,
                words="Reminders by mail",
                url=reverse("cases:case", args=[given.case.code]),
            )


def stopped(subject_id: UUID) -> Stopped | None:
    """Say whose reminders were held back; the subject is made of the case and the person."""
    task = Task.objects.filter(kind=TaskKind.RELEASE.value, subject_id=subject_id).first()
    if task is None:
        return None
    told = User.objects.filter(case_assignments__case=task.case_id) | User.objects.filter(
        role="supervisor"
    )
    for person in told.distinct():
        if subject_of(case_id=task.case_id, person_id=person.pk) == subject_id:
            return Stopped(
                words=f"Mail copies of reminders to {person.name}",
                why="The address is outside the agency, and no release stood when they were due to"
                " leave. The reminders stand in Reclaim all the same.",
                recipient_kind=kind_of(person=person),
                recipient_ref=str(person.pk),
                purpose=REMINDERS,
            )
    return None


def _reads_outside(person: User) -> bool:
    return is_outside(str(person.email), own_domains=settings.RECLAIM_MAIL_DOMAINS)
