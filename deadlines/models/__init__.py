from deadlines.models.ahead import CalendarFeed, Digest, DigestChoice
from deadlines.models.clock import Clock, ClockQuerySet, Unclocked
from deadlines.models.course import Course, CourseEvent, CourseQuerySet
from deadlines.models.ladder import Ladder, Rung
from deadlines.models.ledger import Heartbeat, Reminder, ReminderQuerySet, Step
from deadlines.models.rota import RotaTurn, RotaTurnQuerySet
from deadlines.models.statute import Statute
from deadlines.models.watch import Alarm, MailHold, Outage, OutageRead

__all__ = [
    "Alarm",
    "CalendarFeed",
    "Clock",
    "ClockQuerySet",
    "Course",
    "CourseEvent",
    "CourseQuerySet",
    "Digest",
    "DigestChoice",
    "Heartbeat",
    "Ladder",
    "MailHold",
    "Outage",
    "OutageRead",
    "Reminder",
    "ReminderQuerySet",
    "RotaTurn",
    "RotaTurnQuerySet",
    "Rung",
    "Statute",
    "Step",
    "Unclocked",
]
