"""API tokens: kept hashed, shown once, revoked at once."""

from typing import NamedTuple

from django.db import transaction
from knox.models import AuthToken

from accounts.models import User
from audit import trail
from audit.rules import NotAllowed

MOST = 10
SHOWN = 8  # characters of a token's start, enough to tell one's own apart


class Issued(NamedTuple):
    """A new token: the only moment in which it is known whole."""

    token: str
    token_key: str


@transaction.atomic
def issue_token(*, by: User) -> Issued:
    """Make a token for oneself; it may do what its owner may."""
    User.objects.select_for_update(of=("self",), no_key=True).get(
        pk=by.pk
    )  # counts of one person queue up
    if AuthToken.objects.filter(user=by).count() >= MOST:
        raise NotAllowed(
            f"You have {MOST} tokens; revoke one that you no longer use.", code="too_many_tokens"
        )
    kept, token = AuthToken.objects.create(user=by)
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
