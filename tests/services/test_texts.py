"""The text of a draft that the ladder made: composed once, after the sweep or at first sight."""

from datetime import timedelta

import pytest
from django.db import transaction

from audit.models import Entry
from audit.rules import NotAllowed
from complaints import services as complaints
from complaints.models import ComplaintDraft, Revision
from complaints.services import texts
from deadlines.models import Heartbeat
from deadlines.services import drafting, health, sweep
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR
from tests.faults.together import at_once

pytestmark = pytest.mark.django_db
AT = DUE + HOUR


@pytest.fixture
def waiting(advocate, supervisor):
    """Give three drafts as a sweep leaves them before their texts are composed."""
    for _ in range(3):
        make.clock(by=advocate)
    sweep.advance(now=AT)
    return list(ComplaintDraft.objects.order_by("pk"))


@pytest.fixture
def mute(monkeypatch):
    """Let the text of one draft fail until `cure()`."""
    real = texts.composed

    def mute(which):
        def composed(draft, *, now):
            if draft.pk == which.pk:
                raise KeyError("words that may quote what is sealed")
            return real(draft, now=now)

        monkeypatch.setattr(texts, "composed", composed)

    mute.cure = lambda: monkeypatch.setattr(texts, "composed", real)
    return mute


def test_a_sweep_makes_the_draft_and_the_task_and_leaves_the_text(waiting, advocate):
    draft = waiting[0]

    assert (draft.status, draft.made_because, draft.has_text) == ("draft", "ladder", False)
    assert (draft.statute, draft.due_at, draft.hours) == ("US-TIDA", DUE, 48)
    assert (draft.assigned_to, draft.made_at, str(draft.filing_number)) == (advocate, AT, "")
    task = draft.case.tasks.get(kind="review_draft", done_at=None)
    assert (task.subject_id, task.assigned_to, str(task.text)) == (draft.pk, advocate, "")
    assert not Revision.objects.exists()


def test_each_waiting_text_is_composed_once_and_entered_once(waiting):
    first = complaints.compose_waiting(now=AT, limit=2)
    second = complaints.compose_waiting(now=AT, limit=20)
    third = complaints.compose_waiting(now=AT, limit=20)

    assert [tuple(did) for did in (first, second, third)] == [(2, 0), (1, 0), (0, 0)]
    assert sorted(Revision.objects.values_list("number", flat=True)) == [1, 1, 1]
    assert Entry.objects.filter(action="complaints.composed", actor="").count() == 3
    assert all(draft.grounds for draft in ComplaintDraft.objects.all())


def test_whoever_looks_first_has_it_composed_for_them(waiting, client_for, advocate):
    page = client_for(advocate).get(f"/complaints/{waiting[0].pk}/")

    assert page.status_code == 200
    assert "The text is being written" not in page.content.decode()
    assert Revision.objects.get().draft_id == waiting[0].pk
    assert complaints.composed_draft(draft_id=waiting[0].pk, now=AT).revision_number == 1
    assert Revision.objects.count() == 1


def test_the_api_gives_it_with_its_text_and_a_list_says_that_it_waits(waiting, api_for, advocate):
    rows = api_for(advocate).get("/api/v1/complaints/").json()["results"]
    whole = api_for(advocate).get(f"/api/v1/complaints/{waiting[0].pk}/").json()

    assert {row["revision"] for row in rows} == {0}
    assert (whole["revision"], bool(whole["parts"])) == (1, True)


def test_a_text_that_fails_is_held_by_itself_and_said(waiting, mute, client_for, advocate, caplog):
    mute(waiting[0])

    did = complaints.compose_waiting(now=AT)

    held = ComplaintDraft.objects.get(pk=waiting[0].pk)
    assert tuple(did) == (2, 1)
    assert (held.has_text, held.text_attempts, held.text_error) == (False, 1, "KeyError")
    assert held.text_again_at == AT + timedelta(minutes=1)
    assert "sealed" not in caplog.text
    page = client_for(advocate).get(f"/complaints/{held.pk}/").content.decode()
    assert "could not compose it from the record (KeyError)" in page
    assert health.deadlines_health().texts_late == 1


def test_a_text_that_failed_is_tried_again_in_its_time(waiting, mute):
    mute(waiting[0])
    complaints.compose_waiting(now=AT)
    mute.cure()

    assert tuple(complaints.compose_waiting(now=AT)) == (0, 0)
    assert tuple(complaints.compose_waiting(now=AT + timedelta(minutes=1))) == (1, 0)
    held = ComplaintDraft.objects.get(pk=waiting[0].pk)
    assert (held.text_attempts, held.text_error, held.text_again_at) == (0, "", None)


def test_nobody_reviews_a_draft_without_a_text_and_anyone_may_set_it_aside(waiting, advocate):
    draft = waiting[0]

    with pytest.raises(NotAllowed, match="still being written"), transaction.atomic():
        complaints.send_to_review(draft_id=draft.pk, by=advocate, now=AT)
    complaints.supersede(draft_id=draft.pk, by=advocate, now=AT)

    assert tuple(complaints.compose_waiting(now=AT)) == (2, 0)
    taken = complaints.take_up(draft_id=draft.pk, by=advocate, now=AT)
    assert taken.revision_number == 1


def test_a_receipt_that_changes_meanwhile_is_what_the_text_tells(waiting, advocate):
    draft = waiting[0]

    at = make.RECEIVED + HOUR / 2
    make.receipt(draft.request, by=advocate, at=at, now=AT, change_reason="wrong_moment")
    complaints.compose_waiting(now=AT)

    draft.refresh_from_db()
    assert (draft.received_at, draft.revision_number) == (at, 1)


def test_a_round_that_has_used_its_time_leaves_texts_to_the_next(waiting, monkeypatch):
    monkeypatch.setattr(drafting, "AT_ONCE", 1)

    assert tuple(drafting.compose(now=AT, seconds=0)) == (1, 0)
    assert tuple(drafting.compose(now=AT)) == (2, 0)
    assert Heartbeat.objects.get(name="compose").found == {"written": 2, "failed": 0}


@pytest.mark.django_db(transaction=True)
def test_two_who_compose_at_once_write_one_text(waiting):
    def compose(_):
        return complaints.composed_draft(draft_id=waiting[0].pk, now=AT).revision_number

    assert at_once(compose, range(4)) == [1, 1, 1, 1]
    assert Revision.objects.filter(draft=waiting[0]).count() == 1
