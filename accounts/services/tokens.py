"""API tokens: kept hashed, shown once, ended after ninety days, revoked at once."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from knox.models import AuthToken

from accounts.models import TokenNote, User
from audit import trail
from audit.rules import NotAllowed

MOST = 10
SHOWN = 8  # characters of a token's start, enough to tell one's own apart
LASTS = timedelta(days=90)
NOTED_EVERY = timedelta(minutes=5)  # a program that asks often writes seldom


class Issued(NamedTuple):
    """A new token: the only moment in which it is known whole."""

    token: str
    token_key: str


@transaction.atomic
def issue_token(*, by: User, name: str = "") -> Issued:
    """Make a token for oneself; it may do what its owner may, for ninety days."""
    User.objects.select_for_update(of=("self",), no_key=True).get(
        pk=by.pk
    )  # counts of one person queue up
    if AuthToken.objects.filter(user=by).count() >= MOST:
        raise NotAllowed(
            f"You have {MOST} tokens; revoke one that you no longer use.", code="too_many_tokens"
        )
    kept, token = AuthToken.objects.create(user=by, expiry=LASTS)
    TokenNote.objects.create(token=kept, name=name.strip())
    trail.record(by=by, action="accounts.token_issued", subject=by, start=kept.token_key[:SHOWN])
    return Issued(token, kept.token_key)


@transaction.atomic
def revoke_token(*, token_key: str, by: User) -> None:
    """End one of one's own tokens; AuthToken.DoesNotExist for anything else."""
    token = AuthToken.objects.select_for_update(of=("self",), no_key=True).get(
        user=by, token_key=token_key
    )
    token.delete()
    trail.record(by=by, action="accounts.token_revoked", subject=by, start=token_key[:SHOWN])


def note_use(*, token: AuthToken, now: datetime) -> None:
    """Note that a token was used just now; its page says when it last was."""
    note = TokenNote.objects.filter(token=token).first()
    if note is None:
        TokenNote.objects.bulk_create([TokenNote(token=token, used_at=now)], ignore_conflicts=True)
    elif note.used_at is None or now - note.used_at > NOTED_EVERY:
        TokenNote.objects.filter(token=token).update(used_at=now)
