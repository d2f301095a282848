"""Sign-off and filing: what they ask for, and what stays as it is afterwards."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Release
from complaints import services
from complaints.models import Addendum, ComplaintDraft, Revision
from evidence.models import ListingFact
from removal.models import Receipt
from tests.factories import cases, complaints, releases
from tests.factories.complaints import DRAFTED, DUE
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def sign(draft, by, **rest):
    given = {"now": DRAFTED} | rest
    return services.sign_off(draft_id=draft.pk, by=by, **given)


def file(draft, by, **rest):
    given = {"filed_at": DRAFTED, "number": "FTC-1", "now": DRAFTED} | rest
    return services.record_filing(draft_id=draft.pk, by=by, **given)


def test_only_an_attorney_or_a_supervisor_signs(advocate, attorney, supervisor):
    draft = complaints.in_review(by=advocate)

    with pytest.raises(NotAllowed, match="only an attorney or a supervisor may do this"):
        sign(draft, advocate)
    cases.engage(case=draft.case, attorney=attorney, by=supervisor)

    assert sign(draft, attorney).signed_off_by == attorney


def test_whoever_sent_it_to_review_does_not_sign_it(advocate, supervisor):
    draft = complaints.filled(by=advocate)
    services.send_to_review(draft_id=draft.pk, by=supervisor, now=DRAFTED)

    with pytest.raises(NotAllowed) as refused:
        sign(draft, supervisor)

    assert refused.value.code == "second_person_needed"
    assert ComplaintDraft.objects.get().status == "in_review"


@pytest.mark.parametrize("act", ["revise", "refresh"])
def test_whoever_made_the_revision_in_force_does_not_sign_it(advocate, attorney, supervisor, act):
    draft = complaints.in_review(by=advocate)
    words = {"blanks": {}, "added": {"F": ["I called twice."]}} if act == "revise" else {}
    getattr(services, act)(draft_id=draft.pk, by=supervisor, now=DRAFTED, **words)

    with pytest.raises(NotAllowed, match="somebody else must sign what you wrote") as refused:
        sign(draft, supervisor)

    assert refused.value.code == "second_person_needed"
    assert ComplaintDraft.objects.get().signed_off_at is None
    assert not Entry.objects.filter(action="complaints.signed_off").exists()
    cases.engage(case=draft.case, attorney=attorney, by=supervisor)
    assert sign(draft, attorney).signed_off_by == attorney


def test_the_signer_is_not_the_writer_even_by_update(advocate, supervisor, attorney):
    draft = complaints.in_review(by=advocate)
    services.refresh(draft_id=draft.pk, by=supervisor, now=DRAFTED)
    cases.engage(case=draft.case, attorney=attorney, by=supervisor)
    sign(draft, attorney)

    with pytest.raises(IntegrityError, match="A second person signs"), transaction.atomic():
        ComplaintDraft.objects.update(signed_off_by=supervisor)


def test_without_a_release_nothing_is_signed(advocate, supervisor):
    draft = complaints.in_review(by=advocate)
    Release.objects.filter(recipient_kind="regulator").update(
        revoked_at=DRAFTED, revoked_by=advocate
    )

    with pytest.raises(NotAllowed, match="was revoked on 2 Nov 2026") as refused:
        sign(draft, supervisor)

    assert refused.value.code == "release_needed"
    assert ComplaintDraft.objects.get().signed_off_at is None


def test_everything_that_is_missing_is_named_at_once(advocate, supervisor):
    request = complaints.received_request(by=advocate)
    releases.to_regulator(request.case, by=advocate, now=DRAFTED)
    draft = complaints.draft_of(request)
    services.send_to_review(draft_id=draft.pk, by=advocate, now=DRAFTED)

    with pytest.raises(NotAllowed) as refused:
        sign(draft, supervisor)

    assert refused.value.code == "not_complete"
    for part in (
        "Nobody has looked at E1 since the deadline",
        "The last look at E1 is more than 24 hours old",
        "4 blanks are left",
        "who files this report",
        "how the regulator can reach the filer",
    ):
        assert part in str(refused.value)
    assert not Entry.objects.filter(action="complaints.signed_off").exists()


def test_a_look_that_is_a_day_old_is_too_old_to_sign(advocate, supervisor):
    draft = complaints.in_review(by=advocate)

    with pytest.raises(NotAllowed, match="more than 24 hours old"):
        sign(draft, supervisor, now=DRAFTED + 24 * HOUR)


def test_a_signature_is_of_the_text_that_was_read(advocate, supervisor):
    draft = complaints.in_review(by=advocate)

    with pytest.raises(NotAllowed) as refused:
        sign(draft, supervisor, on_revision=1)

    assert refused.value.code == "revision_moved"


def test_a_signed_text_does_not_change_until_it_is_returned(advocate, supervisor):
    draft = complaints.signed_off(by=advocate, signer=supervisor)

    for change in (services.refresh, lambda **k: services.revise(blanks={}, added={}, **k)):
        with pytest.raises(NotAllowed, match="Return it to draft first"):
            change(draft_id=draft.pk, by=advocate, now=DRAFTED)
    services.return_to_draft(draft_id=draft.pk, by=advocate, now=DRAFTED)

    assert ComplaintDraft.objects.get().signed_off_revision is None


def test_only_what_is_signed_is_filed_and_with_a_number_and_a_moment(advocate, supervisor):
    draft = complaints.in_review(by=advocate)
    with pytest.raises(NotAllowed, match="only one that is signed off"):
        file(draft, advocate)
    sign(draft, supervisor)

    for given, code in (
        ({"number": "  "}, "number_needed"),
        ({"number": "9" * 101}, "too_long"),
        ({"filed_at": DRAFTED + HOUR}, "in_the_future"),
        ({"filed_at": DRAFTED - HOUR}, "filed_before_sign_off"),
    ):
        with pytest.raises(NotAllowed) as refused:
            file(draft, advocate, **given)
        assert refused.value.code == code

    filed = file(draft, advocate, number=" FTC-190442 ")
    assert (filed.status, filed.filing_number, filed.filed_by) == ("filed", "FTC-190442", advocate)
    assert Entry.objects.filter(action="complaints.filed").count() == 1


def test_what_was_filed_moves_no_further(advocate, supervisor):
    draft = complaints.filed(by=advocate, signer=supervisor)

    for act in (services.supersede, services.return_to_draft, services.refresh):
        with pytest.raises(NotAllowed):
            act(draft_id=draft.pk, by=supervisor, now=DRAFTED)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE complaints_revision SET number = 9",
        "DELETE FROM complaints_revision",
        "UPDATE complaints_complaintdraft SET revision_number = 9",
        "UPDATE complaints_complaintdraft SET status = 'draft'",
        "DELETE FROM complaints_complaintdraft",
        "UPDATE complaints_addendum SET source_id = 'x'",
        "DELETE FROM complaints_addendum",
    ],
)
def test_the_database_itself_keeps_what_was_filed(advocate, supervisor, sql):
    draft = complaints.filed(by=advocate, signer=supervisor)
    services.add_addendum(
        draft=draft,
        kind="removed",
        text="It came down later.",
        source=draft,
        now=DRAFTED,
        by=None,
    )

    with as_owner(), pytest.raises(DatabaseError, match="final"), transaction.atomic():
        connection.cursor().execute(sql)


def test_a_revision_is_final_even_of_a_draft(advocate):
    complaints.complaint(by=advocate)

    with pytest.raises(DatabaseError, match="final"), transaction.atomic():
        Revision.objects.update(blanks_left=0)


@pytest.mark.parametrize(
    "change",
    [
        {"status": "filed"},
        {"status": "signed_off"},
        {"release": None},
        {"released_by_word": True},
        {"filed_unreleased": True},
        {"revision_number": 9},
        {"signed_off_revision": 1},
        {"review_at": None},
        {"filed_at": DRAFTED},
        {"status": "gone"},
    ],
)
def test_no_update_leaves_half_a_sign_off(advocate, supervisor, change):
    draft = complaints.signed_off(by=advocate, signer=supervisor)
    if change == {"status": "signed_off"}:
        services.return_to_draft(draft_id=draft.pk, by=advocate, now=DRAFTED)

    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintDraft.objects.update(**change)


def test_the_signer_is_not_the_sender_even_by_update(advocate, supervisor):
    complaints.signed_off(by=advocate, signer=supervisor)

    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintDraft.objects.update(review_by=supervisor)


def test_a_late_removal_after_filing_is_an_addendum_once(advocate, supervisor):
    draft = complaints.filed(by=advocate, signer=supervisor)
    complaints.look(draft.request, by=advocate, kind="seen_gone", at=DRAFTED + HOUR)
    source = ListingFact.objects.get(kind="seen_gone")
    revisions = list(Revision.objects.values_list("sha256", flat=True))

    for _ in range(2):
        services.add_addendum(
            draft=draft,
            kind="removed",
            text="E1 was seen gone.",
            source=source,
            now=DRAFTED + HOUR,
            by=advocate,
        )

    assert [one.text for one in Addendum.objects.all()] == ["E1 was seen gone."]
    assert list(Revision.objects.values_list("sha256", flat=True)) == revisions


def test_a_receipt_changed_after_filing_is_an_addendum(advocate, supervisor):
    draft = complaints.filed(by=advocate, signer=supervisor)
    moved = DUE - 47 * HOUR
    Receipt.objects.update(received_at=moved)

    services.restate_clock(
        draft=draft,
        clock=complaints.clock(received_at=moved, due_at=DUE + HOUR),
        now=DRAFTED + HOUR,
    )

    [addendum] = Addendum.objects.all()
    assert "31 October 2026, 15:00:00 UTC" in addendum.text
    assert ComplaintDraft.objects.get().due_at == DUE


def test_a_superseded_draft_is_kept_and_asked_for_again_stays_the_same(advocate):
    draft = complaints.complaint(by=advocate)

    services.supersede(draft_id=draft.pk, by=advocate, now=DRAFTED)
    again = complaints.draft_of(draft.request)

    assert (again.pk, again.status) == (draft.pk, "superseded")
    assert Revision.objects.count() == 1
