"""Which clocks a receipt starts: one a law that applies, or the reason why none does."""

from datetime import UTC, datetime
from typing import NamedTuple

from audit.rules import NotAllowed
from deadlines.models import Clock, Course, Ladder, Statute, Unclocked
from deadlines.rules.clocked import ClockedFacts, NoClock, is_claimed, why_no_clock
from deadlines.rules.hours import ClosedAs, due_at
from deadlines.rules.ladder import THE_ACT
from deadlines.services.settling import STANDS, close, stand
from removal import facts
from removal.models import Receipt, RemovalRequest
from removal.rules.parts import missing_parts


class Start(NamedTuple):
    """What a clock counts from: the moment, what shows it, and how far its law allows."""

    at: datetime
    basis: str
    hours: int
    claimed: bool


def plan(*, request: RemovalRequest, receipt: Receipt, now: datetime) -> NoClock | None:
    """Start clocks from a receipt, or count them anew from a changed one; give why when none runs.

    A clock keeps the rule version and the ladder that it started under, and its ledger whatever
    happens to it: one that turns out never to have run is laid aside, not taken away.
    """
    whys = {law: why_no_clock(_facts(request, receipt, law)) for law in _laws(request, receipt)}
    applying = [law for law, why in whys.items() if why is None]
    claimed = is_claimed(request.platform.coverage)
    for law in applying:
        start = Start(receipt.received_at, receipt.basis, law.hours or 0, claimed)
        run(request=request, law=law, start=start, course=None, now=now)
    lay_aside(request=request, course=None, applying=applying, now=now)
    why = None if applying else next(iter(whys.values()))
    _keep_why(request, why, now)
    return why


def _laws(request: RemovalRequest, receipt: Receipt) -> list[Statute]:
    """Give one version a law: one that holds on the day, and first the one already counted by."""
    versions: dict[str, list[Statute]] = {}
    for law in Statute.objects.filter(starts_clocks=True).order_by("code", "-version"):
        versions.setdefault(law.code, []).append(law)
    if not versions:
        raise NotAllowed(
            "The statutes are not loaded, so no clock can start. Ask an administrator to run "
            "manage.py load_statutes.",
            code="statutes_not_loaded",
        )
    begun = set(Clock.objects.filter(request=request).values_list("statute_id", flat=True))
    day = receipt.received_at.astimezone(UTC).date()
    chosen = []
    for known in versions.values():
        holding = [law for law in known if law.in_force_on(day)]
        chosen.append(next((law for law in holding if law.pk in begun), (holding or known)[0]))
    return chosen


def _facts(request: RemovalRequest, receipt: Receipt, law: Statute) -> ClockedFacts:
    return ClockedFacts(
        coverage=request.platform.coverage,
        missing_parts=len(missing_parts(facts.of(request))),
        received_at=receipt.received_at,
        hours=law.hours,
        in_force_from=law.in_force_from,
        in_force_to=law.in_force_to,
        is_intermediary=bool(request.asked_as),
    )


def run(
    *, request: RemovalRequest, law: Statute, start: Start, course: Course | None, now: datetime
) -> None:
    """Start the clock of one law on a locked request, or count it anew from another moment."""
    mine = Clock.objects.filter(request=request, statute=law).for_climbing()
    clock = mine.select_for_update(of=("self",), no_key=True).first()
    if clock is None:
        clock = Clock(
            case=request.case,
            request=request,
            statute=law,
            ladder=ladder_for(code=law.code, now=now),
            course=course,
            opened_at=now,
        )
    clock.hours = start.hours
    clock.starts_at = start.at
    clock.due_at = due_at(start.at, clock.hours)
    clock.basis = start.basis
    clock.claimed = start.claimed
    clock.planned_at = now
    stand(clock=clock, request=request, now=now)
    clock.save()


def ladder_for(*, code: str, now: datetime) -> Ladder:
    """Give the version in force for a law: its own, or the one of laws without one.

    The Act's clock takes no other's ladder, because no other drafts its complaint.
    """
    own = Ladder.objects.in_force(now).filter(applies_to=code).first()
    any_law = Ladder.objects.in_force(now).filter(applies_to="") if code != THE_ACT else None
    ladder = own or (any_law.first() if any_law is not None else None)
    if ladder is None:
        raise NotAllowed(
            "No ladder of reminders is loaded. Ask an administrator to run "
            "manage.py load_statutes.",
            code="ladder_not_loaded",
        )
    return ladder


def lay_aside(
    *, request: RemovalRequest, course: Course | None, applying: list[Statute], now: datetime
) -> None:
    """Stop clocks that what is now known would not have started."""
    others = Clock.objects.filter(request=request, course=course).exclude(statute__in=applying)
    ran = others.exclude(closed_as=ClosedAs.UNCLOCKED.value).for_climbing().order_by("pk")
    for clock in ran.select_for_update(of=("self",), no_key=True):
        close(clock=clock, ended=ClosedAs.UNCLOCKED, achieved=None, now=now)
        clock.save(update_fields=STANDS)


def _keep_why(request: RemovalRequest, why: NoClock | None, now: datetime) -> None:
    if why is None:
        Unclocked.objects.filter(request=request).delete()
    else:
        Unclocked.objects.update_or_create(
            request=request,
            defaults={"case": request.case, "reason": why.value, "decided_at": now},
        )
