"""A dead-man switch outside what it watches: no worker, no broker, no sweep (SAFETY.md 2.7)."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError

from accounts.models import User
from accounts.rules import Deed, Role, may
from deadlines.models import Heartbeat
from deadlines.services.health import deadlines_health
from deadlines.services.heartbeats import beat, database_time

AGAIN_AFTER = timedelta(hours=1)  # the same alarm, run every few minutes, mails once an hour


def problems() -> list[str]:
    """Give the codes of what is wrong with the deadline machinery, none when it is in order."""
    return deadlines_health().problems


def tell(*, problems: Sequence[str]) -> int:
    """Mail the codes to whoever looks after the system; give how many people."""
    try:
        if _told_lately():
            return 0
        people = _people()
    except DatabaseError:
        return _mail(settings.RECLAIM_ALARM_TO, problems)
    told = _mail(people, problems)
    beat(name="watchdog", found={"problems": list(problems)})  # a letter that failed is tried again
    return told


def _mail(people: Sequence[str], problems: Sequence[str]) -> int:
    if people:
        body = "\n".join(["The scheduled work needs a look:", *problems])
        EmailMessage("The scheduled work needs a look", body, bcc=people).send(fail_silently=False)
    return len(people)


def _told_lately() -> bool:
    last = Heartbeat.objects.filter(name="watchdog").first()
    return last is not None and database_time() - last.at < AGAIN_AFTER


def _people() -> list[str]:
    """Give the addresses set for alarms, or those who see the System page."""
    if settings.RECLAIM_ALARM_TO:
        return list(settings.RECLAIM_ALARM_TO)
    roles = [role.value for role in Role if may(role, Deed.SEE_SYSTEM)]
    return list(User.objects.filter(is_active=True, role__in=roles).values_list("email", flat=True))
