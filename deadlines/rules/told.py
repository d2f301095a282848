"""Who is told of a step: the people of the case first, and never nobody while anyone is there."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from accounts.rules import Role

Person = TypeVar("Person")


def who_is_told(
    *,
    tells: Collection[str],
    assigned: Mapping[str, Collection[Person]],
    supervisors: Collection[Person],
) -> set[Person]:
    """Give each person once; a step that would reach nobody goes to every supervisor.

    `assigned` holds the active people of the case by the role that they have on it.
    """
    told = {person for role in tells for person in assigned.get(role, ())}
    if Role.SUPERVISOR in tells or not told:
        told |= set(supervisors)
    return told
