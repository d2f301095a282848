"""What a receipt starts, and what a better one moves; nothing already told is told again."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from complaints.models import ComplaintDraft
from deadlines.models import Clock, Reminder, Statute, Step, Unclocked
from deadlines.services import reconcile, sweep
from removal.models import Receipt, RemovalRequest
from tests.factories import deadlines as make
from tests.factories import removal as removal_factory
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db


def change(request, *, by, to, now, **facts):
    given = {"change_reason": "wrong_moment", "change_note": "Read the mail again.", **facts}
    return make.receipt(request, by=by, at=to, now=now, **given)


def test_a_clock_runs_from_the_receipt_for_the_hours_of_the_law(advocate):
    in_new_york = datetime(2026, 10, 31, 10, tzinfo=ZoneInfo("America/New_York"))

    clock = make.clock(by=advocate, at=in_new_york)

    assert clock.due_at == datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("America/New_York"))
    assert (clock.statute.code, clock.hours, clock.basis) == ("US-TIDA", 48, "proven")
    assert clock.wakes_at == clock.due_at - 24 * HOUR
    assert not clock.claimed
    assert clock.request.status == "received"


def test_an_inferred_receipt_starts_a_clock_that_says_so(advocate):
    request = make.submitted(by=advocate)

    make.receipt(request, by=advocate, at=RECEIVED, now=RECEIVED, basis="inferred", proof="none")

    assert Clock.objects.get().basis == "inferred"


def test_a_receipt_recorded_late_wakes_its_clock_at_once(advocate, supervisor):
    make.received(by=advocate, now=DUE + 3 * HOUR)

    assert sweep.run(now=DUE + 3 * HOUR).drafted == 1


# fmt: off
NO_CLOCKS = [
    ({"coverage": "excluded"}, RECEIVED,                                "platform_excluded"),
    ({},                       datetime(2026, 5, 18, 20, tzinfo=UTC),   "not_in_force"),
]
# fmt: on


@pytest.mark.parametrize(("platform", "at", "reason"), NO_CLOCKS)
def test_without_a_clock_it_says_why(advocate, platform, at, reason):
    on = removal_factory.platform(**platform)

    request = make.received(by=advocate, at=at, on=on)

    assert not Clock.objects.exists()
    assert Unclocked.objects.get(request=request).reason == reason
    entry = Entry.objects.get(action="deadlines.recorded_receipt_without_clock")
    assert entry.subject_id == str(request.pk)


def test_a_site_nobody_has_looked_at_has_a_clock_that_we_claim(advocate):
    removal_factory.platform()
    other = RemovalRequest._meta.get_field("platform").related_model.objects.get(pk="other-site")

    assert make.clock(by=advocate, on=other).claimed


def test_a_part_that_went_missing_is_no_clock(advocate):
    request = make.submitted(by=advocate)
    RemovalRequest.objects.filter(pk=request.pk).update(good_faith_basis="")

    make.receipt(request, by=advocate, at=RECEIVED, now=RECEIVED)

    assert Unclocked.objects.get().reason == "parts_missing"


def test_a_later_receipt_moves_what_is_not_yet_done(advocate, supervisor):
    request = make.received(by=advocate)
    sweep.run(now=DUE - 24 * HOUR)

    change(request, by=advocate, to=RECEIVED + 5 * HOUR, now=DUE - 20 * HOUR)

    clock = Clock.objects.get()
    assert clock.due_at == DUE + 5 * HOUR
    assert clock.wakes_at == DUE - 1 * HOUR
    assert list(clock.steps.values_list("rung", "due_at")) == [("a-day-left", DUE - 24 * HOUR)]


def test_nothing_already_told_is_told_again(advocate, supervisor):
    request = make.received(by=advocate)
    for hours in (-24, -6, 0, 1):
        sweep.run(now=DUE + hours * HOUR)
    told = Reminder.objects.count()

    change(request, by=advocate, to=RECEIVED + 10 * HOUR, now=DUE + 2 * HOUR)
    for hours in (-14, 4, 10, 11, 34):
        sweep.run(now=DUE + hours * HOUR)

    assert Reminder.objects.count() == told
    assert Step.objects.filter(state="sent").count() == 4
    assert ComplaintDraft.objects.count() == 1
    sweep.run(now=DUE + 35 * HOUR)
    assert Step.objects.last().rung == "unreviewed-draft"


def test_an_end_that_moved_on_after_it_was_told_owes_a_look(advocate, supervisor):
    request = make.received(by=advocate)
    sweep.run(now=DUE)

    change(request, by=advocate, to=RECEIVED + 10 * HOUR, now=DUE + HOUR / 2)

    task = Task.objects.get(kind="check_listing", done_at=None)
    assert task.due_at == DUE + 10 * HOUR
    assert task.subject_id == make.items_of(request)[0].pk


def test_the_look_that_is_planned_at_the_end_moves_with_it(advocate, supervisor):
    request = make.received(by=advocate)
    sweep.run(now=DUE - 6 * HOUR)

    change(request, by=advocate, to=RECEIVED + HOUR, now=DUE - 5 * HOUR)

    assert Task.objects.get(kind="check_listing", done_at=None).due_at == DUE + HOUR


def test_an_earlier_receipt_makes_due_what_the_later_one_had_put_off(advocate, supervisor):
    request = make.received(by=advocate, submitted_at=RECEIVED - 30 * HOUR)

    change(request, by=advocate, to=RECEIVED - 25 * HOUR, now=RECEIVED + HOUR)
    sweep.run(now=RECEIVED + HOUR)

    assert list(Step.objects.values_list("rung", "state")) == [("a-day-left", "sent")]
    assert Clock.objects.get().wakes_at == DUE - 31 * HOUR


def test_the_earlier_receipt_is_kept_with_the_reason(advocate):
    request = make.received(by=advocate)

    change(request, by=advocate, to=RECEIVED + HOUR, now=DUE - 30 * HOUR)

    first, second = Receipt.objects.order_by("recorded_at")
    assert (first.received_at, first.replaced_at) == (RECEIVED, DUE - 30 * HOUR)
    assert (second.change_reason, second.change_note) == ("wrong_moment", "Read the mail again.")
    entry = Entry.objects.get(action="deadlines.changed_receipt")
    assert "Read the mail" not in entry.facts


def test_a_change_without_a_reason_is_refused_and_moves_nothing(advocate):
    request = make.received(by=advocate)

    with pytest.raises(NotAllowed) as no:
        make.receipt(request, by=advocate, at=RECEIVED + HOUR, now=DUE)

    assert no.value.code == "change_reason_missing"
    assert Clock.objects.get().due_at == DUE
    assert Receipt.objects.count() == 1


def test_a_receipt_still_to_come_is_refused(advocate):
    request = make.submitted(by=advocate)

    with pytest.raises(NotAllowed) as no:
        make.receipt(request, by=advocate, at=RECEIVED + HOUR, now=RECEIVED)

    assert no.value.code == "in_the_future"
    assert not Clock.objects.exists()


def test_a_receipt_that_turns_out_to_have_no_clock_lays_it_aside(advocate, supervisor):
    at = datetime(2026, 5, 19, 1, tzinfo=UTC)
    request = make.received(by=advocate, at=at, submitted_at=at - 2 * HOUR)
    sweep.run(now=datetime(2026, 5, 21, 1, tzinfo=UTC))
    entered = Step.objects.count()

    change(
        request,
        by=advocate,
        to=datetime(2026, 5, 18, 23, 50, tzinfo=UTC),
        now=datetime(2026, 5, 21, 2, tzinfo=UTC),
    )

    clock = Clock.objects.get()
    assert (clock.closed_as, clock.wakes_at) == ("unclocked", None)
    assert Step.objects.count() == entered
    assert Unclocked.objects.get().reason == "not_in_force"
    assert sweep.run(now=datetime(2026, 6, 1, tzinfo=UTC)).claimed == 0


def test_a_clock_laid_aside_stays_so_whatever_is_found_of_its_listings(advocate, supervisor):
    at = datetime(2026, 5, 19, 1, tzinfo=UTC)
    request = make.received(by=advocate, at=at, submitted_at=at - 2 * HOUR)
    change(request, by=advocate, to=at - 1.1 * HOUR, now=at + HOUR)

    make.look(make.items_of(request)[0], by=advocate, at=at + 2 * HOUR, kind="seen_up")

    clock = Clock.objects.get()
    assert (clock.closed_as, clock.wakes_at) == ("unclocked", None)


def test_a_clock_laid_aside_runs_again_when_the_receipt_is_put_right(advocate, supervisor):
    at = datetime(2026, 5, 19, 1, tzinfo=UTC)
    request = make.received(by=advocate, at=at, submitted_at=at - 2 * HOUR)
    change(request, by=advocate, to=at - 1.1 * HOUR, now=at + HOUR)

    change(request, by=advocate, to=at, now=at + 2 * HOUR)

    clock = Clock.objects.get()
    assert (clock.closed_at, clock.closed_as) == (None, "")
    assert clock.wakes_at == at + 24 * HOUR
    assert not Unclocked.objects.exists()
    assert reconcile.differences(now=at + 3 * HOUR) == []


def test_a_settled_clock_stays_settled_and_is_judged_anew(advocate):
    request = make.received(by=advocate)
    make.look(make.items_of(request)[0], by=advocate, at=DUE + HOUR)
    assert Clock.objects.get().closed_as == "late"

    change(request, by=advocate, to=RECEIVED + 2 * HOUR, now=DUE + 3 * HOUR)

    clock = Clock.objects.get()
    assert clock.closed_as == "in_time"
    assert (clock.closed_at, clock.achieved_at) == (DUE + HOUR, DUE + HOUR)
    assert clock.wakes_at is None


def test_a_receipt_known_only_after_all_is_gone_says_what_was_achieved(advocate):
    request = make.submitted(by=advocate)
    make.look(make.items_of(request)[0], by=advocate, at=DUE - HOUR)

    make.receipt(request, by=advocate, at=RECEIVED, now=DUE + HOUR)

    clock = Clock.objects.get()
    assert (clock.closed_as, clock.achieved_at) == ("in_time", DUE - HOUR)


def test_a_clock_keeps_the_rule_version_that_it_started_under(advocate):
    clock = make.clock(by=advocate)
    newer = Statute.objects.get(pk=clock.statute_id)
    newer.pk, newer.version, newer.hours = None, 2, 24
    newer.save()

    change(clock.request, by=advocate, to=RECEIVED + HOUR, now=DUE - 40 * HOUR)

    clock.refresh_from_db()
    assert (clock.statute.version, clock.due_at) == (1, DUE + HOUR)
    assert make.clock(by=advocate).due_at == RECEIVED + 24 * HOUR


def test_no_statute_loaded_is_a_sentence_and_no_receipt(advocate):
    request = make.submitted(by=advocate)
    Statute.objects.all().delete()

    with pytest.raises(NotAllowed) as no:
        make.receipt(request, by=advocate, at=RECEIVED, now=RECEIVED)

    assert no.value.code == "statutes_not_loaded"
    assert not Receipt.objects.exists()


def test_a_stranger_records_nothing(advocate, colleague):
    request = make.submitted(by=advocate)

    with pytest.raises(RemovalRequest.DoesNotExist):
        make.receipt(request, by=colleague, at=RECEIVED, now=RECEIVED)

    assert not Receipt.objects.exists()


def test_each_receipt_leaves_one_entry(advocate):
    request = make.submitted(by=advocate)
    before = Entry.objects.count()

    make.receipt(request, by=advocate, at=RECEIVED, now=RECEIVED)

    assert Entry.objects.count() == before + 1
