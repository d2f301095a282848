"""What may stand in the trail, and how a rule says no."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

Fact = str | int | bool | None | datetime | date | Sequence["Fact"]

MOST_CHARACTERS = 200


class NotAllowed(Exception):
    """A rule's refusal: a sentence fit for a person, and a code fit for a machine."""

    def __init__(self, sentence: str, *, code: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.field = field

    def __str__(self) -> str:
        return self.sentence


def plain_facts(facts: Mapping[str, Fact]) -> dict[str, object]:
    """Give facts as JSON holds them; TypeError for anything that could be a person's free text.

    The trail outlives a purge, so codes, counts and moments go in and narratives never do.
    """
    return {name: _plain(name, fact) for name, fact in facts.items()}


def canonical(facts: Mapping[str, Fact]) -> str:
    """Give facts as the one JSON text that says them: sorted, unspaced."""
    return json.dumps(plain_facts(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(name: str, fact: object) -> object:
    if fact is None or isinstance(fact, bool | int):
        return fact
    if isinstance(fact, str):
        return _short(name, fact)
    if isinstance(fact, datetime):
        return _moment(name, fact)
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, list | tuple):
        return [_plain(name, one) for one in fact]
    raise TypeError(f"The trail holds no {type(fact).__name__}: fact {name!r}.")


def _short(name: str, fact: str) -> str:
    if type(fact) is not str and not hasattr(fact, "value"):  # a Secret, or its like
        raise TypeError(f"The trail holds no sealed text: fact {name!r}.")
    if len(fact) > MOST_CHARACTERS or "\n" in fact or "\r" in fact or "\x00" in fact:
        raise TypeError(f"The trail holds codes, not free text: fact {name!r}.")
    return str(fact)


def _moment(name: str, fact: datetime) -> str:
    if fact.tzinfo is None:
        raise TypeError(f"A moment in the trail names its zone: fact {name!r}.")
    return fact.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
