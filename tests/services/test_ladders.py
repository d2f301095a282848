"""A ladder changes as a new version; running clocks keep theirs; a rehearsal writes nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from audit.models import Entry
from audit.rules import NotAllowed
from deadlines import ladders, rehearsing
from deadlines.models import Clock, Ladder, Reminder, Rung, Step
from deadlines.rules.rehearsal import Span
from deadlines.services import ladders as versions
from deadlines.services import reconcile, rungs, sweep
from tests.factories import courses as make_course
from tests.factories import deadlines as make
from tests.factories.courses import INDIA
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
MONTH = Span(RECEIVED - timedelta(days=5), RECEIVED + timedelta(days=25))


@pytest.fixture
def draft(supervisor):
    """Give a draft of the Act's second version, with the steps of the first."""
    make.rules_loaded()
    return versions.propose_ladder(law="US-TIDA", by=supervisor, now=RECEIVED)


def add(draft, *, by, hours=-3, **given):
    told = {"tells": ["advocate"], "name": "Call them", "now": RECEIVED, **given}
    return rungs.add_rung(ladder_id=draft.pk, from_due=hours * HOUR, by=by, **told)


def in_force(draft, *, by, at=RECEIVED):
    given = {"ladder_id": draft.pk, "by": by, "now": at}
    versions.look_at_ladder(**given)
    return versions.put_ladder_in_force(**given)


def test_a_new_version_begins_as_the_one_in_force_and_counts_for_nothing(draft, advocate):
    first = Ladder.objects.get(applies_to="US-TIDA", version=1)

    assert ladders.rungs_of(draft) == ladders.rungs_of(first)
    assert make.clock(by=advocate).ladder == first


def test_only_a_version_in_force_is_taken_and_running_clocks_keep_theirs(
    draft, advocate, supervisor
):
    before = make.clock(by=advocate)
    add(draft, by=supervisor)
    in_force(draft, by=supervisor)

    after = make.clock(by=advocate, at=RECEIVED + HOUR)

    assert (before.ladder.version, after.ladder.version) == (1, 2)
    sweep.run(now=DUE)
    rungs_told = Step.objects.filter(state="sent").values_list("clock__ladder__version", "rung")
    assert (1, "call-them") not in rungs_told
    assert (2, "call-them") in Step.objects.values_list("clock__ladder__version", "rung")
    assert not reconcile.differences(now=DUE)


def test_a_made_up_step_is_spoken_in_trail_and_reminder(draft, advocate, supervisor):
    add(draft, by=supervisor)
    in_force(draft, by=supervisor)
    make.clock(by=advocate)

    sweep.run(now=DUE - 3 * HOUR)

    assert Reminder.objects.filter(step__rung="call-them", recipient=advocate).exists()
    told = Entry.objects.filter(action="deadlines.took_step")
    assert any('"step":"call them"' in entry.facts for entry in told)


def test_a_version_is_looked_at_as_it_stands_or_not_put_in_force(draft, supervisor):
    given = {"ladder_id": draft.pk, "by": supervisor, "now": RECEIVED}
    with pytest.raises(NotAllowed, match="looked at this version"):
        versions.put_ladder_in_force(**given)

    versions.look_at_ladder(**given)
    add(draft, by=supervisor)
    with pytest.raises(NotAllowed, match="looked at this version"):
        versions.put_ladder_in_force(**given)
    assert Ladder.objects.in_force(RECEIVED).filter(applies_to="US-TIDA").count() == 1


def test_a_version_may_begin_later_and_the_one_before_holds_until_then(draft, supervisor, advocate):
    given = {"ladder_id": draft.pk, "by": supervisor, "now": RECEIVED}
    versions.look_at_ladder(**given)
    versions.put_ladder_in_force(from_at=RECEIVED + 5 * HOUR, **given)

    assert make.clock(by=advocate, at=RECEIVED).ladder.version == 1
    assert make.clock(by=advocate, at=RECEIVED + 5 * HOUR).ladder.version == 2


# fmt: off
REFUSED = [
    (lambda d, s: add(d, by=s, hours=-24), "moment_taken"),
    (lambda d, s: add(d, by=s, tells=[]), "tells_nobody"),
    (lambda d, s: add(d, by=s, hours=-48), "before_it_starts"),
    (lambda d, s: add(d, by=s, hours=3, drafts_complaint=True), "drafts_twice"),
    (lambda d, s: add(d, by=s, name="Complaint"), "name_of_a_shipped_step"),
    (
        lambda d, s: rungs.take_out_rung(ladder_id=d.pk, key="no", by=s, now=RECEIVED),
        "no_such_step",
    ),
    (lambda d, s: versions.propose_ladder(law="US-TIDA", by=s, now=RECEIVED), "draft_there"),
    (lambda d, s: versions.propose_ladder(law="KR", by=s, now=RECEIVED), "law_unknown"),
]
# fmt: on


