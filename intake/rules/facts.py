"""What the routing asks: answers and places, brought to one form."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from intake.rules.told import Answers, track_of
from intake.rules.words import Age, Happened, Maker, Said, Track, Where

Kind = TypeVar("Kind", bound=StrEnum)


class Facts(NamedTuple):
    """What routing knows; every default is what an answer that was never given comes to (R15)."""

    danger_now: Said = Said.UNSURE
    extortion: Said = Said.UNSURE
    age_when_made: Age = Age.UNSURE
    age_now: Age = Age.UNSURE
    country: str = ""
    is_synthetic: Said = Said.UNSURE
    made_by: Maker = Maker.UNSURE
    happened: Happened = Happened.UNSURE
    where: frozenset[Where] = frozenset()
    file_on_own_device: Said = Said.UNSURE
    series_known: Said = Said.UNSURE
    spreads: Said = Said.UNSURE

    @property
    def track(self) -> Track:
        return track_of(self.age_when_made, self.age_now)

    def as_json(self) -> dict[str, Any]:
        """Give the facts as a plan keeps them: codes alone."""
        plain = {name: str(fact) for name, fact in self._asdict().items() if name != "where"}
        return {**plain, "where": sorted(str(place) for place in self.where)}


def facts_of(answers: Answers, where: Iterable[Where] = ()) -> Facts:
    """Give the facts that these answers and the kinds of their places come to."""
    return facts_from({**answers.codes, "where": list(where)})


def facts_from(kept: Mapping[str, Any]) -> Facts:
    """Give the facts that a plan kept; codes of other questions are passed over."""
    nothing = Facts()
    given = {name: kept[name] for name in Facts._fields if kept.get(name)}
    read: dict[str, Any] = {}
    for name, value in given.items():
        default = getattr(nothing, name)
        read[name] = type(default)(value) if isinstance(default, StrEnum) else value
    if len(read.get("country", "")) != len("GB"):  # not sure, or rather not say
        read["country"] = ""
    read["where"] = frozenset(Where(one) for one in read.get("where", ()))
    return Facts(**read)
