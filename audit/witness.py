"""What a walk over the chains asks of whoever saw them before."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol


class Witness(Protocol):
    """What was sealed, as far as the walk asks for it (audit/seals/book.py)."""

    @property
    def chains(self) -> Collection[str]: ...
    def fault_of(self, chain: str, seq: int, found: str, at: datetime) -> str: ...
    def end_of(self, chain: str) -> int: ...


class Unsealed:
    """Nothing was sealed."""

    chains: Collection[str] = ()

    def fault_of(self, chain: str, seq: int, found: str, at: datetime) -> str:
        return ""

    def end_of(self, chain: str) -> int:
        return 0


UNSEALED = Unsealed()
