"""What was said, and no more: an answer that was never given is not there."""

from collections.abc import Mapping
from typing import NamedTuple

from intake.rules.words import Age, PlaceKind, Track

TOLD = "told"  # stands among the codes for words that are kept sealed


class Place(NamedTuple):
    """Where it is, or who threatens from where: an address, an account, an app, a search."""

    kind: PlaceKind
    at: str
    site: str = ""  # what an account is on
    note: str = ""


class Answers(NamedTuple):
    """Answers by the question's slug: codes are plain; words, names and places are kept sealed."""

    codes: Mapping[str, str | list[str]] = {}
    told: Mapping[str, str] = {}
    places: tuple[Place, ...] = ()

    def has(self, slug: str) -> bool:
        """Tell whether the question was answered; not sure and rather not say are answers."""
        return slug in self.codes

    def said(self, slug: str) -> str:
        """Give the code that was answered, or nothing."""
        answer = self.codes.get(slug, "")
        return answer if isinstance(answer, str) else " ".join(answer)

    def with_later(self, later: "Answers") -> "Answers":
        """Give both together; a question answered again counts as answered the second time."""
        again = tuple(later.codes)  # a line of the contact is named after its question
        earlier = {slug: said for slug, said in self.told.items() if not slug.startswith(again)}
        return Answers(
            codes={**self.codes, **later.codes},
            told={**earlier, **later.told},
            places=later.places if later.has("where") else self.places,
        )

    @property
    def track(self) -> Track:
        return track_of(self.said("age_when_made"), self.said("age_now"))


def track_of(age_when_made: str, age_now: str) -> Track:
    """Give the handling: adult only when it was said, and nothing said speaks against it (R15).

    Nobody who is under 18 now was 18 when an image was made, so the two answers together are a
    slip, and a slip takes the stricter branch.
    """
    adult = age_when_made == Age.ADULT and age_now != Age.UNDER18
    return Track.ADULT if adult else Track.MINOR
