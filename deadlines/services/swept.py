"""What a sweep did, as figures and, for who asks, step by step."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class Entered(NamedTuple):
    """One step as the ledger now holds it."""

    clock_id: UUID
    request: str
    rung: str
    due_at: datetime
    state: str
    reason: str
    told: int

    def as_json(self) -> dict[str, Any]:
        said = self._asdict()
        return {"clock": str(said.pop("clock_id")), **said, "due_at": self.due_at.isoformat()}


@dataclass
class Swept:
    """What a sweep did; `as_of` is the moment that it took for now."""

    as_of: datetime
    claimed: int = 0
    sent: int = 0
    skipped: int = 0
    drafted: int = 0
    held: int = 0
    told: int = 0
    told_nobody: int = 0
    composed: int = 0  # texts of drafts, those of this sweep and those that waited
    uncomposed: int = 0  # texts that could not be composed and are tried again
    steps: list[dict[str, Any]] = field(default_factory=list)  # for who asks for them

    def counts(self) -> dict[str, int]:
        """Give the figures without the rows."""
        named = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in named if isinstance(value, int)}

    def add(self, other: "Swept") -> None:
        for name, value in other.counts().items():
            setattr(self, name, getattr(self, name) + value)
        self.as_of = other.as_of
        self.steps += other.steps
