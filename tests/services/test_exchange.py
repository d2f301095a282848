"""Answers, outcomes and withdrawals: three dated facts, and what they do to a clock."""

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from deadlines.models import Clock, Step
from deadlines.services import exchange, reconcile, sweep
from evidence.models import Item, ListingFact
from removal.models import Answer, RemovalRequest
from removal.services import requests
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories import evidence as evidence_factory
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
SECOND = HOUR / 3600


@pytest.fixture
def request_of_two(advocate):
    case = case_factory.case(by=advocate)
    items = [evidence_factory.item(case=case, by=advocate) for _ in range(2)]
    return make.received(by=advocate, case=case, items=items)


def answer(request, *, by, kind, at, **facts):
    return exchange.record_answer(
        request_id=request.pk, kind=kind, answered_at=at, by=by, now=at, **facts
    )


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("kind", ["acknowledged", "refused", "says_incomplete", "asks_more"])
def test_no_answer_stops_a_clock(advocate, kind):
    request = make.received(by=advocate)

    answer(request, by=advocate, kind=kind, at=DUE - HOUR, demands=["id_document"])

    clock = Clock.objects.get()
    assert (clock.closed_at, clock.due_at) == (None, DUE)
    assert Answer.objects.get().demands == ["id_document"]


def test_their_word_is_kept_for_each_listing_and_asks_a_person_to_look(request_of_two, advocate):
    answer(request_of_two, by=advocate, kind="says_removed", at=DUE - 2 * HOUR)

    assert (
        list(ListingFact.objects.values_list("kind", "how"))
        == [("said_removed", "platform_message")] * 2
    )
    assert Task.objects.filter(kind="check_listing", done_at=None).count() == 2
    assert Clock.objects.get().closed_at is None
    assert fresh(request_of_two).status == "received"


def test_a_look_settles_the_task_that_asked_for_it(advocate):
    request = make.received(by=advocate)
    answer(request, by=advocate, kind="says_removed", at=DUE - 2 * HOUR)

    make.look(make.items_of(request)[0], by=advocate, at=DUE - HOUR, kind="seen_up")

    assert Task.objects.get(kind="check_listing", due_at=None).done_by == advocate
    assert Task.objects.get(kind="check_listing", done_at=None).due_at == DUE
    assert fresh(request).status == "received"


def test_a_request_is_resolved_when_a_person_has_seen_the_last_listing_gone(
    request_of_two, advocate
):
    first, second = make.items_of(request_of_two)

    make.look(first, by=advocate, at=DUE - 3 * HOUR)
    assert Clock.objects.get().closed_at is None

    make.look(second, by=advocate, at=DUE - HOUR)
    clock = Clock.objects.get()
    assert fresh(request_of_two).status == "resolved"
    assert (clock.closed_as, clock.achieved_at, clock.wakes_at) == ("in_time", DUE - HOUR, None)


# fmt: off
AROUND_DUE = [(-SECOND, "in_time"), (0 * SECOND, "in_time"), (SECOND, "late")]
# fmt: on


@pytest.mark.parametrize(("after", "ended"), AROUND_DUE)
def test_gone_exactly_at_due_is_in_time_and_a_second_later_is_late(advocate, after, ended):
    request = make.received(by=advocate)

    make.look(make.items_of(request)[0], by=advocate, at=DUE + after)

    assert Clock.objects.get().closed_as == ended


def test_their_word_counts_from_its_own_moment_once_a_look_bears_it_out(advocate):
    request = make.received(by=advocate)
    answer(request, by=advocate, kind="says_removed", at=DUE - HOUR)

    make.look(make.items_of(request)[0], by=advocate, at=DUE + 5 * HOUR)

    clock = Clock.objects.get()
    assert (clock.closed_as, clock.achieved_at) == ("in_time", DUE - HOUR)


