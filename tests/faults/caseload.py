"""Requests with clocks that cross their moments when the harness says so; all of them invented.

A few cases are made by the services; the other requests of each case are copies of its first, row
by row through the models, so that every one can be composed from.
"""

import random
from datetime import timedelta
from uuid import uuid4

from django.core.management import call_command
from django.db import IntegrityError, transaction

BATCH = 500
SOON = (  # key, seconds from due, who is told: a ladder that is climbed within a storm
    ("a-day-left", -86_400, ["advocate"]),
    ("six-hours-left", -21_600, ["advocate"]),
    ("time-is-up", 0, ["advocate", "supervisor"]),
    ("complaint", 3, ["advocate", "supervisor", "attorney"]),
    ("unreviewed-draft", 6, ["supervisor"]),
)
BRISK = (  # the same within seconds, a letter a step: ten thousand clocks are many
    ("a-day-left", -2, ["advocate"]),
    ("six-hours-left", -1, ["advocate"]),
    ("time-is-up", 0, ["advocate"]),
    ("complaint", 3, ["supervisor"]),
    ("unreviewed-draft", 6, ["supervisor"]),
)


def furnish(*, migrate):
    """Make the directory, the rules and two people whose letters may be sent; tables if asked."""
    from accounts.models import User
    from tests.factories.deadlines import rules_loaded
    from tests.factories.removal import platform

    if migrate:
        call_command("migrate", interactive=False, verbosity=0)
    rules_loaded()
    platform()
    for role in ("advocate", "supervisor"):
        User.objects.create_user(
            email=f"{role}@example.org", name=role.title(), role=role, password=None
        )
    transaction.get_connection().close()


def ladder(rungs=SOON):
    """Give a ladder with these steps; its clocks keep it."""
    from deadlines.models import Ladder, Rung

    made = Ladder.objects.create(version=1 + Ladder.objects.count(), note="of the fault runs")
    Rung.objects.bulk_create(
        Rung(
            ladder=made,
            key=key,
            seconds_from_due=seconds,
            tells=tells,
            drafts_complaint=key == "complaint",
            unless_reviewed=key == "unreviewed-draft",
        )
        for key, seconds, tells in rungs
    )
    return made.pk


def pour(*, clocks, cases, seed, spread, rungs=BRISK):
    """Make so many clocks whose time is up within so many seconds, but let none of them wake.

    Gives what to `set_off` with: making ten thousand takes longer than letting them cross.
    """
    from deadlines.services.heartbeats import database_time

    chance = random.Random(seed)  # noqa: S311
    on = ladder(rungs)
    start = database_time()
    dues = [start + timedelta(seconds=chance.uniform(0, spread)) for _ in range(clocks)]
    for number in range(cases):
        _case(dues[number::cases], on)
    return {"start": start, "on": on}


@transaction.atomic
def set_off(*, start, on, ahead):
    """Have the first of them cross its time so many seconds from now; give that moment."""
    from deadlines.services.heartbeats import database_time

    begin = database_time() + timedelta(seconds=ahead)
    _put_back(start - begin)
    _wake(on)
    return begin


@transaction.atomic
def at(*, seconds, rungs=SOON):
    """Make one clock for each of these, its time up so many seconds from now; all in one case."""
    from deadlines.services.heartbeats import database_time

    now, on = database_time(), ladder(rungs)
    _case([now + timedelta(seconds=one) for one in seconds], on)
    _wake(on)
    return now


@transaction.atomic
def _case(dues, on):
    """Whole at once: who is at work would else sweep the mould, or find the ledger half made."""
    from accounts.models import User
    from deadlines.models import Clock
    from tests.factories import deadlines as make

    advocate = User.objects.get(role="advocate")
    first = make.clock(by=advocate)
    mould = Mould(Clock.objects.get(pk=first.pk))
    for begin in range(0, len(dues) - 1, BATCH):
        mould.cast(dues[begin : min(begin + BATCH, len(dues) - 1)], 2 + begin)
    mould.move(dues[-1])
    Clock.objects.filter(request__case=first.case).update(ladder=on, wakes_at=None)


def _wake(on):
    """Have each clock of this ladder wake at its first step, as planning does."""
    from django.db.models import F

    from deadlines.models import Clock, Rung

    first = Rung.objects.filter(ladder=on).order_by("seconds_from_due").first()
    ahead = timedelta(seconds=first.seconds_from_due)
    Clock.objects.filter(ladder=on).update(wakes_at=F("due_at") + ahead)


