"""A second factor shown: each code and each signature counts once, whichever process reads it."""

from datetime import datetime
from hmac import compare_digest
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from accounts import codes, passkeys
from accounts.models import Factor, RecoveryCode, UsedChallenge, User
from accounts.rules.factors import SAID, Kind, is_from_an_app, plain
from accounts.rules.guessing import is_looked_at
from accounts.services import guessing
from accounts.services.signing import CODES, admit, forgive
from audit import trail


class Proof(NamedTuple):
    """What a try gave: the kind of factor that proved it, or the seconds to wait, or neither.

    `shut`: it was not looked at, for too many codes were refused before it.
    """

    kind: Kind | None = None
    wait: int = 0
    shut: bool = False

    def __bool__(self) -> bool:
        return self.kind is not None


Given = str | passkeys.Answer  # a typed code, or what a browser's passkey signed


def come_in(*, user: User, given: Given, now: datetime, device: str = "") -> Proof:
    """Prove oneself after the password; the entry of coming in is made with it."""
    return _tried(user=user, given=given, now=now, device=device, action="accounts.signed_in")


def confirm(*, user: User, given: Given, now: datetime, device: str = "") -> Proof:
    """Prove oneself once more, before what matters most."""
    return _tried(user=user, given=given, now=now, device=device, action="accounts.confirmed")


def _tried(*, user: User, given: Given, now: datetime, device: str, action: str) -> Proof:
    """Count the try first, as for passwords: twenty processes guessing have no more than one."""
    wait = admit(email=user.email, device=device, purpose=CODES)
    if wait:
        return Proof(wait=wait)
    known, typed = bool(device), given if isinstance(given, str) else ""
    with transaction.atomic():
        refused = guessing.refused_so_far(user=user)
        looked_at = is_looked_at(typed, refused=refused, known=known)
        kind = _claimed(user=user, given=given, now=now) if looked_at else None
        if kind is None:
            if typed:  # nobody guesses a signature
                guessing.count_refusal(user=user, refused=refused, known=known, now=now)
            trail.record(by=user, action="accounts.factor_refused", subject=user)
            return Proof(shut=not looked_at)
        guessing.forget_refusals(user=user, refused=refused, known=known)
        forgive(email=user.email, device=device)
        left = RecoveryCode.objects.filter(factor__user=user, used_at=None).count()
        facts = {"codes_left": left} if kind is Kind.RECOVERY else {}
        trail.record(by=user, action=action, subject=user, factor=SAID[kind], **facts)
    return Proof(kind)


def _claimed(*, user: User, given: Given, now: datetime) -> Kind | None:
    if isinstance(given, passkeys.Answer):
        return Kind.PASSKEY if _signed(user, given, now) else None
    code = plain(given)
    if is_from_an_app(code):
        return Kind.TOTP if _from_an_app(user, code, now) else None
    return Kind.RECOVERY if _from_the_paper(user, code, now) else None


def _from_an_app(user: User, code: str, now: datetime) -> bool:
    """Take the step of a code in one statement: of all who bring the same code, one wins."""
    for factor in Factor.objects.of(user).proving().of_kind(Kind.TOTP):
        step = codes.step_of(factor.seed, code, now=now)
        if step is not None and _step_taken(factor, step, now):
            return True
    return False


def _step_taken(factor: Factor, step: int, now: datetime) -> bool:
    fresh = Factor.objects.filter(pk=factor.pk, last_step__lt=step)
    return fresh.update(last_step=step, used_at=now) == 1


def _from_the_paper(user: User, code: str, now: datetime) -> bool:
    factor = Factor.objects.of(user).of_kind(Kind.RECOVERY).first()
    if factor is None:
        return False
    typed = factor.digest_of(code)
    unused = RecoveryCode.objects.filter(factor=factor, used_at=None)
    found = [one.pk for one in unused if compare_digest(one.digest, typed)]
    if unused.filter(pk__in=found).update(used_at=now) != 1:
        return False
    Factor.objects.filter(pk=factor.pk).update(used_at=now)
    return True


def _signed(user: User, answer: passkeys.Answer, now: datetime) -> bool:
    """Check a signature, and that its count went on: a copied key falls behind its original.

    Each challenge counts once, by its row: two requests may read one session at once, and most
    passkeys do not count at all.
    """
    mine = Factor.objects.of(user).proving().of_kind(Kind.PASSKEY)
    try:
        shown = passkeys.shown(answer, known=mine)
    except passkeys.NotShown:
        return False
    counts = Q(sign_count__lt=shown.signs)
    if shown.signs == 0:
        counts = Q(sign_count=0)
    _, is_first = UsedChallenge.objects.get_or_create(digest=shown.challenge)
    told = mine.filter(counts, credential_digest=shown.digest)
    return is_first and told.update(sign_count=shown.signs, used_at=now) == 1
