"""Whether mail is held, as after a restore; the package above that holds it registers that."""

from collections.abc import Callable

Holds = Callable[[], bool]

_holds: list[Holds] = []


def register(holds: Holds) -> None:
    """Add what is asked before any letter of accounts leaves."""
    if holds not in _holds:
        _holds.append(holds)


def is_held() -> bool:
    return any(holds() for holds in _holds)
