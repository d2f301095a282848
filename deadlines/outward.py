"""Reminders that go to a mailbox outside the agency, and those that were held back."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from accounts.models import User
from accounts.rules.mailboxes import is_outside
from cases.models import Assignment, Case, Cover, Task
from cases.outward import Act, Stopped
from cases.rules import TaskKind
from cases.rules.release_words import Purpose
from deadlines.models import Clock
from deadlines.services.outside import kind_of, subject_of

MOST = 200
REMINDERS = Purpose.REMINDERS.value


def waiting(user: User) -> Iterator[Act]:
    """Give who on a case with a running clock reads mail outside, on the cases in sight."""
    if not settings.RECLAIM_MAIL_DOMAINS:
        return
    for case, person in _told(user).values():
        if _reads_outside(person):
            yield Act(
                case_id=case.pk,
                code=case.code,
                recipient_kind=kind_of(person=person),
                recipient_ref=str(person.pk),
                purpose=REMINDERS,
                words="Reminders by mail",
                url=reverse("cases:case", args=[case.code]),
            )


def _told(user: User) -> dict[tuple[UUID, UUID], tuple[Case, User]]:
    """Give who is told of each case: whose it is, and whoever covers it now or soon; each once."""
    running = Clock.objects.filter(closed_at=None).values("case")
    at_work = Assignment.objects.visible_to(user).at_work().filter(case__in=running)
    lent = Cover.objects.visible_to(user).held().filter(case__in=running, ends_at__gt=Now())
    works = [(one.case, one.user) for one in at_work.select_related("case", "user")[:MOST]]
    covers = [(one.case, one.taker) for one in lent.select_related("case", "taker")[:MOST]]
    return {(case.pk, person.pk): (case, person) for case, person in (*works, *covers)}


def stopped(subject_id: UUID) -> Stopped | None:
    """Say whose reminders were held back; the subject is made of the case and the person."""
    task = Task.objects.filter(kind=TaskKind.RELEASE.value, subject_id=subject_id).first()
    if task is None:
        return None
    takers = Cover.objects.filter(case=task.case_id).exclude(accepted_at=None).values("taker")
    worked = Assignment.objects.filter(case=task.case_id).values("user")
    told = User.objects.filter(Q(pk__in=worked) | Q(pk__in=takers) | Q(role="supervisor"))
    for person in told:
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
