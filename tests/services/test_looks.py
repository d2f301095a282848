"""A person looks, by a schedule that their looks move; the server never does."""

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from deadlines.services import exchange, looks
from removal import looked
from removal.models import LookPlan, RemovalRequest
from removal.services import requests
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories import evidence as evidence_factory
from tests.factories import releases
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
DAY = 24 * HOUR


@pytest.fixture
def received(advocate):
    return make.received(by=advocate)


def owed():
    return list(Task.objects.filter(kind="check_listing", done_at=None).order_by("due_at"))


def again(request):
    return RemovalRequest.objects.for_display().get(pk=request.pk)


def test_a_receipt_plans_looks_from_the_clock_s_end(received):
    plan = LookPlan.objects.get()

    assert (plan.starts_at, plan.hours_after[:2], plan.set_by) == (DUE, [0, 24], None)
    assert [task.due_at for task in owed()] == [DUE]


def test_a_look_moves_the_schedule_and_settles_its_task(received, advocate):
    item = make.items_of(received)[0]

    make.look(item, by=advocate, at=DUE + HOUR, kind="seen_up")

    assert [task.due_at for task in owed()] == [DUE + DAY]
    said = looked.of(again(received), now=DUE + 4 * HOUR)
    assert (said.words, said.next_at, said.is_owed) == ("last looked 3 h ago", DUE + DAY, False)


def test_a_look_taken_back_owes_what_it_had_answered(received, advocate):
    item = make.items_of(received)[0]
    make.look(item, by=advocate, at=DUE + HOUR, kind="seen_up")

    fact = item.facts.get()
    exchange.retract_outcome(fact_id=fact.pk, by=advocate, now=DUE + 2 * HOUR)

    assert [task.due_at for task in owed()] == [DUE]


def test_looks_go_on_after_it_was_seen_gone_and_end_once_it_was_gone_for_long(received, advocate):
    item = make.items_of(received)[0]
    make.look(item, by=advocate, at=DUE + HOUR)
    assert [task.due_at for task in owed()] == [DUE + DAY]

    make.look(item, by=advocate, at=DUE + 61 * DAY)

    plan = LookPlan.objects.get()
    assert plan.ended_because == "gone_long_enough"
    assert owed() == []
    assert looked.ended_words(received, plan) == "every listing was seen gone for long enough"


def test_a_cured_version_s_looks_and_the_old_one_s_share_the_task(received, advocate):
    new = requests.cure_request(request_id=received.pk, by=advocate, now=RECEIVED + HOUR)
    releases.to_platform(new, by=advocate, now=RECEIVED + 2 * HOUR)
    requests.record_submission(
        request_id=new.pk, channel="web_form", sent_by="agency", by=advocate,
        submitted_at=RECEIVED + 2 * HOUR, now=RECEIVED + 2 * HOUR,
    )  # fmt: skip
    make.receipt(new, by=advocate, at=RECEIVED + 3 * HOUR, now=RECEIVED + 3 * HOUR)

    assert [task.due_at for task in owed()] == [DUE]
    make.look(make.items_of(received)[0], by=advocate, at=DUE + HOUR, kind="seen_up")
    assert [task.due_at for task in owed()] == [DUE + 3 * HOUR]


def test_a_withdrawn_request_is_looked_at_no_more(received, advocate):
    exchange.withdraw(request_id=received.pk, because="safety", by=advocate, now=DUE)

    assert LookPlan.objects.get().ended_because == "withdrawn"
    assert owed() == []


def test_a_person_sets_ends_and_begins_the_looks_anew(received, advocate):
    told = {"request_id": received.pk, "by": advocate, "now": RECEIVED + HOUR}
    looks.set_looks(hours_after=[12, 0], then_every_days=0, until_gone_days=30, **told)
    assert LookPlan.objects.get().hours_after == [0, 12]

    looks.end_looks(**told)
    assert owed() == []
    with pytest.raises(NotAllowed) as no:
        looks.end_looks(**told)
    assert no.value.code == "looks_ended"

    looks.set_looks(hours_after=[6], then_every_days=0, until_gone_days=30, **told)
    assert [task.due_at for task in owed()] == [DUE + 6 * HOUR]
    acts = Entry.objects.filter(action__in=["deadlines.set_looks", "deadlines.ended_looks"])
    assert acts.count() == 3


def test_no_look_is_planned_before_the_receipt(advocate):
    request = make.submitted(by=advocate)

    with pytest.raises(NotAllowed) as no:
        looks.set_looks(
            request_id=request.pk, hours_after=[0], then_every_days=0, until_gone_days=30,
            by=advocate, now=RECEIVED,
        )  # fmt: skip

    assert no.value.code == "no_receipt"
    assert owed() == []


def test_a_stranger_sets_no_looks(received, colleague):
    with pytest.raises(RemovalRequest.DoesNotExist):
        looks.end_looks(request_id=received.pk, by=colleague, now=DUE)

    assert LookPlan.objects.get().ended_at is None


def test_a_request_counts_as_looked_at_when_every_listing_was_seen(advocate):

    case = case_factory.case(by=advocate)
    items = [evidence_factory.item(case=case, by=advocate) for _ in range(2)]
    request = make.received(by=advocate, case=case, items=items)
    make.look(items[0], by=advocate, at=DUE + HOUR, kind="seen_up")

    said = looked.of(again(request), now=DUE + 2 * HOUR)
    assert (said.at, said.words) == (None, "1 of 2 listings looked at, the last 1 h ago")

    make.look(items[1], by=advocate, at=DUE + 9 * HOUR, kind="seen_up")
    plan = LookPlan.objects.get()
    first = looked.lines(again(request), plan, now=DUE + 10 * HOUR)[0]
    assert (first.state, first.late_by) == ("looked", 9 * HOUR)
