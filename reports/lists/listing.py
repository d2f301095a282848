"""What a list to take along is made of."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from accounts.models import User
from accounts.rules import Deed

Asked = Mapping[str, Any]
Cell = str | int | float | datetime | None
Line = tuple[UUID | None, Sequence[Cell]]  # whose case the row is of, and its cells


class Listing(NamedTuple):
    """One list: who takes it, its heads, its rows as this person sees them, and their cells.

    `rows` gives a QuerySet through `visible_to`, cut to some cases where `only` says so; `lines`
    turns a stretch of them into cells, with as many queries for one row as for a thousand.
    """

    deed: Deed
    heads: tuple[str, ...]
    rows: Callable[[User, Asked, "Collection[UUID] | None"], Any]
    lines: Callable[[Sequence[Any], User, datetime], Iterable[Line]]
    case_of: str  # the column that names the case, for a question of which cases there are


def at(moment: datetime | None) -> datetime | None:
    """Give a moment in UTC, to the second, as the heads say."""
    return moment.astimezone(UTC).replace(microsecond=0) if moment else None
