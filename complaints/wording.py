"""What a person may do to a complaint's text: fill its blanks, and add sentences of their own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from audit.rules import NotAllowed
from complaints.document import TITLES, Document, Kind, Part, Sentence
from complaints.naming import Names
from complaints.rules import plain

MOST_CHARACTERS = 2000
MOST_OWN = 20  # a part


@dataclass(frozen=True)
class Pen:
    """Who writes, when, and the names that must not appear."""

    by: str
    at: datetime
    names: Names

    def check(self, text: str, *, field: str) -> str:
        """Give the words as they will stand, or refuse with a sentence about that field."""
        words = " ".join(text.split())
        refusal = (
            _too_long(words) or _bracketed(words) or self._names(words, field) or _unplain(words)
        )
        if refusal:
            raise NotAllowed(refusal[1], code=refusal[0], field=field)
        return words

    @property
    def stamp(self) -> str:
        return self.at.astimezone(UTC).isoformat()

    def _names(self, words: str, field: str) -> tuple[str, str] | None:
        # A parent who files may share a name; the whole name is refused even there.
        found = self.names.whole_in(words) or (
            field not in {"filer", "statement"} and self.names.word_in(words)
        )
        if not found:
            return None
        return (
            "names_the_person",
            "This names the depicted person; write “the depicted person”."
            " The regulator's own form asks for a filer's name.",
        )


def fill(document: Document, blanks: Mapping[str, str], pen: Pen) -> Document:
    """Give the document with these blanks filled; an empty text opens one again."""
    known = {one.key for one in document.blanks()}
    for key in blanks:
        if key not in known:
            raise NotAllowed(
                f"This complaint has no blank called {key}.", code="no_such_blank", field=key
            )
    words = {key: pen.check(text, field=key) for key, text in blanks.items()}
    return _each(document, lambda one: _filled(one, words, pen))


def add(document: Document, added: Mapping[str, Iterable[str]], pen: Pen) -> Document:
    """Give the document with a person's own sentences in these parts: the whole list of each.

    A sentence that stood there before keeps its writer and its moment.
    """
    for letter, texts in added.items():
        if letter not in TITLES:
            raise NotAllowed(
                f"A complaint has parts A to K, none called {letter}.", code="no_such_part"
            )
        document = _replace_own(document, letter, _own(document, letter, texts, pen))
    return document


def keep_words(composed: Document, *, earlier: Document) -> Document:
    """Give a text composed anew with every word that a person wrote in the earlier one."""
    words = {one.key: one for one in earlier.blanks() if one.text}
    document = _each(composed, lambda one: _worded(one, words))
    for part in earlier.parts:
        document = _replace_own(document, part.letter, own_of(part))
    return document


def own_of(part: Part) -> tuple[Sentence, ...]:
    return tuple(one for one in part.sentences if one.kind is Kind.OWN)


def words_to_change(document: Document) -> str:
    """Say which banned words stand in the text, and what to write instead; "" when none do."""
    found = {
        one: None
        for sentence in document.sentences()
        if not sentence.verbatim
        for one in plain.banned_in(sentence.text)
    }
    return plain.cure(tuple(found))


def _own(document: Document, letter: str, texts: Iterable[str], pen: Pen) -> tuple[Sentence, ...]:
    before = {one.text: one for one in own_of(document.part(letter))}
    field = f"added_{letter}"
    words = [word for text in texts if (word := pen.check(text, field=field))]
    if len(words) > MOST_OWN:
        raise NotAllowed(
            f"A part takes at most {MOST_OWN} sentences of your own.", code="too_many", field=field
        )
    return tuple(
        before.get(word) or Sentence("", Kind.OWN, word, written_by=pen.by, written_at=pen.stamp)
        for word in dict.fromkeys(words)
    )


def _replace_own(document: Document, letter: str, own: tuple[Sentence, ...]) -> Document:
    named = tuple(replace(one, key=f"own.{letter}.{n}") for n, one in enumerate(own, start=1))

    def changed(part: Part) -> Part:
        if part.letter != letter:
            return part
        told = tuple(one for one in part.sentences if one.kind is not Kind.OWN)
        return replace(part, sentences=told + named)

    return replace(document, parts=tuple(changed(part) for part in document.parts))


def _filled(sentence: Sentence, words: Mapping[str, str], pen: Pen) -> Sentence:
    if sentence.kind is not Kind.BLANK or sentence.key not in words:
        return sentence
    text = words[sentence.key]
    if text == sentence.text:
        return sentence
    by, at = (pen.by, pen.stamp) if text else ("", "")
    return replace(sentence, text=text, written_by=by, written_at=at)


def _worded(sentence: Sentence, words: Mapping[str, Sentence]) -> Sentence:
    earlier = words.get(sentence.key)
    if sentence.kind is not Kind.BLANK or earlier is None:
        return sentence
    return replace(
        sentence, text=earlier.text, written_by=earlier.written_by, written_at=earlier.written_at
    )


def _each(document: Document, change: Callable[[Sentence], Sentence]) -> Document:
    def changed(part: Part) -> Part:
        return replace(part, sentences=tuple(change(one) for one in part.sentences))

    return replace(document, parts=tuple(changed(part) for part in document.parts))


def _too_long(words: str) -> tuple[str, str] | None:
    if len(words) <= MOST_CHARACTERS:
        return None
    return "too_long", f"Write at most {MOST_CHARACTERS} characters here."


def _bracketed(words: str) -> tuple[str, str] | None:
    if "[[" in words or "]]" in words:
        return "blank_in_blank", "Double brackets mark a blank; write the words themselves."
    return None


def _unplain(words: str) -> tuple[str, str] | None:
    found = plain.banned_in(words)
    if not found:
        return None
    return "words_to_change", f"A complaint says facts, not conclusions. {plain.cure(found)}."
