"""What a complaint is told when its clock moves or its listings go."""

import pytest

from complaints.models import Addendum, ComplaintDraft
from deadlines.services import exchange, sweep
from removal.services import requests
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db


def file(*, by, signer):
    ComplaintDraft.objects.update(
        status="filed",
        review_at=DUE + 18 * HOUR,
        review_by=by,
        signed_off_at=DUE + 19 * HOUR,
        signed_off_by=signer,
        signed_off_revision=1,
        released_by_word=True,
        filed_at=DUE + 20 * HOUR,
        filed_by=by,
    )


def test_a_draft_is_told_of_the_clock_as_a_changed_receipt_leaves_it(advocate, supervisor):
    request = make.received(by=advocate)
    sweep.run(now=DUE + HOUR)

    make.receipt(
        request,
        by=advocate,
        at=RECEIVED + 3 * HOUR,
        now=DUE + 2 * HOUR,
        change_reason="better_proof",
    )

    draft = ComplaintDraft.objects.get()
    assert (draft.received_at, draft.due_at) == (RECEIVED + 3 * HOUR, DUE + 3 * HOUR)
    assert draft.grounds == []


def test_a_late_removal_after_filing_is_an_addendum(advocate, supervisor):
    request = make.received(by=advocate)
    sweep.run(now=DUE + HOUR)
    file(by=advocate, signer=supervisor)

    make.look(make.items_of(request)[0], by=advocate, at=DUE + 30 * HOUR)

    assert "30 h after the time allowed" in Addendum.objects.get().text


def test_a_removal_after_filing_is_an_addendum_where_no_clock_ever_ran(advocate, supervisor):
    request = make.submitted(by=advocate)
    requests.note_process(
        request_id=request.pk, process="none", looked_at=RECEIVED, by=advocate, now=RECEIVED
    )
    exchange.draft_complaint(request_id=request.pk, by=advocate, now=RECEIVED + HOUR)
    file(by=advocate, signer=supervisor)

    make.look(make.items_of(request)[0], by=advocate, at=DUE + 30 * HOUR)

    text = Addendum.objects.get().text
    assert text.endswith("was removed by 3 November 2026, 20:00:00 UTC.")


def test_a_complaint_by_hand_rests_on_a_platform_without_a_process(advocate):
    request = make.submitted(by=advocate)
    requests.note_process(
        request_id=request.pk, process="none", looked_at=RECEIVED, by=advocate, now=RECEIVED
    )

    made = exchange.draft_complaint(request_id=request.pk, by=advocate, now=RECEIVED + HOUR)

    assert (made.made_because, made.made_by) == ("no_process", advocate)
    assert exchange.draft_complaint(request_id=request.pk, by=advocate, now=DUE) == made
