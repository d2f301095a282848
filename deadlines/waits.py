"""Laws taken up for which no clock runs, a line each: somebody's word is awaited."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef

from deadlines import courses
from deadlines.models import Clock, Course, CourseQuerySet, Statute
from deadlines.rules.elsewhere import EventKind, StartsFrom
from removal.models.request import UNDER_WAY

MOST = 30


class Brief(NamedTuple):
    """A law taken up that no clock runs for, in one line of a list."""

    course: Course
    name: str
    word: str
    tone: str
    act: str


def without_clock(courses_of: CourseQuerySet) -> list[Brief]:
    """Give laws taken up on requests under way for which no clock runs; as many queries for any."""
    running = Clock.objects.filter(course=OuterRef("pk"), closed_at=None)
    mine = courses_of.standing().filter(~Exists(running), request__status__in=UNDER_WAY)
    known_laws = courses.versions()
    found = mine.for_display().order_by("taken_up_at")[:MOST]
    return [_brief(course, known_laws[course.law][0]) for course in found]


def _brief(course: Course, law: Statute) -> Brief:
    kinds = {event.kind for event in course.events.all() if event.replaced_at is None}
    two_step = law.starts_from == StartsFrom.REGULATOR_NOTICE
    if law.hours is None:
        word = "Decision told" if EventKind.DECISION in kinds else "No decision yet"
        act = "Record what came"
    elif two_step and EventKind.ASKED in kinds:
        word, act = "Regulator awaited", "Record its notice"
    elif two_step:
        word, act = "Complaint not recorded", "Record the complaint"
    else:
        word, act = "No clock yet", "See what is missing"
    return Brief(course, law.name, word, "neutral", act)