@pytest.mark.parametrize(("act", "code"), REFUSED)
def test_a_refused_change_writes_nothing(draft, supervisor, act, code):
    before = ladders.rungs_of(draft), Ladder.objects.count(), Entry.objects.count()

    with pytest.raises(NotAllowed) as no:
        act(draft, supervisor)

    assert no.value.code == code
    assert before == (ladders.rungs_of(draft), Ladder.objects.count(), Entry.objects.count())


def test_nothing_of_a_version_in_force_or_set_aside_changes(draft, supervisor):
    versions.set_ladder_aside(ladder_id=draft.pk, by=supervisor, now=RECEIVED)
    first = Ladder.objects.get(applies_to="US-TIDA", version=1)

    for ladder in (draft, first):
        with pytest.raises(NotAllowed, match="not a draft"):
            add(ladder, by=supervisor)
    assert versions.propose_ladder(law="US-TIDA", by=supervisor, now=RECEIVED).version == 3


def test_a_moved_step_keeps_its_key_unless_it_told_its_moment(draft, supervisor):
    given = {"ladder_id": draft.pk, "by": supervisor, "now": RECEIVED}
    rungs.change_rung(key="a-day-left", from_due=-20 * HOUR, tells=["advocate"], **given)
    rungs.change_rung(
        key="complaint", from_due=2 * HOUR, tells=["attorney"], drafts_complaint=True, **given
    )

    keys = set(Rung.objects.filter(ladder=draft).values_list("key", flat=True))
    assert {"20-hours-left", "complaint"} <= keys
    assert "a-day-left" not in keys


def test_each_change_leaves_one_entry_and_none_but_a_supervisor_makes_one(
    draft, supervisor, advocate, administrator
):
    before = Entry.objects.count()
    add(draft, by=supervisor)
    in_force(draft, by=supervisor)
    assert Entry.objects.count() == before + 3

    for person in (advocate, administrator):
        with pytest.raises(NotAllowed):
            versions.propose_ladder(law="US-TIDA", by=person, now=RECEIVED)
    assert not Ladder.objects.visible_to(advocate).exists()


def test_a_rehearsal_of_the_version_in_force_is_what_the_ledger_holds(advocate, supervisor):
    request = make.received(by=advocate)
    make_course.taken_up(request, INDIA, by=advocate)
    for hours in (-46, -24, -6, 0, 1, 25):
        sweep.run(now=DUE + hours * HOUR)
    ladder = Ladder.objects.get(applies_to="US-TIDA")

    found = rehearsing.rehearse(ladder, span=MONTH, by=supervisor, now=DUE + 26 * HOUR)

    assert found.differing == []
    played = {(pair.first.rung, pair.first.at, frozenset(pair.first.told)) for pair in found.same}
    entered = Step.objects.filter(clock__statute__code="US-TIDA")
    assert played == {
        (step.rung, step.due_at, frozenset(one.recipient_id for one in step.reminders.all()))
        for step in entered
    }
    assert found.clocks == found.clocks_in_all == 1
    assert found.stopped_before is None


def test_what_differs_comes_first_and_nothing_is_written(draft, advocate, supervisor):
    make.clock(by=advocate)
    add(draft, by=supervisor, tells=["supervisor"])
    given = {"ladder_id": draft.pk, "by": supervisor, "now": RECEIVED}
    rungs.take_out_rung(key="six-hours-left", **given)
    counted = [model.objects.count() for model in (Step, Reminder, Entry, Ladder, Rung)]

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = rehearsing.rehearse(draft, span=MONTH, by=supervisor, now=DUE + 99 * HOUR)

    assert [(pair.first.rung, pair.held is None) for pair in found.differing] == [
        ("six-hours-left", False),
        ("call-them", True),
    ]
    assert found.people[supervisor.pk] == supervisor.name
    assert found.totals.by_person[supervisor.pk] == found.held_totals.by_person[supervisor.pk] + 1
    assert found.totals.drafts == 1
    assert counted == [model.objects.count() for model in (Step, Reminder, Entry, Ladder, Rung)]
    assert all(one["sql"].lstrip().upper().startswith("SELECT") for one in asked)


def test_a_rehearsal_says_when_it_stops_short(draft, advocate, supervisor):
    for hours in range(3):
        make.clock(by=advocate, at=RECEIVED + hours * HOUR)

    found = rehearsing.rehearse(draft, span=MONTH, by=supervisor, now=DUE, most=2)
    asleep = rehearsing.rehearse(draft, span=MONTH, by=supervisor, now=DUE, seconds=-1)

    assert (found.clocks, found.clocks_in_all) == (2, 3)
    assert found.stopped_before == DUE + 2 * HOUR
    assert (asleep.clocks, asleep.stopped_before) == (0, DUE)


def test_a_rehearsal_plays_only_what_its_reader_sees(draft, advocate, supervisor):
    make.clock(by=advocate)
    stranger = User.objects.create_user(
        email="una@agency.example", name="Una", role="advocate", password=None
    )

    assert rehearsing.rehearse(draft, span=MONTH, by=stranger, now=DUE).clocks_in_all == 0
    assert Clock.objects.count() == 1
