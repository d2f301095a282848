"""Laws elsewhere: what a person takes up, what starts its hours, and how several clocks agree."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from complaints.models import ComplaintDraft
from deadlines.models import Clock, Course, Reminder, Step
from deadlines.services import courses, exchange, reconcile, sweep
from removal.models import RemovalRequest
from tests.factories import courses as make_course
from tests.factories import deadlines as make
from tests.factories.courses import AUSTRALIA, EU, INDIA, UK, UTAH
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db


def clock_of(request: RemovalRequest, law: str) -> Clock:
    return Clock.objects.get(request=request, statute__code=law)


def test_nothing_elsewhere_runs_until_a_person_takes_it_up(advocate):
    request = make.received(by=advocate)

    assert [clock.statute.code for clock in request.clocks.all()] == ["US-TIDA"]


@pytest.mark.parametrize(("law", "hours"), [(UK, 48), (INDIA, 2), (UTAH, 48)])
def test_a_law_whose_report_was_the_notice_counts_from_its_receipt(advocate, law, hours):
    request = make.received(by=advocate)

    make_course.taken_up(request, law, by=advocate)

    clock = clock_of(request, law)
    assert (clock.starts_at, clock.due_at) == (RECEIVED, RECEIVED + hours * HOUR)
    assert clock.claimed
    assert not clock.ladder.rungs.filter(drafts_complaint=True).exists()
    assert request.clocks.count() == 2
    assert not reconcile.differences(now=RECEIVED)


def test_a_law_taken_up_before_the_receipt_waits_for_it(advocate):
    request = make.submitted(by=advocate)
    make_course.taken_up(request, UK, by=advocate)
    assert not Clock.objects.exists()

    make.receipt(request, by=advocate, at=RECEIVED, now=RECEIVED)

    assert clock_of(request, UK).due_at == DUE


def test_a_report_of_its_own_counts_from_its_own_receipt(advocate):
    request = make.received(by=advocate)
    make_course.taken_up(request, INDIA, by=advocate, is_notice=False)
    assert request.clocks.count() == 1

    at = RECEIVED + 5 * HOUR
    make_course.event(request, INDIA, "received", by=advocate, at=at, proof="none")

    clock = clock_of(request, INDIA)
    assert (clock.starts_at, clock.due_at, clock.basis) == (at, at + 2 * HOUR, "inferred")
    assert not reconcile.differences(now=at)


def test_two_steps_wait_for_the_regulators_notice_and_take_its_hours(advocate, supervisor):
    request = make.received(by=advocate)
    make_course.taken_up(request, AUSTRALIA, by=advocate)
    asked, notice = RECEIVED + HOUR, RECEIVED + 30 * HOUR
    make_course.event(request, AUSTRALIA, "asked", by=advocate, at=asked)
    assert request.clocks.count() == 1

    make_course.event(request, AUSTRALIA, "regulator_notice", by=advocate, at=notice)
    assert clock_of(request, AUSTRALIA).due_at == notice + 24 * HOUR

    make_course.event(request, AUSTRALIA, "regulator_notice", by=advocate, at=notice, hours=72)
    assert clock_of(request, AUSTRALIA).due_at == notice + 72 * HOUR
    sweep.run(now=notice)
    assert not reconcile.differences(now=notice)


def test_a_regulators_notice_counts_whoever_complained_and_if_nobody_recorded_it(advocate):
    request = make.received(by=advocate)
    asked = {"by": advocate, "made_by": "someone_else", "declared": []}
    make_course.taken_up(request, AUSTRALIA, **asked)
    assert request.clocks.count() == 1

    at = RECEIVED + HOUR
    make_course.event(request, AUSTRALIA, "regulator_notice", by=advocate, at=at)

    assert clock_of(request, AUSTRALIA).due_at == at + 24 * HOUR


def test_a_law_without_hours_shows_what_came_and_is_never_late(advocate, supervisor):
    request = make.received(by=advocate)
    course = make_course.taken_up(request, EU, by=advocate)
    make_course.event(request, EU, "receipt_confirmed", by=advocate, at=RECEIVED + HOUR)

    sweep.run(now=RECEIVED + 400 * HOUR)

    assert [clock.statute.code for clock in Clock.objects.all()] == ["US-TIDA"]
    assert list(course.events.values_list("kind", flat=True)) == ["receipt_confirmed"]


# fmt: off
REFUSED = [
    (UK,        {"connection": "survivor_there"},  "record_says_otherwise"),
    (UK,        {"connection": "because"},         "unknown_value"),
    (UK,        {"made_by": "anybody"},            "unknown_value"),
    (UK,        {"declared": ["exact_url"]},       "unknown_value"),
    ("KR",      {"declared": []},                  "law_unknown"),
    ("US-TIDA", {"declared": []},                  "law_unknown"),
]
# fmt: on


@pytest.mark.parametrize(("law", "given", "code"), REFUSED)
def test_what_the_record_contradicts_or_no_law_knows_is_refused(advocate, law, given, code):
    request = make.received(by=advocate)
    make_course.living_in(request.case, "US")
    asked = {"declared": make_course.DECLARED.get(law, []), **given}

    with pytest.raises(NotAllowed) as no:
        courses.take_up(
            request_id=request.pk,
            law=law,
            by=advocate,
            now=RECEIVED,
            **{"connection": "shown_there", "made_by": "person", "is_notice": True, **asked},
        )

    assert no.value.code == code
    assert not Course.objects.exists()
    assert not Entry.objects.filter(action="deadlines.took_up_law").exists()


def test_a_report_that_lacks_an_element_has_no_clock_until_it_is_told_anew(advocate):
    request = make.received(by=advocate)
    make_course.taken_up(request, UK, by=advocate, declared=["truth"])
    assert request.clocks.count() == 1

    make_course.taken_up(request, UK, by=advocate)

    assert clock_of(request, UK).due_at == DUE
    assert Course.objects.count() == 1
    make_course.taken_up(request, UK, by=advocate, declared=["truth"])
    assert clock_of(request, UK).closed_as == "unclocked"


def test_a_changed_receipt_moves_every_clock_that_counts_from_it(advocate):
    request = make.received(by=advocate)
    make_course.taken_up(request, UK, by=advocate)
    own = make_course.taken_up(request, INDIA, by=advocate, is_notice=False)
    make_course.event(request, INDIA, "received", by=advocate, at=RECEIVED + HOUR)

    moved = {"change_reason": "wrong_moment", "now": RECEIVED + 3 * HOUR}
    make.receipt(request, by=advocate, at=RECEIVED + 2 * HOUR, **moved)

    assert clock_of(request, UK).due_at == DUE + 2 * HOUR
    assert clock_of(request, "US-TIDA").due_at == DUE + 2 * HOUR
    assert clock_of(request, INDIA).due_at == RECEIVED + 3 * HOUR
    assert own.clocks.get().starts_at == RECEIVED + HOUR
    assert not reconcile.differences(now=RECEIVED + 3 * HOUR)


def test_a_receipt_before_the_law_was_in_force_starts_nothing_under_it(advocate):
    at = datetime(2026, 6, 28, 23, 30, tzinfo=UTC)
    request = make.received(by=advocate, at=at, signed_at=at - 2 * HOUR)

    make_course.taken_up(request, UK, by=advocate, now=at + HOUR)

    assert [clock.statute.code for clock in request.clocks.all()] == ["US-TIDA"]


def test_each_clock_is_closed_as_its_own_law_counts(advocate):
    request = make.received(by=advocate)
    make_course.taken_up(request, UK, by=advocate)
    make_course.taken_up(request, INDIA, by=advocate)

    for item in make.items_of(request):
        make.look(item, by=advocate, at=RECEIVED + 3 * HOUR)

    ended = {clock.statute.code: clock.closed_as for clock in Clock.objects.all()}
    assert ended == {"US-TIDA": "in_time", UK: "in_time", INDIA: "late"}
    assert not reconcile.differences(now=RECEIVED + 4 * HOUR)


def test_a_withdrawn_request_stops_them_all_and_a_law_laid_aside_stops_alone(advocate):
    request = make.received(by=advocate)
    make_course.taken_up(request, UK, by=advocate)
    make_course.taken_up(request, INDIA, by=advocate)

    given = {"request_id": request.pk, "by": advocate, "now": RECEIVED + HOUR / 2}
    courses.lay_law_aside(law=INDIA, because="mistake", **given)
    assert clock_of(request, INDIA).closed_as == "unclocked"
    assert clock_of(request, UK).closed_at is None
    assert not reconcile.differences(now=RECEIVED + HOUR)

    exchange.withdraw(because="survivor_asked", **given)
    assert {clock.closed_as for clock in Clock.objects.exclude(statute__code=INDIA)} == {
        "withdrawn"
    }
    assert not reconcile.differences(now=RECEIVED + HOUR)


def test_each_climbs_its_own_ladder_and_the_act_alone_drafts(advocate, supervisor):
    request = make.received(by=advocate)
    make_course.taken_up(request, UK, by=advocate)
    make_course.taken_up(request, INDIA, by=advocate)

    for minutes in (60, 105, 120, 150):
        sweep.run(now=RECEIVED + timedelta(minutes=minutes))
    rungs = Step.objects.filter(clock=clock_of(request, INDIA)).values_list("rung", "state")
    assert list(rungs) == [
        ("an-hour-left", "sent"), ("quarter-hour-left", "sent"), ("time-is-up", "sent"),
        ("appeal-committee", "sent"),
    ]  # fmt: skip
    sweep.run(now=DUE + 2 * HOUR)

    assert ComplaintDraft.objects.get().clock_id == clock_of(request, "US-TIDA").pk
    told = Reminder.objects.count()
    sweep.run(now=DUE + 2 * HOUR)
    assert Reminder.objects.count() == told
    assert not reconcile.differences(now=DUE + 2 * HOUR)


def test_an_event_before_its_complaint_or_in_the_future_is_refused(advocate):
    request = make.received(by=advocate)
    make_course.taken_up(request, AUSTRALIA, by=advocate)
    make_course.event(request, AUSTRALIA, "asked", by=advocate, at=RECEIVED + HOUR)
    notice = {"law": AUSTRALIA, "kind": "regulator_notice", "by": advocate}

    # fmt: off
    for told, code in (
        ({"at": RECEIVED},                                  "before_it_was_asked"),
        ({"at": RECEIVED + 9 * HOUR},                       "in_the_future"),
        ({"at": RECEIVED + HOUR, "hours": 12},              "hours_out_of_bounds"),
        ({"at": RECEIVED + HOUR, "kind": "decision"},       "unknown_value"),
    ):
        with pytest.raises(NotAllowed) as no:
            courses.record_event(
                request_id=request.pk, now=RECEIVED + 2 * HOUR, **{**notice, **told}
            )
        assert no.value.code == code
    # fmt: on
    assert request.clocks.count() == 1


def test_an_event_that_is_told_twice_is_recorded_once(advocate):
    request = make.received(by=advocate)
    course = make_course.taken_up(request, EU, by=advocate)
    given = {"by": advocate, "at": RECEIVED + HOUR, "reference": "DSA-1"}
    make_course.event(request, EU, "decision", **given)
    entries = Entry.objects.count()

    with pytest.raises(NotAllowed, match="recorded so already"):
        make_course.event(request, EU, "decision", **given)

    assert (course.events.count(), Entry.objects.count()) == (1, entries)


def test_a_stranger_takes_nothing_up(advocate, colleague, attorney):
    request = make.received(by=advocate)

    with pytest.raises(RemovalRequest.DoesNotExist):
        make_course.taken_up(request, UK, by=colleague)
    with pytest.raises(NotAllowed):
        make_course.taken_up(request, UK, by=attorney)
    assert not Course.objects.exists()
