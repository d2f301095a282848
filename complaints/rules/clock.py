"""The clock as `deadlines` tells it; a complaint computes no deadline of its own."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class ClockFacts(NamedTuple):
    clock_id: UUID
    statute: str
    citation: str
    received_at: datetime
    due_at: datetime
    hours: int
    basis: str
    claimed: bool
