"""Whether the keys at hand open what a database holds: a value of each sealed column is tried."""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import connections, models

from audit.rules import NotAllowed
from sealing.box import CannotOpen
from sealing.column import SealedColumn

TRIED = 5  # rows a column: the newest by chance, spread over the cases
Column = SealedColumn[object, object]
ROWS = """
    SELECT "{key}" FROM "{table}" WHERE octet_length("{column}") > 1 ORDER BY random() LIMIT {most}
"""


class Opened(NamedTuple):
    """How many columns held something, and those of which nothing opened."""

    columns: int
    shut: list[str]


def try_each(*, alias: str) -> Opened:
    """Open values of every sealed column; one that was destroyed with its case is passed over."""
    columns, shut = 0, []
    for model, field in _columns():
        ids = list(_rows(model, field, alias))
        columns += bool(ids)
        if ids and not any(_opens(model, field, pk, alias) for pk in ids):
            shut.append(f"{model._meta.db_table}.{field.column}")
    return Opened(columns, shut)


def _columns() -> Iterator[tuple[type[models.Model], Column]]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedColumn):
                yield model, field


def _rows(model: type[models.Model], field: Column, alias: str) -> Iterator[object]:
    key = model._meta.pk
    assert key is not None  # noqa: S101  for the type checker
    asked = ROWS.format(key=key.column, table=model._meta.db_table, column=field.column, most=TRIED)
    with connections[alias].cursor() as cursor:
        cursor.execute(asked)
        yield from (pk for (pk,) in cursor.fetchall())


def _opens(model: type[models.Model], field: Column, pk: object, alias: str) -> bool:
    try:
        getattr(model._base_manager.using(alias).get(pk=pk), field.name)
    except (CannotOpen, NotAllowed):  # a key that is not at hand; a case that was purged
        return False
    return True
