"""The facts beside a complaint's text: each with its source, its value now, and what it carries."""

from typing import NamedTuple

from complaints.document import Part, Source
from complaints.linking import Linked, in_print_order
from complaints.record import Record, label
from complaints.sources import Link, Sources
from complaints.told import Told


class ShownFact(NamedTuple):
    """One fact: its number, what it is called, and what the record says now."""

    number: str
    label: str
    words: str
    carries: tuple[str, ...]  # the numbers of this part's sentences that rest on it


class FactRow(NamedTuple):
    """The facts that one row of the record gives to a part."""

    link: Link
    facts: list[ShownFact]


class Beside:
    def __init__(self, told: Told) -> None:
        self._record, self._sources = Record(told), Sources(told)

    def facts(self, part: Part, linked: Linked) -> list[FactRow]:
        """Give what this part's sentences rest on, row by row, in the order of the text."""
        carries: dict[Source, list[str]] = {}
        for one in in_print_order(part.sentences):
            for source in one.sources:
                carries.setdefault(source, []).append(linked.sentences[one.key])
        rows: dict[tuple[str, str], FactRow] = {}
        for source, sentences in carries.items():
            row = rows.setdefault(
                (source.model, source.id), FactRow(self._sources.link(source), [])
            )
            row.facts.append(
                ShownFact(
                    linked.facts[source],
                    label(source),
                    self._record.value(source),
                    tuple(sentences),
                )
            )
        return list(rows.values())
