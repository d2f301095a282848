"""A complaint that was set aside: taken up again by hand, and not passed over by the ladder."""

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from complaints import services
from complaints.models import ComplaintDraft, Revision
from deadlines.models import Clock, Step
from deadlines.services import exchange, reconcile, sweep
from removal.services import requests
from tests.factories import complaints
from tests.factories import deadlines as make
from tests.factories.complaints import DRAFTED
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db


def reviews_owed(draft):
    return Task.objects.filter(kind="review_draft", subject_id=draft.pk, done_at=None).count()


def set_aside_early(*, by):
    """Give a draft made by hand before the end, on a ground of its own, and set aside."""
    request = make.received(by=by)
    requests.note_process(
        request_id=request.pk,
        process="hard_to_find",
        looked_at=RECEIVED,
        by=by,
        now=RECEIVED + HOUR,
    )
    draft = exchange.draft_complaint(request_id=request.pk, by=by, now=RECEIVED + 2 * HOUR)
    return services.supersede(draft_id=draft.pk, by=by, now=RECEIVED + 3 * HOUR)


def test_a_set_aside_complaint_is_taken_up_with_its_words(advocate):
    draft = complaints.filled(by=advocate)
    services.supersede(draft_id=draft.pk, by=advocate, now=DRAFTED)

    taken = services.take_up(draft_id=draft.pk, by=advocate, now=DRAFTED + HOUR)

    assert (taken.status, taken.superseded_at, taken.superseded_by) == ("draft", None, None)
    assert (taken.revision_number, Revision.objects.latest("number").blanks_left) == (3, 0)
    assert reviews_owed(draft) == 1
    assert Entry.objects.filter(action="complaints.taken_up").count() == 1


def test_one_that_is_taken_up_is_sent_to_review_and_signed_anew(advocate, supervisor):
    draft = complaints.signed_off(by=advocate, signer=supervisor)
    services.supersede(draft_id=draft.pk, by=advocate, now=DRAFTED)

    taken = services.take_up(draft_id=draft.pk, by=advocate, now=DRAFTED + HOUR)

    assert (taken.review_at, taken.signed_off_at, taken.release) == (None, None, None)


def test_without_a_ground_it_stays_set_aside(advocate):
    request = complaints.received_request(by=advocate)
    draft = complaints.draft_of(request)
    services.supersede(draft_id=draft.pk, by=advocate, now=DRAFTED)
    ComplaintDraft.objects.update(received_at=None, due_at=None, hours=None)

    with pytest.raises(NotAllowed) as no:
        services.take_up(draft_id=draft.pk, by=advocate, now=DRAFTED + HOUR)

    assert no.value.code == "no_ground"
    assert ComplaintDraft.objects.get().status == "superseded"
    assert Revision.objects.count() == 1


def test_only_what_was_set_aside_is_taken_up_and_it_is_not_merely_returned(advocate):
    draft = complaints.complaint(by=advocate)

    with pytest.raises(NotAllowed) as no:
        services.take_up(draft_id=draft.pk, by=advocate, now=DRAFTED)
    assert no.value.code == "complaint_move"

    services.supersede(draft_id=draft.pk, by=advocate, now=DRAFTED)
    with pytest.raises(NotAllowed):
        services.return_to_draft(draft_id=draft.pk, by=advocate, now=DRAFTED)


def test_the_ladder_owes_a_review_of_what_was_set_aside_before_the_end(advocate, supervisor):
    draft = set_aside_early(by=advocate)
    assert reviews_owed(draft) == 0

    sweep.run(now=DUE + HOUR)
    assert reviews_owed(draft) == 1

    sweep.run(now=DUE + 25 * HOUR)
    assert Step.objects.get(rung="unreviewed-draft").state == "sent"
    assert [one.what for one in reconcile.differences(now=DUE + 26 * HOUR)] == []


def test_what_was_set_aside_after_the_end_is_a_decision_and_stays_quiet(advocate, supervisor):
    make.received(by=advocate)
    sweep.run(now=DUE + HOUR)
    draft = ComplaintDraft.objects.get()
    services.supersede(draft_id=draft.pk, by=advocate, now=DUE + 2 * HOUR)

    sweep.run(now=DUE + 25 * HOUR)

    assert reviews_owed(draft) == 0
    assert Step.objects.get(rung="unreviewed-draft").reason == "reviewed"


def test_a_receipt_changed_meanwhile_is_known_when_it_is_taken_up(advocate, supervisor):
    draft = set_aside_early(by=advocate)
    make.receipt(
        draft.request, by=advocate, at=RECEIVED - HOUR / 4, now=DUE, change_reason="better_proof"
    )

    services.take_up(draft_id=draft.pk, by=advocate, now=DUE + HOUR)

    assert ComplaintDraft.objects.get().due_at == Clock.objects.get().due_at == DUE - HOUR / 4
