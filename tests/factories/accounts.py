"""People of an invented agency."""

from datetime import timedelta
from itertools import count

from django.db.models.functions import Now

from accounts.models import SignInWait, User
from accounts.rules import Role
from accounts.services import admit

PASSWORD = "a quiet desk by the window"
_number = count(1)


def kept_waiting(email: str, *, seconds: int = 30) -> None:
    """Have somebody guess from a device that nobody knows, until it has to wait."""
    admit(email=email)
    SignInWait.objects.update(tries=9, not_before=Now() + timedelta(seconds=seconds))


def person(role: Role | str = Role.ADVOCATE, *, name: str = "", password: str = PASSWORD) -> User:
    """Give someone who can sign in; hashing a password takes its time, so ask only when needed."""
    number = next(_number)
    return User.objects.create_user(
        email=f"person{number}@agency.example",
        name=name or f"Person {number}",
        role=str(role),
        password=password,
    )