def test_their_word_that_is_recorded_after_the_look_still_counts(advocate):
    request = make.received(by=advocate)
    make.look(make.items_of(request)[0], by=advocate, at=DUE + HOUR)
    assert Clock.objects.get().closed_as == "late"

    exchange.record_answer(
        request_id=request.pk,
        kind="says_removed",
        answered_at=DUE - HOUR,
        by=advocate,
        now=DUE + 2 * HOUR,
    )

    assert Clock.objects.get().closed_as == "in_time"


def test_every_request_under_way_that_lists_it_is_settled(advocate):
    request = make.received(by=advocate)
    cured = requests.cure_request(request_id=request.pk, by=advocate, now=RECEIVED + HOUR)
    requests.record_submission(
        request_id=cured.pk,
        channel="web_form",
        sent_by="agency",
        submitted_at=RECEIVED + 2 * HOUR,
        by=advocate,
        now=RECEIVED + 2 * HOUR,
    )
    make.receipt(cured, by=advocate, at=RECEIVED + 3 * HOUR, now=RECEIVED + 3 * HOUR)

    make.look(make.items_of(request)[0], by=advocate, at=DUE + HOUR)

    ended = dict(Clock.objects.values_list("request__version", "closed_as"))
    assert ended == {1: "late", 2: "in_time"}
    assert set(RemovalRequest.objects.values_list("status", flat=True)) == {"resolved"}


def test_what_comes_back_leaves_its_request_resolved_and_owes_a_fresh_one(advocate, supervisor):
    request = make.received(by=advocate)
    item = make.items_of(request)[0]
    make.look(item, by=advocate, at=DUE - HOUR)

    make.look(item, by=advocate, at=DUE + HOUR, kind="back")

    assert fresh(request).status == "resolved"
    assert Clock.objects.get().closed_as == "in_time"
    task = Task.objects.get(kind="fresh_request")
    assert (task.subject_id, task.done_at) == (item.pk, None)
    assert sweep.run(now=DUE + 99 * HOUR).claimed == 0


def test_what_nobody_saw_gone_cannot_be_back(advocate):
    item = make.items_of(make.received(by=advocate))[0]

    with pytest.raises(NotAllowed) as no:
        make.look(item, by=advocate, at=DUE, kind="back")

    assert no.value.code == "was_not_gone"
    assert not ListingFact.objects.exists()


def test_what_was_seen_gone_is_not_simply_up(advocate):
    item = make.items_of(make.received(by=advocate))[0]
    make.look(item, by=advocate, at=DUE - HOUR)

    with pytest.raises(NotAllowed) as no:
        make.look(item, by=advocate, at=DUE, kind="seen_up")

    assert no.value.code == "was_gone"


def test_a_mistaken_gone_taken_back_lets_the_clock_run_again(advocate, supervisor):
    request = make.received(by=advocate)
    sweep.run(now=DUE - 24 * HOUR)
    make.look(make.items_of(request)[0], by=advocate, at=DUE - 20 * HOUR)
    told = Step.objects.count()

    exchange.retract_outcome(fact_id=ListingFact.objects.get().pk, by=advocate, now=DUE - HOUR)

    clock = Clock.objects.get()
    assert fresh(request).status == "received"
    assert (clock.closed_at, clock.closed_as, clock.achieved_at) == (None, "", None)
    assert clock.wakes_at == DUE - 6 * HOUR
    sweep.run(now=DUE - HOUR)
    assert Step.objects.count() == told + 1
    assert list(Step.objects.values_list("rung", flat=True)) == ["a-day-left", "six-hours-left"]
    assert reconcile.differences(now=DUE - HOUR / 2) == []


def test_what_was_taken_back_counts_for_nothing_when_it_is_gone_at_last(advocate):
    request = make.received(by=advocate)
    item = make.items_of(request)[0]
    make.look(item, by=advocate, at=DUE - 10 * HOUR)
    exchange.retract_outcome(fact_id=ListingFact.objects.get().pk, by=advocate, now=DUE)

    make.look(item, by=advocate, at=DUE + HOUR)

    clock = Clock.objects.get()
    assert (clock.closed_as, clock.achieved_at) == ("late", DUE + HOUR)


