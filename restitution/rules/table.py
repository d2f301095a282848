"""The shape of a decision table: columns that read facts, rows of which exactly one fits."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import NamedTuple

from restitution.rules.facts import Told
from restitution.rules.questions import QUESTIONS
from restitution.rules.words import BLANK, Mark, Outcome, Status

CHECKED = date(2026, 11, 22)  # the day on which the copies of the sources were read

Values = Collection[str]


class Column(NamedTuple):
    """One input of a table: what it may read, which answers speak for and against the remedy."""

    slug: str
    values: tuple[str, ...]
    read: Callable[[Told], str]
    asks: tuple[str, ...]  # the questions that settle it
    met: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    says: Mapping[str, str] = {}  # how a value is spoken of, where no question's answer says it


class Row(NamedTuple):
    """One line: what each column must read (one left out: anything), and what that comes to."""

    id: str
    when: Mapping[str, Values]
    outcome: Outcome
    why: str
    urgent: bool = False
    revisit: tuple[str, ...] = ()  # told, and asked again: the answer may change
    of_the_law: bool = False  # stands in the law's own table; the others complete it with care

    def fits(self, read: Mapping[str, str]) -> bool:
        return all(read[slug] in values for slug, values in self.when.items())

    def ruled_out_by(self, read: Mapping[str, str]) -> str:
        """Give the first column that this row does not allow, or nothing where the row fits."""
        return next((slug for slug, some in self.when.items() if read[slug] not in some), "")


class Note(NamedTuple):
    """What an attorney should have in view beside the outcome, with its own mark."""

    words: str
    mark: Mark


class Dated(NamedTuple):
    """A day that follows from the facts: a limit, or when to look again."""

    label: str
    on: date
    words: str
    mark: Mark
    remind: bool = False
    is_limit: bool = False


def no_notes(told: Told) -> tuple[Note, ...]:
    return ()


def no_dates(told: Told) -> tuple[Dated, ...]:
    return ()


class Remedy(NamedTuple):
    """One route: its law and how that was checked, what it asks, and its table."""

    code: str
    title: str
    citation: str
    mark: Mark
    status: Status
    gives: str  # what the law provides, in words that promise nobody anything
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    also_asks: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    checked_on: date = CHECKED
    notes: Callable[[Told], tuple[Note, ...]] = no_notes
    dates: Callable[[Told], tuple[Dated, ...]] = no_dates

    @property
    def questions(self) -> tuple[str, ...]:
        """Give the slugs that a worksheet of this remedy asks, in order, each once."""
        asked = [slug for column in self.columns for slug in column.asks]
        return tuple(dict.fromkeys([*asked, *self.also_asks]))

    def row(self, read: Mapping[str, str]) -> Row:
        return next(row for row in self.rows if row.fits(read))

    def read(self, told: Told) -> dict[str, str]:
        return {column.slug: column.read(told) for column in self.columns}


def asked(slug: str, *, met: Values = (), against: Values = ()) -> Column:
    """Give the column that reads the answer of one question as it was given."""
    choices = QUESTIONS[slug].choices
    values = (*choices, BLANK)
    return Column(
        slug, values, lambda told: told.said(slug, choices), (slug,),
        frozenset(met), frozenset(against), choices,
    )  # fmt: skip


def grouped(slug: str, groups: Mapping[str, str], *, met: Values, against: Values) -> Column:
    """Give the column that reads one question's answers in groups: many codes, few meanings."""
    choices = QUESTIONS[slug].choices
    values = tuple(dict.fromkeys([*(groups.get(code, code) for code in choices), BLANK]))

    def read(told: Told) -> str:
        said = told.said(slug, choices)
        return groups.get(said, said)

    return Column(slug, values, read, (slug,), frozenset(met), frozenset(against))
