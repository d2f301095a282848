"""Two people sign what is contested; a changed text ends both; each takes back their own."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from complaints import services
from complaints.models import ComplaintDraft, SignOff
from complaints.standing import standing_of
from tests.factories import cases, complaints, removal
from tests.factories.complaints import DRAFTED
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
UNCLEAR = {"coverage": "unclear", "coverage_reason": "It says that it is mail alone."}


def fresh(draft):
    return ComplaintDraft.objects.for_display().get(pk=draft.pk)


def sign(draft, signer, now=DRAFTED):
    return services.sign_off(draft_id=draft.pk, by=signer, now=now)


@pytest.fixture
def contested(advocate, supervisor, attorney):
    """Give a finished draft on a service of which it is unclear whether the Act reaches it."""
    draft = complaints.in_review(by=advocate, on=removal.platform(**UNCLEAR))
    cases.engage(case=draft.case, attorney=attorney, by=supervisor)
    return draft


@pytest.mark.parametrize("order", [("attorney", "supervisor"), ("supervisor", "attorney")])
def test_what_is_contested_is_signed_once_an_attorney_and_another_have(
    contested, supervisor, attorney, order
):
    people = {"attorney": attorney, "supervisor": supervisor}

    halfway = sign(contested, people[order[0]])
    assert (halfway.status, halfway.signed_off_by) == ("in_review", None)
    whole = sign(contested, people[order[1]], now=DRAFTED + HOUR)

    assert (whole.status, whole.signed_off_by, whole.signs_wanted) == (
        "signed_off", people[order[1]], 2,
    )  # fmt: skip
    assert [one.role for one in SignOff.objects.standing()] == list(order)
    assert Entry.objects.filter(action="complaints.signed_off").count() == 2


def test_one_signature_of_two_files_nothing(contested, attorney, advocate):
    sign(contested, attorney)

    with pytest.raises(NotAllowed) as refused:
        services.record_filing(
            draft_id=contested.pk, filed_at=DRAFTED, number="FTC-1", by=advocate, now=DRAFTED
        )

    assert refused.value.code == "complaint_move"
    assert fresh(contested).filed_at is None


def test_a_second_supervisor_is_no_attorney(contested, supervisor, django_user_model):
    other = django_user_model.objects.create_user(
        email="two@agency.example", name="Tam", role="supervisor", password=None
    )
    sign(contested, supervisor)

    with pytest.raises(NotAllowed, match="is that of an attorney of the case") as refused:
        sign(contested, other)

    assert refused.value.code == "attorney_needed"
    assert SignOff.objects.count() == 1


def test_nobody_signs_twice(contested, attorney):
    sign(contested, attorney)

    with pytest.raises(NotAllowed) as refused:
        sign(contested, attorney)

    assert refused.value.code == "signed_already"


def test_whose_words_stand_in_the_text_does_not_sign_it(contested, advocate, supervisor):
    for writer in (supervisor, advocate):  # the advocate's revision is in force, Sol's words stay
        services.revise(
            draft_id=contested.pk, blanks={}, added={"F": ["It was asked twice."]}
            if writer is supervisor else {"E": ["The clock was read twice."]},
            by=writer, now=DRAFTED,
        )  # fmt: skip

    with pytest.raises(NotAllowed, match="You wrote in the text in force") as refused:
        sign(contested, supervisor)

    assert refused.value.code == "second_person_needed"
    assert not SignOff.objects.exists()


def test_a_changed_text_ends_the_first_of_two(contested, attorney, advocate):
    sign(contested, attorney)

    services.revise(
        draft_id=contested.pk, blanks={"filer": "An advocate."}, added={}, by=advocate, now=DRAFTED
    )

    ended = SignOff.objects.get()
    assert (ended.ended_because, ended.ended_by) == ("changed", advocate)
    assert len(standing_of(fresh(contested), now=DRAFTED).signing.still) == 2


def test_a_changed_receipt_ends_both(contested, attorney, supervisor):
    sign(contested, attorney)
    sign(contested, supervisor)
    moved = complaints.clock(due_at=DRAFTED + HOUR, received_at=DRAFTED - 47 * HOUR, claimed=True)

    services.restate_clock(draft=fresh(contested), clock=moved, now=DRAFTED)

    assert fresh(contested).status == "draft"
    assert not SignOff.objects.standing().exists()


def test_each_takes_back_their_own_and_no_other(contested, attorney, supervisor):
    sign(contested, attorney)
    sign(contested, supervisor)

    back = services.withdraw_sign_off(draft_id=contested.pk, by=attorney, now=DRAFTED + HOUR)

    assert (back.status, back.signed_off_by, back.release) == ("in_review", None, None)
    assert [one.signed_by for one in SignOff.objects.standing()] == [supervisor]
    assert SignOff.objects.get(signed_by=attorney).ended_because == "withdrawn"
    with pytest.raises(NotAllowed) as refused:
        services.withdraw_sign_off(draft_id=contested.pk, by=attorney, now=DRAFTED + HOUR)
    assert refused.value.code == "not_signed"


def test_who_took_it_back_may_sign_again(contested, attorney, supervisor):
    sign(contested, attorney)
    services.withdraw_sign_off(draft_id=contested.pk, by=attorney, now=DRAFTED)

    sign(contested, attorney)
    assert sign(contested, supervisor).status == "signed_off"


def test_what_is_filed_is_not_taken_back(advocate, supervisor):
    draft = complaints.filed(by=advocate, signer=supervisor)

    with pytest.raises(NotAllowed) as refused:
        services.withdraw_sign_off(draft_id=draft.pk, by=supervisor, now=DRAFTED)

    assert refused.value.code == "complaint_move"
    assert SignOff.objects.standing().count() == 1


def test_the_database_itself_wants_both(contested, attorney, supervisor):
    sign(contested, attorney)
    given = SignOff.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintDraft.objects.filter(pk=contested.pk).update(
            status="signed_off", signed_off_at=DRAFTED, signed_off_by=supervisor,
            signed_off_revision=contested.revision_number, release=given.release_id,
        )  # fmt: skip

    assert fresh(contested).status == "in_review"


@pytest.mark.parametrize("writer", ["review", "revision"])
def test_the_database_itself_refuses_a_writer_s_signature(contested, advocate, supervisor, writer):
    signer = advocate if writer == "review" else supervisor
    if writer == "revision":
        services.revise(
            draft_id=contested.pk, blanks={"filer": "A desk."}, added={}, by=supervisor, now=DRAFTED
        )
    draft = fresh(contested)
    text = draft.revisions.get(number=draft.revision_number)

    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.create(
            case=draft.case, draft=draft, revision=text.number, sha256=text.sha256,
            signed_by=signer, role="supervisor", signed_at=DRAFTED,
            release=draft.case.releases.first(),
        )  # fmt: skip

    assert not SignOff.objects.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM complaints_signoff",
        "UPDATE complaints_signoff SET revision = 9",
        "UPDATE complaints_signoff SET role = 'supervisor'",
    ],
)
def test_a_sign_off_stays_as_it_was_given(contested, attorney, sql):
    sign(contested, attorney)

    with (
        as_owner(),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert SignOff.objects.get().role == "attorney"