def test_a_retracted_fact_stays_struck_out_and_is_retracted_once(advocate):
    item = make.items_of(make.received(by=advocate))[0]
    make.look(item, by=advocate, at=DUE - HOUR)
    fact = ListingFact.objects.get()
    exchange.retract_outcome(fact_id=fact.pk, by=advocate, now=DUE)

    with pytest.raises(NotAllowed):
        exchange.retract_outcome(fact_id=fact.pk, by=advocate, now=DUE)

    assert fresh(fact).retracted_by == advocate


def test_a_fresh_request_on_what_came_back_is_not_resolved_by_its_past(advocate):
    request = make.received(by=advocate)
    item = make.items_of(request)[0]
    make.look(item, by=advocate, at=DUE - HOUR)
    make.look(item, by=advocate, at=DUE + HOUR, kind="back")
    again = make.received(by=advocate, case=request.case, items=[item], at=DUE + 5 * HOUR)
    make.look(item, by=advocate, at=DUE + 9 * HOUR)
    mistaken = ListingFact.objects.latest("at")

    exchange.retract_outcome(fact_id=mistaken.pk, by=advocate, now=DUE + 10 * HOUR)

    assert fresh(again).status == "received"
    assert fresh(request).status == "resolved"
    assert Clock.objects.get(request=again).closed_at is None


def test_a_withdrawn_request_stops_its_clock_and_keeps_its_ledger(advocate, supervisor):
    request = make.received(by=advocate)
    sweep.run(now=DUE - 24 * HOUR)

    exchange.withdraw(request_id=request.pk, because="safety", by=advocate, now=DUE - 20 * HOUR)

    clock = Clock.objects.get()
    assert (clock.closed_as, clock.wakes_at) == ("withdrawn", None)
    assert Step.objects.count() == 1


@pytest.mark.parametrize("act", ["answer", "outcome", "retract", "withdraw", "complaint"])
def test_a_stranger_finds_nothing_to_act_on(advocate, colleague, act):
    request = make.received(by=advocate)
    item = make.items_of(request)[0]
    make.look(item, by=advocate, at=DUE - HOUR, kind="seen_up")
    fact = ListingFact.objects.get()
    before = (Entry.objects.count(), Clock.objects.get().wakes_at)
    acts = {
        "answer": lambda: answer(request, by=colleague, kind="refused", at=DUE),
        "outcome": lambda: make.look(item, by=colleague, at=DUE),
        "retract": lambda: exchange.retract_outcome(fact_id=fact.pk, by=colleague, now=DUE),
        "withdraw": lambda: exchange.withdraw(
            request_id=request.pk, because="mistake", by=colleague, now=DUE
        ),
        "complaint": lambda: exchange.draft_complaint(request_id=request.pk, by=colleague, now=DUE),
    }

    with pytest.raises((RemovalRequest.DoesNotExist, Item.DoesNotExist, ListingFact.DoesNotExist)):
        acts[act]()

    assert (Entry.objects.count(), Clock.objects.get().wakes_at) == before


@pytest.mark.parametrize(("case_age", "item_age"), [("unsure", "18plus"), ("18plus", "under18")])
def test_no_look_by_opening_where_someone_may_be_under_18(advocate, case_age, item_age):
    case = case_factory.case(by=advocate, age_when_made=case_age)
    item = evidence_factory.item(case=case, by=advocate, age_when_made=item_age)

    with pytest.raises(NotAllowed) as no:
        make.look(item, by=advocate, at=DUE, how="opened_link")

    assert (no.value.code, no.value.field) == ("do_not_open", "how")
    assert not ListingFact.objects.exists()
