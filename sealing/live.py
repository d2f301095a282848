"""Keys as a list that is always of now; no Django here, for settings hold two of these."""

from collections.abc import Iterator, Sequence
from typing import overload

from sealing.sources import Kept


class Live(Sequence[str]):
    """One name of a source, read again whenever it changes."""

    def __init__(self, kept: Kept, name: str) -> None:
        self.kept, self.name = kept, name

    def _now(self) -> list[str]:
        return [one for one in self.kept[self.name].split(",") if one.strip()]

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self._now()[place]

    def __len__(self) -> int:
        return len(self._now())

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __repr__(self) -> str:
        return f"<{self.name} of {self.kept.source.words}>"
