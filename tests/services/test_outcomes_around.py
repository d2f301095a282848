"""Outcomes told out of their order: before the sending, before the receipt, beside a sweep."""

import pytest

from cases.models import Task
from complaints.models import ComplaintDraft
from complaints.packet import as_text, paper_of
from deadlines import face
from deadlines.models import Clock, Step
from deadlines.services import exchange, reconcile, sweep
from evidence.models import ListingFact
from removal.models import RemovalRequest
from tests.factories import cases as case_factory
from tests.factories import complaints as complaint_factory
from tests.factories import deadlines as make
from tests.factories import evidence as evidence_factory
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_two(advocate):
    """Give a request sent half an hour before RECEIVED, and received four hours after."""
    case = case_factory.case(by=advocate)
    items = [evidence_factory.item(case=case, by=advocate) for _ in range(2)]
    return make.submitted(by=advocate, case=case, items=items)


def received(request, *, by, at=RECEIVED):
    return make.receipt(request, by=by, at=at, now=at)


def test_what_was_gone_before_it_was_asked_for_keeps_no_request_open(
    request_of_two, advocate, supervisor
):
    received(request_of_two, by=advocate)
    first, second = make.items_of(request_of_two)
    make.look(first, by=advocate, at=RECEIVED - 9 * HOUR, now=DUE - 9 * HOUR)
    make.look(second, by=advocate, at=DUE - 8 * HOUR)

    make.look(second, by=advocate, at=DUE - 7 * HOUR)

    assert RemovalRequest.objects.get().status == "resolved"
    assert sweep.run(now=DUE + 2 * HOUR).claimed == 0
    assert not ComplaintDraft.objects.exists()


def test_a_clock_ends_no_earlier_than_its_last_step(advocate, supervisor):
    request = make.received(by=advocate)
    sweep.run(now=DUE)

    make.look(make.items_of(request)[0], by=advocate, at=DUE - HOUR, now=DUE - HOUR / 3600)

    assert Clock.objects.get().closed_at == Step.objects.latest("done_at").done_at
    assert reconcile.differences(now=DUE) == []


def test_a_removal_before_the_receipt_that_is_proven_is_in_time_and_says_so(advocate):
    request = make.submitted(by=advocate)
    make.look(make.items_of(request)[0], by=advocate, at=RECEIVED + HOUR)
    received(request, by=advocate, at=RECEIVED + 4 * HOUR)

    clock = Clock.objects.for_display().get()
    assert clock.closed_as == "in_time"
    said = face.of(clock, now=DUE).closed_words
    assert said == "Gone in time, before the receipt on record"


def test_a_complaint_does_not_name_what_came_down_before_the_receipt(
    request_of_two, advocate, supervisor
):
    make.look(make.items_of(request_of_two)[0], by=advocate, at=RECEIVED + HOUR)
    received(request_of_two, by=advocate, at=RECEIVED + 4 * HOUR)

    sweep.run(now=DUE + 6 * HOUR)

    text = as_text(paper_of(ComplaintDraft.objects.get()))
    assert "it concerns listing E2." in text
    assert "E1 was seen gone at" in text


def test_a_signed_complaint_that_a_receipt_unsigned_is_owed_a_review_again(advocate, supervisor):
    draft = complaint_factory.signed_off(by=advocate, signer=supervisor)
    assert not Task.objects.filter(kind="review_draft", done_at=None).exists()

    complaint_factory.services.restate_clock(
        draft=draft, clock=complaint_factory.clock(), now=complaint_factory.DRAFTED + HOUR
    )

    assert Task.objects.get(kind="review_draft", done_at=None).subject_id == draft.pk


def test_their_word_on_a_withdrawn_request_asks_nobody_to_look(advocate):
    request = make.received(by=advocate)
    told = {"request_id": request.pk, "by": advocate, "now": DUE}
    exchange.withdraw(because="safety", **told)

    exchange.record_answer(kind="says_removed", answered_at=DUE, **told)

    assert ListingFact.objects.get().kind == "said_removed"
    assert not Task.objects.filter(kind="check_listing", done_at=None).exists()
