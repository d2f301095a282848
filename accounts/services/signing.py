"""Coming in and going out; and how long a guesser waits, without locking anybody out for good."""

import math
from datetime import timedelta

from django.db import connection, transaction
from django.db.models.functions import Now

from accounts.models import SignInWait, UsedChallenge, User
from audit import trail
from sealing import blind

FREE_TRIES = 5
LONGEST_WAIT = 60  # seconds: an advocate at hour 47 gets in, a guesser has 20 tries in 10 minutes
FORGOTTEN_AFTER = "15 minutes"
CODES = "code"  # the purpose under which tries of a second factor count
OLD = "old"  # and those of the old password, before a new one

# One statement counts the try before the password is looked at, so that twenty processes
# guessing at once have no more tries than one. A try during the wait neither counts nor prolongs.
COUNT = """
    INSERT INTO accounts_signinwait AS wait (digest, tries, not_before)
    VALUES (%(digest)s, 1, clock_timestamp())
    ON CONFLICT (digest) DO UPDATE SET
        tries = CASE WHEN wait.not_before < clock_timestamp() - %(forgotten)s::interval
                     THEN 1 ELSE wait.tries + 1 END,
        not_before = clock_timestamp() + make_interval(secs => CASE
            WHEN wait.not_before < clock_timestamp() - %(forgotten)s::interval
              OR wait.tries + 1 < %(free)s THEN 0
            ELSE least(%(longest)s, 2 ^ least(wait.tries + 1 - %(free)s, 30)) END)
    WHERE wait.not_before <= clock_timestamp()
    RETURNING tries
"""
LEFT = """
    SELECT extract(epoch FROM not_before - clock_timestamp())
    FROM accounts_signinwait WHERE digest = %(digest)s
"""


def admit(*, email: str, device: str = "", purpose: str = "") -> int:
    """Count a try and give 0, or give the seconds to wait; an unknown e-mail waits alike.

    A device that signed in with this e-mail before waits on a count of its own: whoever
    guesses from elsewhere keeps nobody out. Each purpose is counted apart: codes, say.
    """
    facts: dict[str, str | int] = {
        "digest": _wait_of(email, device, purpose),
        "free": FREE_TRIES,
        "longest": LONGEST_WAIT,
        "forgotten": FORGOTTEN_AFTER,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT, facts)
        if cursor.fetchone():
            return 0
        cursor.execute(LEFT, facts)
        (left,) = cursor.fetchone() or (0,)
    return max(1, math.ceil(left))


@transaction.atomic
def record_sign_in(*, user: User, device: str = "", factor: str = "") -> None:
    """Enter that a person came in, and forget the wrong tries before it."""
    forgive(email=user.email, device=device)
    trail.record(by=user, action="accounts.signed_in", subject=user, factor=factor)


def forgive(*, email: str, device: str) -> None:
    """Forget the tries of who proved to be right, and tries and challenges of a day ago."""
    right = [_wait_of(email, device, purpose) for purpose in ("", CODES, OLD)]
    SignInWait.objects.filter(digest__in=right).delete()
    SignInWait.objects.filter(not_before__lt=Now() - timedelta(days=1)).delete()
    UsedChallenge.objects.filter(used_at__lt=Now() - timedelta(days=1)).delete()


@transaction.atomic
def record_sign_out(*, user: User, because: str = "asked") -> None:
    """Enter that a person went out: asked, idle, or the day's session ended."""
    trail.record(by=user, action="accounts.signed_out", subject=user, because=because)


def _wait_of(email: str, device: str = "", purpose: str = "") -> str:
    """Give the keyed digest under which the tries of an e-mail, a device and a purpose count."""
    told = f"{purpose}|" if purpose else ""
    return blind.digest(
        f"{told}{email.strip().lower()}|{device}", column="accounts_signinwait.digest"
    )
