"""People of an invented agency, and how they come in."""

from datetime import timedelta
from itertools import count

from django.contrib.auth import SESSION_KEY
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone

from accounts import codes, step_up
from accounts.middleware import FACTOR, VISIT
from accounts.models import Factor, RecoveryCode, SignInWait, User, Visit
from accounts.rules import Role
from accounts.rules.factors import Kind
from accounts.services import admit
from sealing import keys

PASSWORD = "a quiet desk by the window"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
RECOVERY = tuple(f"2222-3333-4444-{number}{number}{number}{number}" for number in "23456789ab")
_number = count(1)


def kept_waiting(email: str, *, seconds: int = 30) -> None:
    """Have somebody guess from a device that nobody knows, until it has to wait."""
    admit(email=email)
    SignInWait.objects.update(tries=9, not_before=Now() + timedelta(seconds=seconds))


def person(
    role: Role | str = Role.ADVOCATE,
    *,
    name: str = "",
    password: str = PASSWORD,
    factors: bool = True,
) -> User:
    """Give someone who can sign in; hashing a password takes its time, so ask only when needed."""
    number = next(_number)
    user = User.objects.create_user(
        email=f"person{number}@agency.example",
        name=name or f"Person {number}",
        role=str(role),
        password=password,
    )
    if factors:
        app_of(user)
        paper_of(user)
    return user


def app_of(user: User, *, seed: str = SEED) -> Factor:
    """Give a person an authenticator app with a seed that tests know."""
    factor = _sealed(user, Kind.TOTP)
    factor.seed, factor.name = seed, "Phone"
    factor.save()
    return factor


def paper_of(user: User) -> Factor:
    """Give a person the recovery codes that tests know."""
    factor = _sealed(user, Kind.RECOVERY)
    factor.save()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, digest=factor.digest_of(code)) for code in RECOVERY
    )
    return factor


def _sealed(user: User, kind: Kind) -> Factor:
    factor = Factor(user=user, kind=kind.value, confirmed_at=timezone.now())
    factor.key_wrapped = keys.new_wrapped_key(factor.place())
    return factor


def code_now(user: User, *, seed: str = SEED) -> str:
    """Give the code that this person's app shows, or the next one when that was used already."""
    used = Factor.objects.get(user=user, kind=Kind.TOTP.value).last_step
    return codes.code_at(seed, max(codes.step_at(timezone.now()), used + 1))


def signed_in(user: User, *, password: str = PASSWORD, client: Client | None = None) -> Client:
    """Have a person come in by the pages themselves: password, then the app's code."""
    client = client or Client()
    client.post("/sign-in/", {"username": user.email, "password": password})
    assert client.post("/sign-in/code/", {"code": code_now(user)}).status_code == 302
    return client


def mark_whole(client: Client) -> None:
    """Mark a client's session as one that showed its second factor a moment ago."""
    session = client.session
    session[FACTOR] = session[step_up.CONFIRMED] = timezone.now().timestamp()
    now, user = timezone.now(), session.get(SESSION_KEY)
    if user and VISIT not in session:
        visit = Visit.objects.create(user_id=user, started_at=now, seen_at=now)
        session[VISIT] = str(visit.pk)
    session.save()


def mark_half(client: Client) -> None:
    """Leave of a client's session what it has between the password and the second factor."""
    session = client.session
    session.pop(FACTOR, None)
    session.pop(step_up.CONFIRMED, None)
    session["password_at"] = timezone.now().timestamp()
    session.save()
