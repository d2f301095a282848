"""Mail copies to a mailbox that is not the agency's own: each asks for a release as it is sent."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.conf import settings

from accounts.models import User
from accounts.rules import Role
from accounts.rules.mailboxes import is_outside
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case, Release, Task
from cases.rules import TaskKind
from cases.rules.release_words import Information, Purpose, RecipientKind
from cases.services import advocate_of, owe_task, require_release
from deadlines.models import Reminder

NO_RELEASE = "no_release"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def leaves_the_agency(*, reminder: Reminder) -> bool:
    email = str(reminder.recipient.email)
    return is_outside(email, own_domains=settings.RECLAIM_MAIL_DOMAINS)


def release_to_mail(*, reminder: Reminder, now: datetime) -> Release | None:
    """Inner: give the release that lets this letter go now, or none."""
    person = reminder.recipient
    try:
        return require_release(
            case=reminder.step.clock.request.case,
            recipient_kind=kind_of(person=person),
            recipient_ref=str(person.pk),
            purpose=Purpose.REMINDERS.value,
            information={Information.REMINDERS.value},
            now=now,
        )
    except NotAllowed as no:
        if no.code != "release_needed":
            raise
        return None


def enter_mailed(*, reminder: Reminder, release: Release) -> None:
    """Inner: enter under which release a letter left the agency."""
    _enter(reminder, "deadlines.mailed_outside", release=str(release.pk))


def owe_release(*, reminder: Reminder, now: datetime) -> None:
    """Inner: owe the advocate a look, once a lapse: later letters are skipped without a word."""
    case, person = reminder.step.clock.request.case, reminder.recipient
    subject = subject_of(case_id=case.pk, person_id=person.pk)
    known = Task.objects.filter(kind=TaskKind.RELEASE.value, subject_id=subject)
    if known.filter(created_at__gte=_last_recorded(case, person)).exists():
        return
    owe_task(
        case=case,
        kind=TaskKind.RELEASE,
        subject_id=subject,
        assigned_to=advocate_of(case=case),
        now=now,
    )
    _enter(reminder, "deadlines.held_mail_back")


def kind_of(*, person: User) -> str:
    is_attorney = person.role == Role.ATTORNEY
    return (RecipientKind.ATTORNEY if is_attorney else RecipientKind.PERSON).value


def subject_of(*, case_id: UUID, person_id: UUID) -> UUID:
    """Give what the task is about: this person's mail on this case; it is no row's own id."""
    return uuid5(person_id, str(case_id))


def _last_recorded(case: Case, person: User) -> datetime:
    """Give when a release for this person's reminders was last recorded."""
    known = Release.objects.filter(
        case=case, recipient_ref=str(person.pk), purpose=Purpose.REMINDERS.value
    )
    last: datetime | None = (
        known.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
    )
    return last or LONG_AGO


def _enter(reminder: Reminder, action: str, **more: str) -> None:
    request = reminder.step.clock.request
    trail.record(
        by=None,
        action=action,
        subject=reminder,
        case=request.case,
        request=request.code,
        person=str(reminder.recipient_id),
        **more,
    )
