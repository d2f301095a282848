"""A complaint's text, whole and final: parts A to K, and for each sentence where it comes from."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

SCHEMA = 1
INFERRED = "(inferred)"

# fmt: off
TITLES = {  # law.md 9.3
    "A": "Summary",
    "B": "Who reports",
    "C": "The service",
    "D": "The request",
    "E": "The clock",
    "F": "What the service did",
    "G": "Present state",
    "H": "Harm",
    "I": "Other reports",
    "J": "Evidence index",
    "K": "Statement",
}
# fmt: on


class Kind(StrEnum):
    FACT = "fact"
    INFERENCE = "inference"  # drawn from facts; "(inferred)" is printed after it
    BLANK = "blank"  # waits for a person, or holds what a person wrote there
    OWN = "own"  # a person's own sentence


@dataclass(frozen=True)
class Source:
    """One column of one row that a sentence tells."""

    model: str  # "removal.receipt"
    id: str
    field: str


@dataclass(frozen=True)
class Sentence:
    """One sentence: facts name their sources, blanks and additions name who wrote them."""

    key: str
    kind: Kind
    text: str = ""
    sources: tuple[Source, ...] = ()
    prompt: str = ""  # blanks: what a person must write
    written_by: str = ""  # the id of the person whose words these are
    written_at: str = ""
    verbatim: bool = False  # a platform's words or an address: not ours to reword
    cells: tuple[str, ...] = ()  # the same, as a row of the part's table

    @property
    def is_open(self) -> bool:
        return self.kind is Kind.BLANK and not self.text

    @property
    def shown(self) -> str:
        """Give the sentence as it is printed."""
        if self.is_open:
            return f"[[{self.key}: {self.prompt}]]"
        return f"{self.text} {INFERRED}" if self.kind is Kind.INFERENCE else self.text

    @property
    def is_told(self) -> bool:
        """Tell whether the record says it, rather than a person."""
        return self.kind in {Kind.FACT, Kind.INFERENCE}


@dataclass(frozen=True)
class Part:
    letter: str
    sentences: tuple[Sentence, ...] = ()
    columns: tuple[str, ...] = ()  # heads of the table, where sentences have cells

    @property
    def title(self) -> str:
        return TITLES[self.letter]


@dataclass(frozen=True)
class Document:
    code: str  # the case's
    request_code: str
    grounds: tuple[str, ...]
    parts: tuple[Part, ...]

    def sentences(self) -> Iterator[Sentence]:
        for part in self.parts:
            yield from part.sentences

    def part(self, letter: str) -> Part:
        return next(part for part in self.parts if part.letter == letter)

    def blanks(self) -> tuple[Sentence, ...]:
        """Give every place for a person's words, filled or not."""
        return tuple(one for one in self.sentences() if one.kind is Kind.BLANK)

    def open_blanks(self) -> tuple[Sentence, ...]:
        return tuple(one for one in self.sentences() if one.is_open)

    def facts(self) -> dict[str, str]:
        """Give what the record says, by sentence; two documents of the same facts agree here."""
        return {one.key: one.shown for one in self.sentences() if one.is_told}


def to_json(document: Document) -> dict[str, Any]:
    """Give the document as JSON holds it; what is empty is left out."""
    return {"schema": SCHEMA, **_said(document)}


def from_json(held: Mapping[str, Any]) -> Document:
    return Document(
        code=held["code"],
        request_code=held["request_code"],
        grounds=tuple(held.get("grounds", ())),
        parts=tuple(_part(part) for part in held["parts"]),
    )


def canonical(document: Document) -> str:
    """Give the one JSON text that says it: sorted, unspaced, unescaped."""
    return json.dumps(to_json(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(document: Document) -> str:
    """Give the digest that a sign-off is bound to."""
    return hashlib.sha256(canonical(document).encode("utf-8", "surrogatepass")).hexdigest()


def _said(thing: Any) -> Any:
    if isinstance(thing, tuple):
        return [_said(one) for one in thing]
    if is_dataclass(thing):
        held = ((field, getattr(thing, field.name)) for field in fields(thing))
        return {field.name: _said(value) for field, value in held if value != field.default}
    return str(thing) if isinstance(thing, str) else thing


def _part(held: Mapping[str, Any]) -> Part:
    return Part(
        letter=held["letter"],
        sentences=tuple(_sentence(one) for one in held.get("sentences", ())),
        columns=tuple(held.get("columns", ())),
    )


def _sentence(held: Mapping[str, Any]) -> Sentence:
    return Sentence(
        **{
            **held,
            "kind": Kind(held["kind"]),
            "sources": tuple(Source(**one) for one in held.get("sources", ())),
            "cells": tuple(held.get("cells", ())),
        }
    )
