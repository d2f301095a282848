"""A determination names the rules that weighed it: tables that say something else, another version.

What a remedy reads, notes and reckons in code is held by the tests of the law alone.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import pytest

from restitution.rules.remedies import IN_ORDER, VERSION
from restitution.rules.table import Column, Remedy, Row

# Every version of the tables with the digest of what they said; an older line is never changed.
SAID = {
    "2026-11-23": "6b05d935bd1fe705dae659cbfedee61c3464dd0cdf85f2d5d7e01bee43cad976",
}


def spelled(remedies: Iterable[Remedy]) -> list[Any]:
    """Give what tables say, in one spelling whatever the order of a set."""
    return [
        [
            one.code, one.title, one.citation, one.mark, one.status, one.gives,
            one.also_asks, one.documents, one.checked_on.isoformat(),
            [spelled_column(column) for column in one.columns],
            [spelled_row(row) for row in one.rows],
        ]
        for one in remedies
    ]  # fmt: skip


def spelled_column(column: Column) -> list[Any]:
    told = [column.slug, column.values, column.asks]
    return [*told, sorted(column.met), sorted(column.against), sorted(column.says.items())]


def spelled_row(row: Row) -> list[Any]:
    when = sorted((slug, sorted(values)) for slug, values in row.when.items())
    return [row.id, when, row.outcome, row.why, row.urgent, row.revisit, row.of_the_law]


def digest(remedies: Iterable[Remedy]) -> str:
    return sha256(json.dumps(spelled(remedies), separators=(",", ":")).encode()).hexdigest()


def test_tables_that_say_something_else_are_another_version():
    found = digest(IN_ORDER)

    assert SAID.get(VERSION) == found, (
        "The remedies' tables say something else than their version did: raise VERSION in"
        f' restitution/rules/remedies.py, and add here, to SAID, its line with "{found}".'
    )
    assert max(SAID) == VERSION
    assert len(set(SAID.values())) == len(SAID)


@pytest.mark.parametrize(
    "change",
    [{"why": "x"}, {"urgent": True}, {"when": {}}, {"of_the_law": False}, {"outcome": "needs"}],
)
def test_one_word_of_one_row_is_another_digest(change):
    first, *others = IN_ORDER
    row, *rows = first.rows
    changed = first._replace(rows=(row._replace(**change), *rows))

    assert digest([changed, *others]) != digest(IN_ORDER)
