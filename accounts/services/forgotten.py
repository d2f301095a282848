"""A forgotten password: anybody may ask, nobody learns who is here, and asking ends nothing."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts import held_back, nudge
from accounts.models import Invitation, LinkAsked, User
from accounts.rules.mailboxes import is_outside
from accounts.services.invitations import make_link
from audit import trail

LASTS = timedelta(hours=2)
YOUNG = timedelta(minutes=15)  # of a link: its letter is on the way, another would say the same
A_DAY = 5  # letters a person: a mailbox is not filled by somebody else's asking
MOST = 200


@transaction.atomic
def ask_password_link(*, email: str, now: datetime, origin: str = "") -> None:
    """Note that a link was asked for; the letters' worker sees whether it is anybody's.

    The same row is written for whoever is here and for nobody, so that neither the page nor the
    work behind it tells one from the other.
    """
    LinkAsked.objects.create(email=email.strip().lower(), origin=origin, asked_at=now)
    nudge.after_commit()


def make_asked_links(*, now: datetime) -> int:
    """Make the links that people here asked for, a commit each; safe to repeat, beside others.

    While mail is held none is made: its letter would wait until the link is over.
    """
    here = User.objects.filter(email__iexact=OuterRef("email"), is_active=True)
    LinkAsked.objects.filter(~Exists(here) | Q(asked_at__lte=now - LASTS)).delete()
    if held_back.is_held():
        return 0
    made = 0
    for _ in range(MOST):
        result = _next(now)
        if result is None:
            break
        made += result
    return made


@transaction.atomic
def _next(now: datetime) -> int | None:
    waiting = LinkAsked.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    asked = waiting.order_by("pk").first()
    if asked is None:
        return None
    found = User.objects.filter(email__iexact=asked.email, is_active=True)
    user = found.select_for_update(of=("self",), no_key=True).first()
    asked.delete()
    if user is None or not _may_have_another(user, now):
        return 0
    make_link(user=user, by=None, now=now, origin=asked.origin, lasts=LASTS)
    trail.record(by=None, action="accounts.asked_password_link", subject=user)
    return 1


def _may_have_another(user: User, now: datetime) -> bool:
    if is_outside(user.email, own_domains=settings.RECLAIM_MAIL_DOMAINS):
        return False
    own = Invitation.objects.filter(for_user=user, invited_by=None).with_a_letter()
    if own.open(now).filter(made_at__gt=now - YOUNG).exists():
        return False
    return own.filter(made_at__gt=now - timedelta(days=1)).count() < A_DAY