class Mould:
    """The rows of one request, to copy others from."""

    def __init__(self, clock):
        self.clock, self.request = clock, clock.request
        self.submission = clock.request.submission
        self.receipt = clock.request.receipts.get()
        self.listings = list(clock.request.listings.all())

    def cast(self, dues, number):
        requests = [copy(self.request, number=number + n) for n, _ in enumerate(dues)]
        starts = [due - timedelta(hours=self.clock.hours) for due in dues]
        whole = list(zip(requests, starts, dues, strict=True))
        kept(requests)
        kept([copy(one, request=new) for new in requests for one in self.listings])
        kept([
            copy(self.submission, request=new, submitted_at=start - timedelta(minutes=30))
            for new, start, _ in whole
        ])  # fmt: skip
        kept([copy(self.receipt, request=new, received_at=start) for new, start, _ in whole])
        kept([copy(self.clock, request=new, starts_at=start, due_at=due)
              for new, start, due in whole])  # fmt: skip

    def move(self, due):
        """Have the request that was copied from count to this moment, too."""
        start = due - timedelta(hours=self.clock.hours)
        type(self.clock).objects.filter(pk=self.clock.pk).update(starts_at=start, due_at=due)
        type(self.receipt).objects.filter(pk=self.receipt.pk).update(received_at=start)


def copy(row, **changed):
    """Give a new row like this one; what is sealed is opened, and sealed for the new place."""
    fields = row._meta.concrete_fields
    values = {field.name: getattr(row, field.name) for field in fields if not field.primary_key}
    if row._meta.pk.get_internal_type() == "UUIDField":
        values["id"] = uuid4()
    return type(row)(**(values | changed))


def kept(rows):
    type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


def see_all_gone():
    """Record of every listing that a person saw it gone just now."""
    from accounts.models import User
    from deadlines.services.heartbeats import database_time
    from evidence.models import Item
    from tests.factories import deadlines as make

    advocate = User.objects.get(role="advocate")
    for item in Item.objects.all():
        make.look(item, by=advocate, at=database_time())


def climb_exactly():
    """Sweep at each step's moment less a microsecond, and at it; give what came wrongly."""
    from accounts.models import User
    from complaints.models import ComplaintDraft
    from deadlines.models import Step
    from deadlines.services import sweep
    from tests.factories import deadlines as make

    make.rules_loaded()
    clock = make.clock(by=User.objects.get(role="advocate"))  # over the night of 1 November 2026
    if clock.due_at - clock.starts_at != timedelta(hours=48):
        return ["the clock does not count 48 hours"]
    wrong = []
    for rung in clock.ladder.rungs.all():
        moment = clock.starts_at + timedelta(hours=48, seconds=rung.seconds_from_due)
        for at, is_owed in ((moment - timedelta(microseconds=1), False), (moment, True)):
            sweep.advance(now=at)
            there = [Step.objects.filter(clock=clock, rung=rung.key).exists()]
            if rung.drafts_complaint:
                there.append(ComplaintDraft.objects.filter(request=clock.request).exists())
            if set(there) != {is_owed}:
                wrong.append(f"{rung.key} at {at}: entered, drafted: {there}")
    return wrong


def written_twice():
    """Write what is there a second time, past every service; give what the tables let in."""
    from complaints.models import ComplaintDraft
    from deadlines.models import Reminder, Step

    step = Step.objects.filter(state="sent").first()
    told = Reminder.objects.first()
    draft = ComplaintDraft.objects.first()
    return [
        f"{type(row).__name__} twice"
        for row in (copy(step), copy(told), copy(draft))
        if _let_in(row)
    ]


def poison():
    """Have the database refuse the draft of the first clock, and every step of the second."""
    from deadlines.models import Clock
    from tests.services import refusing

    first, second = Clock.objects.order_by("due_at")[:2]
    refusing.refuse_drafts(first.request_id)
    refusing.refuse_steps(second.pk)


def _let_in(row):
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def age(*, hours):
    """Have everything be so much longer ago, as if nothing had run since."""
    from django.db.models import F

    from deadlines.models import Heartbeat

    _put_back(timedelta(hours=hours))
    Heartbeat.objects.update(at=F("at") - timedelta(hours=hours))


@transaction.atomic
def _put_back(back):
    from django.db.models import F

    from deadlines.models import Clock
    from removal.models import Receipt

    Receipt.objects.update(received_at=F("received_at") - back)
    Clock.objects.update(
        starts_at=F("starts_at") - back, due_at=F("due_at") - back, wakes_at=F("wakes_at") - back
    )


def told_by_overtaken():
    from deadlines.models import Reminder

    return Reminder.objects.exclude(step__state="sent").count()
