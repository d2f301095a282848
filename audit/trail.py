"""The one way into the trail; inside the transaction of the act itself, as its last write.

Whoever enters holds the chain until commit. An act that locked rows before, and locks none
after, waits for others but never in a ring.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import connection, models

from audit.rules import Fact, canonical

HOUSE = "house"


class Actor(Protocol):
    """Whoever acts: a user, as far as the trail is concerned."""

    @property
    def pk(self) -> Any: ...
    @property
    def role(self) -> str: ...


# The door keeps nothing: it takes the chains in order, so that two writers of several chains never
# wait in a ring, and fills in moment, place and hash (migration 0002).
WRITE = """
    INSERT INTO audit_door (actor, actor_role, action, chains, subject_types, subject_ids, facts)
    VALUES (%s, %s, %s, %s::text[], %s::text[], %s::text[], %s::text[])
"""


def record(
    *,
    by: Actor | None,
    action: str,
    subject: models.Model,
    case: object | None = None,
    **facts: Fact,
) -> None:
    """Enter one act; `by=None` is the house itself, no case is the house's own chain."""
    record_many(by=by, action=action, rows=[(subject, case, facts)])


def record_many(
    *,
    by: Actor | None,
    action: str,
    rows: Iterable[tuple[models.Model, object | None, dict[str, Fact]]],
) -> None:
    """Enter the same act for many subjects in one statement; each row is (subject, case, facts)."""
    given = [_columns(*row) for row in rows]
    if not given:
        return
    actor = [str(by.pk), str(by.role)] if by is not None else ["", ""]
    columns = [list(column) for column in zip(*given, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [*actor, action, *columns])


def chain_of(case: object | None) -> str:
    """Give the chain that a case's entries stand in; a case or its id will do."""
    return HOUSE if case is None else str(getattr(case, "pk", case))


def _columns(
    subject: models.Model, case: object | None, facts: dict[str, Fact]
) -> tuple[str, str, str, str]:
    return (chain_of(case), subject._meta.label_lower, str(subject.pk), canonical(facts))
