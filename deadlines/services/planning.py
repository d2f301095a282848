"""Which clocks a receipt starts: one a law that applies, or the reason why none does."""

from datetime import UTC, datetime

from audit.rules import NotAllowed
from deadlines.models import Clock, Ladder, Statute, Unclocked
from deadlines.rules.clocked import ClockedFacts, NoClock, is_claimed, why_no_clock
from deadlines.rules.hours import ClosedAs, due_at
from deadlines.services.settling import STANDS, close, stand
from removal import facts
from removal.models import Receipt, RemovalRequest
from removal.rules.parts import missing_parts


def plan(*, request: RemovalRequest, receipt: Receipt, now: datetime) -> NoClock | None:
    """Start clocks from a receipt, or count them anew from a changed one; give why when none runs.

    A clock keeps the rule version and the ladder that it started under, and its ledger whatever
    happens to it: one that turns out never to have run is laid aside, not taken away.
    """
    whys = {law: why_no_clock(_facts(request, receipt, law)) for law in _laws(request, receipt)}
    applying = [law for law, why in whys.items() if why is None]
    for law in applying:
        _run(request, receipt, law, now)
    _lay_aside(request, applying, now)
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
    )


def _run(request: RemovalRequest, receipt: Receipt, law: Statute, now: datetime) -> None:
    mine = Clock.objects.filter(request=request, statute=law).for_climbing()
    clock = mine.select_for_update(of=("self",), no_key=True).first()
    if clock is None:
        clock = Clock(
            case=request.case,
            request=request,
            statute=law,
            ladder=_ladder(now),
            hours=law.hours or 0,  # a law that starts clocks has hours: its own constraint
            opened_at=now,
        )
    clock.starts_at = receipt.received_at
    clock.due_at = due_at(receipt.received_at, clock.hours)
    clock.basis = receipt.basis
    clock.claimed = is_claimed(request.platform.coverage)
    clock.planned_at = now
    stand(clock=clock, request=request, now=now)
    clock.save()


def _ladder(now: datetime) -> Ladder:
    ladder = Ladder.objects.filter(active_from__lte=now).order_by("-version").first()
    if ladder is None:
        raise NotAllowed(
            "No ladder of reminders is loaded. Ask an administrator to run "
            "manage.py load_statutes.",
            code="ladder_not_loaded",
        )
    return ladder


def _lay_aside(request: RemovalRequest, applying: list[Statute], now: datetime) -> None:
    """Stop clocks that the receipt as it now stands would not have started."""
    others = Clock.objects.filter(request=request).exclude(statute__in=applying)
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
