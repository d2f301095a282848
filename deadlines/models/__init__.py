from deadlines.models.clock import Clock, ClockQuerySet, Unclocked
from deadlines.models.ladder import Ladder, Rung
from deadlines.models.ledger import Heartbeat, Reminder, ReminderQuerySet, Step
from deadlines.models.statute import Statute

__all__ = [
    "Clock",
    "ClockQuerySet",
    "Heartbeat",
    "Ladder",
    "Reminder",
    "ReminderQuerySet",
    "Rung",
    "Statute",
    "Step",
    "Unclocked",
]
