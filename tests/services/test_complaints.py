"""A draft is made once, changed by people alone, and signed by two."""

from datetime import timedelta

import pytest
from django.db import transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from complaints import services
from complaints.models import ComplaintDraft, Revision
from complaints.revisions import document_of, in_force
from evidence.services import add_fact
from removal.services import requests
from tests.factories import cases, complaints, evidence, removal
from tests.factories.complaints import BLANKS, DRAFTED, DUE, LOOKED

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def fresh(draft):
    return ComplaintDraft.objects.for_display().get(pk=draft.pk)


def entries(draft):
    return list(
        Entry.objects.filter(subject_id=str(draft.pk))
        .order_by("seq")
        .values_list("action", flat=True)
    )


def text(draft):
    return document_of(in_force(fresh(draft)))


def test_a_request_has_one_draft_however_often_it_is_asked_for(advocate):
    request = complaints.received_request(by=advocate)
    ask = {"request": request, "clock": complaints.clock(), "by": None, "now": DRAFTED}

    first, made = services.draft(because="ladder", **ask)
    second, made_again = services.draft(because="by_hand", **ask)

    assert (made, made_again) == (True, False)
    assert first == second
    assert Revision.objects.count() == 1


def test_a_draft_goes_to_the_case_s_advocate_with_a_task_and_no_entry_of_its_own(advocate):
    draft = complaints.complaint(by=advocate)

    assert draft.assigned_to == advocate
    assert draft.made_by is None
    assert Task.objects.get(subject_id=draft.pk).kind == "review_draft"
    assert entries(draft) == []  # whoever asked for it makes the entry


def test_a_draft_takes_few_queries_however_many_listings(advocate, django_assert_max_num_queries):
    case = cases.case(by=advocate)
    items = [evidence.item(case=case, by=advocate) for _ in range(5)]
    request = complaints.received_request(by=advocate, case=case, items=items)
    complaints.look(request, by=advocate)

    with django_assert_max_num_queries(30):
        complaints.draft_of(request)


@pytest.mark.parametrize(
    ("platform", "clock", "code"),
    [
        ({"coverage": "excluded", "coverage_reason": "Mail."}, None, "platform_excluded"),
        ({}, None, "no_ground"),
    ],
)
def test_a_person_who_asks_too_early_or_of_the_wrong_service_is_told_why(
    advocate, platform, clock, code
):
    request = complaints.received_request(by=advocate, on=removal.platform(**platform))

    with pytest.raises(NotAllowed) as refused:
        services.draft(request=request, because="by_hand", clock=clock, by=advocate, now=DRAFTED)

    assert refused.value.code == code
    assert not ComplaintDraft.objects.exists()


def test_a_service_without_a_process_is_reported_without_a_request(advocate):
    request = removal.draft(by=advocate)
    requests.note_process(
        request_id=request.pk, process="none", looked_at=DUE, by=advocate, now=DRAFTED
    )

    draft, _ = services.draft(
        request=request, because="no_process", clock=None, by=advocate, now=DRAFTED
    )

    assert draft.grounds == ["G1"]
    assert text(draft).facts()["sent"] == "The request was not sent; it is a draft."


def test_a_person_fills_blanks_and_the_facts_stay(advocate):
    draft = complaints.complaint(by=advocate)
    before = text(draft)

    revision = services.revise(
        draft_id=draft.pk,
        blanks={"other_reports": "Loss of work."},
        added={"F": ["I called twice."]},
        by=advocate,
        now=DRAFTED,
    )

    assert (revision.number, fresh(draft).revision_number) == (2, 2)
    assert revision.blanks_left == len(before.open_blanks()) - 1
    assert text(draft).facts() == before.facts()
    assert entries(draft) == ["complaints.revised"]


def test_an_earlier_revision_stays_as_it_was(advocate):
    draft = complaints.complaint(by=advocate)
    first = in_force(fresh(draft)).sha256

    services.revise(
        draft_id=draft.pk,
        blanks={"other_reports": "Loss of work."},
        added={},
        by=advocate,
        now=DRAFTED,
    )

    assert Revision.objects.get(draft=draft, number=1).sha256 == first
    assert Revision.objects.get(draft=draft, number=2).sha256 != first


@pytest.mark.parametrize(
    "blanks", [{"due": "A week ago."}, {"other_reports": "It was illegal."}, {}]
)
def test_a_refused_revision_writes_nothing(advocate, blanks):
    draft = complaints.complaint(by=advocate)

    with pytest.raises(NotAllowed):
        services.revise(draft_id=draft.pk, blanks=blanks, added={}, by=advocate, now=DRAFTED)

    assert Revision.objects.count() == 1
    assert entries(draft) == []


