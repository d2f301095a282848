"""A brake on opening many cases: a proof that it is still the same person, and supervisors told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from accounts.models import Notice, User
from accounts.rules import Role
from accounts.services import tell
from audit import trail
from audit.models import Entry
from cases.models import Case
from rows.reading import house

HOUR = timedelta(hours=1)


@transaction.atomic
def brake(*, case: Case, by: User, now: datetime) -> bool:
    """Tell whether this person opened more cases within the hour than work asks for.

    Each case counts once, and one that is open already goes on freely. The first time within an
    hour every supervisor is told.
    """
    opened = Entry.objects.filter(actor=str(by.pk), action="cases.opened", at__gt=now - HOUR)
    chains = set(opened.values_list("chain", flat=True).distinct())
    if str(case.pk) in chains or len(chains) < settings.RECLAIM_OPENINGS_AN_HOUR:
        return False
    if not _told_lately(by, now):
        _tell(by, now)
        trail.record(by=by, action="cases.braked", subject=by, openings=len(chains))
    return True


@house("tell at once")
def _told_lately(by: User, now: datetime) -> bool:
    lately = Notice.objects.filter(kind="many_openings", about=by, told_at__gt=now - HOUR)
    return bool(lately.exists())


def _tell(by: User, now: datetime) -> None:
    supervisors = User.objects.filter(is_active=True, role=Role.SUPERVISOR.value)
    tell(people=supervisors.exclude(pk=by.pk), kind="many_openings", about=by, now=now)
