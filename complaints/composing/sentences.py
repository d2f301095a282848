"""How a sentence is made: with its sources, or as a blank for a person."""

from django.db.models import Model

from complaints.document import Kind, Sentence, Source


def of(row: Model, *fields: str) -> tuple[Source, ...]:
    """Name columns of one row as sources."""
    return tuple(Source(row._meta.label_lower, str(row.pk), field) for field in fields)


def fact(key: str, text: str, *sources: tuple[Source, ...]) -> Sentence:
    return Sentence(key, Kind.FACT, text, _flat(sources))


def inference(key: str, text: str, *sources: tuple[Source, ...]) -> Sentence:
    return Sentence(key, Kind.INFERENCE, text, _flat(sources))


def quote(key: str, text: str, *sources: tuple[Source, ...]) -> Sentence:
    """Give a sentence that holds somebody else's words, which are not ours to change."""
    return Sentence(key, Kind.FACT, text, _flat(sources), verbatim=True)


def blank(key: str, prompt: str) -> Sentence:
    """Give a place that only a person may fill."""
    return Sentence(key, Kind.BLANK, prompt=prompt)


def _flat(sources: tuple[tuple[Source, ...], ...]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(one for group in sources for one in group))
