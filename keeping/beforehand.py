"""What is put in order before purges are done; packages above register it.

A copy of the database that a killed trial left behind would keep what is purged.
"""

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)
_acts: list[Callable[[], object]] = []


def register(act: Callable[[], object]) -> None:
    """Add what is done at the start of each run of purges."""
    if act not in _acts:
        _acts.append(act)


def put_in_order() -> None:
    """Do it all, and go on where a folder or a disk is in the way: a purge does not wait for it."""
    for act in _acts:
        try:
            act()
        except OSError as trouble:
            log.warning("not put in order before purges: %s", trouble)