def test_two_people_who_write_at_once_do_not_overwrite_each_other(advocate, supervisor):
    draft = complaints.complaint(by=advocate)
    write = {"draft_id": draft.pk, "added": {}, "now": DRAFTED, "on_revision": 1}
    services.revise(blanks={"other_reports": "Loss of work."}, by=advocate, **write)

    with pytest.raises(NotAllowed, match="you read revision 1, and revision 2 is in force"):
        services.revise(blanks={"other_reports": "Loss of sleep."}, by=supervisor, **write)


def test_composing_anew_tells_new_facts_and_keeps_a_person_s_words(advocate):
    draft = complaints.filled(by=advocate)
    complaints.look(draft.request, by=advocate, kind="seen_gone", at=DRAFTED)

    services.refresh(draft_id=draft.pk, by=advocate, now=DRAFTED + HOUR)

    assert fresh(draft).grounds == ["G4"]
    assert not text(draft).open_blanks()
    assert "2 h" not in text(draft).facts()["ground.G4"]
    assert entries(draft)[-1] == "complaints.refreshed"


def test_a_stranger_finds_no_draft(advocate, colleague, attorney, administrator):
    draft = complaints.filled(by=advocate)

    for stranger in (colleague, attorney):
        with pytest.raises(ComplaintDraft.DoesNotExist):
            services.send_to_review(draft_id=draft.pk, by=stranger, now=DRAFTED)
    with pytest.raises(NotAllowed):
        services.send_to_review(draft_id=draft.pk, by=administrator, now=DRAFTED)
    assert fresh(draft).status == "draft"


def test_review_settles_the_task_and_a_return_owes_it_again(advocate, supervisor):
    draft = complaints.in_review(by=advocate)
    assert Task.objects.get(subject_id=draft.pk).done_by == advocate

    services.return_to_draft(draft_id=draft.pk, by=supervisor, now=DRAFTED)

    assert Task.objects.filter(subject_id=draft.pk, done_at=None).count() == 1
    assert (fresh(draft).status, fresh(draft).review_by) == ("draft", None)


def test_a_changed_receipt_tells_the_clock_anew_and_a_signature_falls(advocate, supervisor):
    draft = complaints.signed_off(by=advocate, signer=supervisor)
    moved = complaints.clock(received_at=DUE - 47 * HOUR, due_at=DUE + HOUR)

    services.restate_clock(draft=draft, clock=moved, now=DRAFTED + HOUR)

    draft = fresh(draft)
    assert (draft.status, draft.signed_off_by, draft.due_at) == ("draft", None, DUE + HOUR)
    assert "15:00:00 UTC" in text(draft).facts()["due"]
    assert not text(draft).open_blanks()


def test_a_clock_that_turned_out_to_be_none_takes_the_ground_away(advocate):
    draft = complaints.complaint(by=advocate)

    services.restate_clock(draft=draft, clock=None, now=DRAFTED)

    assert (fresh(draft).grounds, fresh(draft).due_at) == ([], None)


def test_who_signed_whom_is_in_the_trail_with_the_digest(advocate, supervisor):
    draft = complaints.signed_off(by=advocate, signer=supervisor)

    entry = Entry.objects.get(action="complaints.signed_off")

    assert entry.actor == str(supervisor.pk)
    assert in_force(fresh(draft)).sha256 in entry.facts
    assert draft.signed_off_revision == 2
    assert str(draft.release_id) in entry.facts


def test_a_rollback_leaves_no_trace(advocate):
    draft = complaints.complaint(by=advocate)

    with transaction.atomic():
        services.revise(
            draft_id=draft.pk,
            blanks={"other_reports": BLANKS["other_reports"]},
            added={},
            by=advocate,
            now=DRAFTED,
        )
        transaction.set_rollback(True)

    assert Revision.objects.count() == 1
    assert entries(draft) == []


def test_a_look_recorded_later_shows_that_the_text_is_old(advocate, supervisor):
    draft = complaints.in_review(by=advocate)
    [item] = complaints.items_of(draft.request)
    add_fact(
        item=item, kind="seen_up", at=LOOKED + HOUR, how="opened_link", checked_by="advocate",
        by=advocate, now=DRAFTED + HOUR,
    )  # fmt: skip

    with pytest.raises(NotAllowed, match="The record has changed since"):
        services.sign_off(draft_id=draft.pk, by=supervisor, now=DRAFTED + HOUR)
