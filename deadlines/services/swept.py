"""What a sweep did, as figures and, for who asks, step by step."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class Entered(NamedTuple):
    """One step as the ledger now holds it."""

    id: int
    clock_id: UUID
    case_id: UUID
    request_id: UUID
    case_code: str
    number: int
    version: int
    rung: str
    due_at: datetime
    state: str
    reason: str
    told: int

    @property
    def code(self) -> str:
        """Give the request's one name outside its own page (removal.models.RemovalRequest)."""
        version = f".{self.version}" if self.version > 1 else ""
        return f"{self.case_code}-R{self.number}{version}"

    def as_json(self) -> dict[str, Any]:
        return {
            "clock": str(self.clock_id),
            "request": self.code,
            "rung": self.rung,
            "due_at": self.due_at.isoformat(),
            "state": self.state,
            "reason": self.reason,
            "told": self.told,
        }


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
    steps: list[dict[str, Any]] = field(default_factory=list)

    def counts(self) -> dict[str, Any]:
        """Give the figures without the rows."""
        return {key: value for key, value in asdict(self).items() if isinstance(value, int)}

    def add(self, other: "Swept") -> None:
        for name, value in other.counts().items():
            setattr(self, name, getattr(self, name) + value)
        self.as_of = other.as_of
