"""What is put in order before purges are done; packages above register it.

A copy of the database that a killed trial left behind would keep what is purged.
"""

from collections.abc import Callable

_acts: list[Callable[[], object]] = []


def register(act: Callable[[], object]) -> None:
    """Add what is done at the start of each run of purges."""
    if act not in _acts:
        _acts.append(act)


def put_in_order() -> None:
    for act in _acts:
        act()
