"""The depicted person is never named: what to look for, and what stands in its place."""

import re
import unicodedata
from dataclasses import dataclass

SHORTEST = 3  # letters of a name's word: shorter ones stand in every sentence
SHORTEST_WITHIN = 4  # letters run together with others, as in an address
WITHHELD = "[name withheld]"
ADDRESS_WITHHELD = "[address withheld]"

_ADDRESS = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
_TWICE = re.compile(rf"{re.escape(WITHHELD)}(?:\s+{re.escape(WITHHELD)})+")


@dataclass(frozen=True)
class Names:
    """The names on record for a person, each as it is written."""

    names: tuple[str, ...] = ()

    def whole_in(self, text: str) -> bool:
        """Tell whether a whole name stands in the text, however it is spaced or capitalised."""
        return any(re.search(name, text, re.IGNORECASE) for name in self._patterns())

    def word_in(self, text: str) -> bool:
        """Tell whether one word of a name stands in the text, capitalised as it is written."""
        return any(re.search(rf"\b{re.escape(word)}\b", text) for word in self._words())

    def part_of(self, address: str) -> bool:
        """Tell whether an address or a handle gives a name away, run together or not."""
        whole, apart = _letters(address), {_letters(piece) for piece in re.split(r"\W|_", address)}
        words = [_letters(word) for word in self._words()]
        return any(
            word in apart or (len(word) >= SHORTEST_WITHIN and word in whole) for word in words
        )

    def withhold(self, text: str) -> str:
        """Give somebody else's words with every name taken out."""
        for name in self._patterns():
            text = re.sub(name, WITHHELD, text, flags=re.IGNORECASE)
        for word in self._words():
            text = re.sub(rf"\b{re.escape(word)}\b", WITHHELD, text)
        return _TWICE.sub(WITHHELD, text)

    def _words(self) -> list[str]:
        return [word for name in self.names for word in name.split() if len(word) >= SHORTEST]

    def _patterns(self) -> list[str]:
        whole = ([re.escape(word) for word in name.split()] for name in self.names)
        return [r"\b" + r"\s+".join(words) + r"\b" for words in whole if words]


def without_addresses(text: str) -> str:
    """Give a text with every web address taken out."""
    return _ADDRESS.sub(ADDRESS_WITHHELD, text)


def _letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in apart if one.isalnum())
