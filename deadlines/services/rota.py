"""The rota: who is on duty from when to when; a supervisor's to write."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from accounts import calendars
from accounts.models import User
from accounts.rules import Deed, require
from accounts.rules.hours import shifted_a_week
from audit import trail
from audit.rules import Fact, NotAllowed
from cases.rules.cover import require_taker
from deadlines.models import RotaTurn
from deadlines.rules.rota import require_turn
from deadlines.services.heartbeats import database_time


@transaction.atomic
def add_turn(
    *, user_id: UUID, starts_at: datetime, ends_at: datetime, by: User, now: datetime
) -> RotaTurn:
    """Put somebody on duty; refused while another turn of theirs shares an hour with it."""
    require(by.role, Deed.EDIT_ROTA)
    require_turn(starts_at, ends_at, now)
    person = _person(user_id)
    turn = _made(person, starts_at, ends_at, by, now)
    if turn is None:
        raise NotAllowed(
            f"{person.name} is on duty in some of these hours already.",
            code="turn_known",
            field="starts_at",
        )
    trail.record(by=by, action="deadlines.added_turn", subject=turn, **_told(turn))
    return turn


@transaction.atomic
def withdraw_turn(*, turn_id: UUID, by: User, now: datetime) -> RotaTurn:
    """Take a turn off the rota; it stays on record."""
    require(by.role, Deed.EDIT_ROTA)
    turn: RotaTurn = RotaTurn.objects.select_for_update(of=("self",), no_key=True).get(pk=turn_id)
    if turn.withdrawn_at is not None:
        raise NotAllowed("This turn was taken off already.", code="turn_withdrawn")
    turn.withdrawn_at, turn.withdrawn_by = now, by
    turn.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record(by=by, action="deadlines.withdrew_turn", subject=turn, **_told(turn))
    return turn


@transaction.atomic
def copy_week(*, starts_at: datetime, by: User, now: datetime) -> list[RotaTurn]:
    """Write the turns that began in the week before this moment for the week that it begins.

    At the same times of the same weekdays as clocks show them; what is taken stays as it is.
    """
    require(by.role, Deed.EDIT_ROTA)
    zone = calendars.of_agency().zone
    before = shifted_a_week(starts_at - timedelta(days=14), zone)
    turns = RotaTurn.objects.standing().filter(starts_at__gte=before, starts_at__lt=starts_at)
    made = []
    for turn in turns.filter(user__is_active=True).for_display():
        hours = (shifted_a_week(turn.starts_at, zone), shifted_a_week(turn.ends_at, zone))
        if hours[1] > now and (copy := _made(_person(turn.user_id), *hours, by, now)):
            made.append(copy)
    if not made:
        raise NotAllowed(
            "Nothing was copied: the week before has no turn that is free here.",
            code="nothing_to_copy",
        )
    rows = [(turn, None, _told(turn)) for turn in made]
    trail.record_many(by=by, action="deadlines.added_turn", rows=rows)
    return made


def let_go_of_turns(*, user_id: UUID) -> None:
    """Inner: take what is to come off the rota, and end what runs, of a closed account."""
    now = database_time()
    theirs = RotaTurn.objects.standing().filter(user=user_id, ends_at__gt=now)
    turns = list(theirs.select_for_update(of=("self",), no_key=True).order_by("pk"))
    RotaTurn.objects.filter(pk__in=[turn.pk for turn in turns]).update(
        withdrawn_at=Greatest(F("made_at"), now)
    )
    rows = [(turn, None, _told(turn)) for turn in turns]
    trail.record_many(by=None, action="deadlines.withdrew_turn", rows=rows)


def _person(user_id: UUID) -> User:
    """Give the person, held: two turns of one person queue up."""
    held = User.objects.select_for_update(of=("self",), no_key=True)
    person = held.filter(pk=user_id).first()
    require_taker(person.role if person else "", is_active=person is not None and person.is_active)
    assert person is not None  # noqa: S101 - for the type checker; the rule refused None
    return person


def _made(
    person: User, starts_at: datetime, ends_at: datetime, by: User, now: datetime
) -> RotaTurn | None:
    if RotaTurn.objects.standing().filter(user=person).within(starts_at, ends_at).exists():
        return None
    turn: RotaTurn = RotaTurn.objects.create(
        user=person, starts_at=starts_at, ends_at=ends_at, made_at=now, made_by=by
    )
    return turn


def _told(turn: RotaTurn) -> dict[str, Fact]:
    return {"person": str(turn.user_id), "starts_at": turn.starts_at, "ends_at": turn.ends_at}
