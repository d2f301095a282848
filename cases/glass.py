"""A whole case as it is read under break-glass: every sealed word that its reader may see.

The tables are walked, not listed: one that an upper package adds is read from its first day. Each
is read through its own door, so what attorneys keep apart stays apart (ADR 0060).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models

from accounts.models import User
from cases.models import BreakGlass, Case
from cases.rules.glass import PARTS
from sealing.column import SealedColumn

MOST = 200  # rows of a table on a page


class Line(NamedTuple):
    """One sealed value, with what it is called."""

    label: str
    text: str
    is_address: bool


class Row(NamedTuple):
    lines: list[Line]


class Table(NamedTuple):
    title: str
    rows: list[Row]
    more: int


class Standing(NamedTuple):
    """One break-glass as its list shows it."""

    glass: BreakGlass
    is_running: bool
    is_mine: bool


def parts() -> dict[str, str]:
    """Give the parts that have something sealed, in the order of the work."""
    known = {model._meta.app_label for model in _tables()} | {"cases"}
    return {name: title for name, title in PARTS.items() if name in known}


def read(case: Case, part: str, *, reader: User) -> list[Table]:
    """Give every table of one part of the case, opened."""
    found = [_own(case)] if part == "cases" else []
    found += [_table(model, case, reader) for model in _tables() if model._meta.app_label == part]
    return [table for table in found if table.rows]


def standing(reader: User, *, now: datetime, most: int) -> list[Standing]:
    """Give the newest of them, those that go on first."""
    rows = BreakGlass.objects.visible_to(reader).for_display()[:most]
    told = [
        Standing(
            row, row.ended_at is None and row.ends_at > now, is_mine=row.opened_by_id == reader.pk
        )
        for row in rows
    ]
    return sorted(told, key=lambda one: not one.is_running)


def _tables() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        names = {field.name for field in model._meta.fields}
        if "case" in names and model is not BreakGlass and _sealed(model):
            yield model


def _sealed(model: type[models.Model]) -> list[SealedColumn[Any, Any]]:
    return [field for field in model._meta.fields if isinstance(field, SealedColumn)]


def _own(case: Case) -> Table:
    return Table("The matter", [row for row in [_row(case, _sealed(Case))] if row.lines], 0)


def _table(model: type[models.Model], case: Case, reader: User) -> Table:
    door: Any = model._default_manager.all()
    mine = door.visible_to(reader).filter(case=case).order_by("pk")
    found, fields = list(mine[: MOST + 1]), _sealed(model)
    for one in found:
        one.case = case  # its key is at hand
    rows = [_row(one, fields) for one in found[:MOST]]
    told = [row for row in rows if row.lines]
    meta = model._meta
    title = str(meta.verbose_name if len(told) == 1 else meta.verbose_name_plural).capitalize()
    return Table(title, told, max(0, len(found) - MOST))


def _row(one: models.Model, fields: list[SealedColumn[Any, Any]]) -> Row:
    told = [(field, _text(getattr(one, field.name))) for field in fields]
    return Row(
        [
            Line(_words(field.name), text, field.name in {"url", "host", "site"})
            for field, text in told
            if text
        ]
    )


def _text(value: Any, depth: int = 0) -> str:
    """Give a sealed value as lines; what was kept as a tree is read from its root."""
    pad = "  " * depth
    if isinstance(value, dict):
        return "\n".join(
            f"{pad}{_words(str(key))}: {_inner(held, depth)}" for key, held in value.items()
        )
    if isinstance(value, list):
        return "\n".join(f"{pad}{_inner(held, depth)}" for held in value)
    return "" if value is None else str(value)


def _inner(value: Any, depth: int) -> str:
    said = _text(value, depth + 1)
    return f"\n{said}" if isinstance(value, dict | list) else said


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
