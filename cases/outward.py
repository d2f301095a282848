"""What is about to leave the agency and asks for a release; packages above say what they hold."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID

from accounts.models import User


class Act(NamedTuple):
    """One outward act that waits: whom it tells, what for, and the page where it is done."""

    case_id: UUID
    code: str
    recipient_kind: str
    recipient_ref: str
    purpose: str
    words: str
    url: str


class Stopped(NamedTuple):
    """Something outward that stopped: what it was, why, and for whom a release is needed."""

    words: str
    why: str
    recipient_kind: str
    recipient_ref: str
    purpose: str
    url: str = ""
    was_told: bool = False  # it happened all the same, and cannot be called back


_sources: list[Callable[[User], Iterable[Act]]] = []
_stopped: list[Callable[[UUID], Stopped | None]] = []


def register(source: Callable[[User], Iterable[Act]]) -> None:
    """Add a package's outward acts that wait, as far as a person sees their cases."""
    _sources.append(source)


def register_stopped(describe: Callable[[UUID], Stopped | None]) -> None:
    """Add who can say what stopped, by the subject of the task that it left."""
    _stopped.append(describe)


def waiting(user: User) -> list[Act]:
    return [act for source in _sources for act in source(user)]


def stopped(subject_id: UUID) -> Stopped | None:
    """Give what stopped, if a package knows it."""
    found = (describe(subject_id) for describe in _stopped)
    return next((one for one in found if one is not None), None)
