"""One's second factors: added after a proof, named, removed; and all of them put back to none."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from knox.models import AuthToken

from accounts import codes, passkeys
from accounts.models import Factor, RecoveryCode, User
from accounts.rules import Deed, require
from accounts.rules.factors import CODES, Kind, is_from_an_app, plain, require_another, require_room
from accounts.services.notices import tell
from accounts.services.visits import close_others
from audit import trail
from audit.rules import NotAllowed
from sealing import keys

WAITS = timedelta(minutes=10)  # a seed for its first code, as a session for the second factor


@transaction.atomic
def begin_totp(*, by: User, begun: str | None = None) -> Factor:
    """Give the app that waits for its first code: the same one to the session that began it.

    `begun` is the id that this session was given. Whoever comes with another, or after ten
    minutes, gets a new seed, and the one before is gone: somebody else may have read it.
    """
    _queue_up(by)
    waiting = _begun(by, begun).first()
    if waiting is not None:
        return waiting
    Factor.objects.of(by).waiting().delete()
    require_room(_kinds(by))
    factor = Factor(user=by, kind=Kind.TOTP.value)
    factor.key_wrapped = keys.new_wrapped_key(factor.place())
    factor.seed = codes.new_seed()
    factor.save()
    return factor


@transaction.atomic
def confirm_totp(
    *, code: str, by: User, now: datetime, begun: str | None, name: str = ""
) -> Factor:
    """Take the app that this session began into use with its first code, then used like any."""
    _queue_up(by)
    factor = _begun(by, begun).first()
    if factor is None:
        raise NotAllowed(
            "The key that you set up has ended. Take it out of your app, and add the one below.",
            code="set_up_ended",
            field="code",
        )
    typed = plain(code)
    step = codes.step_of(factor.seed, typed, now=now) if is_from_an_app(typed) else None
    if step is None:
        raise NotAllowed(
            "This is not the code that the app shows now. Look again, and type the six digits.",
            code="wrong_code",
            field="code",
        )
    factor.last_step, factor.confirmed_at, factor.used_at = step, now, now
    factor.name = name.strip() or "Authenticator app"
    factor.save(update_fields=["last_step", "confirmed_at", "used_at", "name"])
    _end_sessions(by)
    trail.record(by=by, action="accounts.factor_added", subject=by, kind=factor.kind)
    return factor


@transaction.atomic
def drop_waiting(*, user: User) -> None:
    """Forget a seed that waits for its first code: a password was given anew."""
    Factor.objects.of(user).waiting().delete()


@transaction.atomic
def add_passkey(*, answer: passkeys.Answer, by: User, now: datetime, name: str = "") -> Factor:
    """Take a new passkey into use; NotAllowed when the browser's answer does not fit."""
    _queue_up(by)
    require_room(_kinds(by))
    try:
        made = passkeys.made(answer)
    except passkeys.NotShown as no:
        raise NotAllowed("The passkey was not made. Try again.", code="wrong_passkey") from no
    if Factor.objects.filter(credential_digest=made.digest).exists():
        raise NotAllowed("This passkey is here already.", code="passkey_known")
    factor = Factor.objects.create(
        user=by,
        kind=Kind.PASSKEY.value,
        name=name.strip() or "Passkey",
        credential=made.credential,
        credential_digest=made.digest,
        sign_count=made.signs,
        confirmed_at=now,
    )
    _end_sessions(by)
    trail.record(by=by, action="accounts.factor_added", subject=by, kind=factor.kind)
    return factor


@transaction.atomic
def rename_factor(*, factor_id: UUID, name: str, by: User) -> Factor:
    """Call one's own app or passkey something else."""
    factor: Factor = (
        Factor.objects.of(by).held().select_for_update(of=("self",), no_key=True).get(pk=factor_id)
    )
    factor.name = name.strip()
    factor.save(update_fields=["name"])
    trail.record(by=by, action="accounts.factor_renamed", subject=by, kind=factor.kind)
    return factor


@transaction.atomic
def remove_factor(*, factor_id: UUID, by: User) -> None:
    """Take one's own app or passkey away, but never the last; other sessions end."""
    _queue_up(by)
    factor = Factor.objects.of(by).held().get(pk=factor_id)
    require_another(_kinds(by))
    factor.delete()
    _end_sessions(by)
    trail.record(by=by, action="accounts.factor_removed", subject=by, kind=factor.kind)


@transaction.atomic
def new_recovery_codes(*, by: User, now: datetime) -> list[str]:
    """Give ten codes, each good once, in place of those there were; nobody can read them later."""
    _queue_up(by)
    Factor.objects.of(by).of_kind(Kind.RECOVERY).delete()
    factor = Factor(user=by, kind=Kind.RECOVERY.value, confirmed_at=now)
    factor.key_wrapped = keys.new_wrapped_key(factor.place())
    factor.save()
    made = [codes.new_recovery_code() for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, digest=factor.digest_of(code)) for code in made
    )
    trail.record(by=by, action="accounts.recovery_codes_made", subject=by, codes=len(made))
    return made


@transaction.atomic
def reset_factors(*, user_id: UUID, by: User | None, now: datetime) -> User:
    """Take every factor of a person away; they set up anew as they next sign in.

    `by=None` is whoever holds the server's command line. What was open in their name ends.
    """
    if by is not None:
        require(by.role, Deed.MANAGE_USERS)
    if by is not None and by.pk == user_id:
        raise NotAllowed(
            "You change your own on your account page; another administrator can reset them.",
            code="own_account",
        )
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)
    count = Factor.objects.of(user).held().count()
    Factor.objects.of(user).delete()
    ended = AuthToken.objects.filter(user=user).delete()[1].get(AuthToken._meta.label, 0)
    User.objects.filter(pk=user.pk).update(refused_codes=0)
    _end_sessions(user)
    close_others(user=user, why="factor", now=now)
    trail.record(
        by=by, action="accounts.factors_reset", subject=user, factors=count, tokens_ended=ended
    )
    tell(people=[user], kind="factors_reset", about=by, now=now)
    return user


def _begun(user: User, begun: str | None) -> QuerySet[Factor]:
    waiting = Factor.objects.of(user).waiting()
    return waiting.filter(pk=begun, made_at__gt=Now() - WAITS) if begun else waiting.none()


def _queue_up(user: User) -> None:
    """Have the changes of one person come one after another."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)


def _kinds(user: User) -> list[str]:
    return list(Factor.objects.of(user).proving().values_list("kind", flat=True))


def _end_sessions(user: Any) -> None:
    """Go one round on; whoever calls keeps the session at hand by its new hash."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])
