"""People of an invented agency."""

from itertools import count

from accounts.models import User
from accounts.rules import Role

PASSWORD = "a quiet desk by the window"
_number = count(1)


def person(role: Role | str = Role.ADVOCATE, *, name: str = "", password: str = PASSWORD) -> User:
    """Give someone who can sign in; hashing a password takes its time, so ask only when needed."""
    number = next(_number)
    return User.objects.create_user(
        email=f"person{number}@agency.example",
        name=name or f"Person {number}",
        role=str(role),
        password=password,
    )
