"""How sentences and the facts that they rest on are numbered, so that each can name the other."""

from typing import NamedTuple

from complaints.document import Document, Sentence, Source


class Linked(NamedTuple):
    """Each sentence's number by its key ("E.2"), each fact's by its column ("F7")."""

    sentences: dict[str, str]
    facts: dict[Source, str]

    def of(self, sentence: Sentence) -> tuple[str, ...]:
        """Give the numbers of the facts that a sentence rests on."""
        return tuple(self.facts[source] for source in sentence.sources)


def link(document: Document) -> Linked:
    """Number sentences within their part, rows of a table last; facts as they are first told."""
    sentences: dict[str, str] = {}
    facts: dict[Source, str] = {}
    for part in document.parts:
        for number, one in enumerate(in_print_order(part.sentences), start=1):
            sentences[one.key] = f"{part.letter}.{number}"
            for source in one.sources:
                facts.setdefault(source, f"F{len(facts) + 1}")
    return Linked(sentences, facts)


def in_print_order(sentences: tuple[Sentence, ...]) -> list[Sentence]:
    return [
        *(one for one in sentences if not one.cells),
        *(one for one in sentences if one.cells),
    ]
