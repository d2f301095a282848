"""The clocks of laws that a person took up, made to say what is known of each."""

from datetime import UTC, datetime

from deadlines import courses
from deadlines.models import Course
from deadlines.rules.elsewhere_words import WHY_NOT
from deadlines.services.planning import Start, lay_aside, run
from removal.models import Receipt, RemovalRequest


def replan(*, request: RemovalRequest, now: datetime) -> list[courses.Known]:
    """Start, move or lay aside the clock of each law taken up on a locked request.

    Repeating it changes nothing; a clock keeps its version, its ladder and its ledger.
    """
    found = _known(request, now)
    for one in found:
        applying = []
        if one.why is None and one.beginning is not None:
            hours = one.beginning.hours or one.law.hours or 0
            start = Start(one.beginning.at, one.beginning.basis, hours, claimed=True)
            run(request=request, law=one.law, start=start, course=one.course, now=now)
            applying = [one.law]
        lay_aside(request=request, course=one.course, applying=applying, now=now)
    return found


def stands(*, course: Course, found: list[courses.Known]) -> str:
    """Give in words whether a law's clock runs, or why it does not."""
    why = next(one.why for one in found if one.course.pk == course.pk)
    return "a clock runs" if why is None else WHY_NOT[why].rstrip(".").lower()


def _known(request: RemovalRequest, now: datetime) -> list[courses.Known]:
    receipt = Receipt.objects.filter(request=request, replaced_at=None).first()
    day = now.astimezone(UTC).date()
    return courses.known(request, laws=courses.versions(), receipt=receipt, on=day)
