"""Who is told when a person stops working here; packages above register what they let go of."""

from typing import Protocol
from uuid import UUID

from accounts.rules import Role


class LetsGo(Protocol):
    def __call__(self, *, user_id: UUID) -> None: ...


_let_go: list[LetsGo] = []


def register(let_go: LetsGo) -> None:
    """Add what frees a person's work, in the transaction that closes the account."""
    if let_go not in _let_go:
        _let_go.append(let_go)


def leaves(*, changed: list[str], is_active: bool, role: str) -> bool:
    """Tell whether a change takes somebody away from casework altogether."""
    closed = "is_active" in changed and not is_active
    return closed or ("role" in changed and role == Role.ADMINISTRATOR)


def let_go_of(*, user_id: UUID) -> None:
    """Leave what this person had to do to whoever works on it next."""
    for let_go in _let_go:
        let_go(user_id=user_id)
