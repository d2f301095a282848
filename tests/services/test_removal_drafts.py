import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as cases
from removal.models import RemovalRequest
from removal.services import requests
from tests.factories import cases as case_factory
from tests.factories import evidence as evidence_factory
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db


def actions(case):
    acts = Entry.objects.filter(chain=str(case.pk), action__startswith="removal.")
    return list(acts.order_by("seq").values_list("action", flat=True))


def test_requests_of_a_case_are_numbered_and_named_after_it(advocate):
    case = case_factory.case(by=advocate)

    first, second = (factory.draft(by=advocate, case=case) for _ in range(2))

    assert (first.code, second.code) == (f"{case.code}-R1", f"{case.code}-R2")
    assert actions(case) == ["removal.drafted", "removal.drafted"]


def test_how_the_person_can_be_recognised_comes_from_the_items(advocate):
    case = case_factory.case(by=advocate)
    items = [
        evidence_factory.item(case=case, by=advocate, identifiable_by=seen)
        for seen in (["name"], ["face", "name"])
    ]

    assert factory.draft(by=advocate, case=case, items=items).identifiable_by == ["face", "name"]


def test_an_item_of_another_case_is_refused_and_nothing_is_written(advocate):
    case = case_factory.case(by=advocate)
    elsewhere = evidence_factory.item(case=case_factory.case(by=advocate), by=advocate)

    with pytest.raises(NotAllowed) as no:
        factory.draft(by=advocate, case=case, items=[elsewhere])

    assert (no.value.code, no.value.field) == ("not_in_this_case", "item_ids")
    assert not RemovalRequest.objects.exists()
    assert actions(case) == []


def test_an_authority_of_another_case_is_refused(advocate):
    authority = case_factory.authority(case=case_factory.case(by=advocate), by=advocate)

    with pytest.raises(NotAllowed) as no:
        factory.draft(by=advocate, signer_role="advocate", authority_id=authority.pk)

    assert no.value.code == "not_in_this_case"
    assert not RemovalRequest.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("signer_role", "stranger"),
        ("signature_method", "thumb"),
        ("good_faith_basis", "because"),
        ("identifiable_by", ["shoe"]),
    ],
)
def test_a_word_that_the_law_does_not_know_is_refused(advocate, field, value):
    with pytest.raises(NotAllowed) as no:
        factory.draft(by=advocate, **{field: value})

    assert (no.value.code, no.value.field) == ("unknown_value", field)


def test_an_unknown_platform_is_refused_and_never_made_up(advocate):
    case = case_factory.case(by=advocate)

    with pytest.raises(NotAllowed) as no:
        requests.draft_request(
            case_id=case.pk, platform_slug="nowhere", item_ids=[], by=advocate, now=factory.DRAFTED
        )

    assert no.value.code == "unknown_platform"


def test_a_stranger_s_case_is_not_there(advocate, colleague):
    case = case_factory.case(by=advocate)

    with pytest.raises(type(case).DoesNotExist):
        factory.draft(by=colleague, case=case, items=[])

    assert not RemovalRequest.objects.exists()


def test_an_attorney_reads_requests_and_writes_none(advocate, attorney, supervisor):
    request = factory.draft(by=advocate)
    case_factory.engage(case=request.case, attorney=attorney, by=supervisor)

    with pytest.raises(NotAllowed) as no:
        requests.change_request(
            request_id=request.pk, contact="x@agency.example", by=attorney, now=factory.DRAFTED
        )

    assert no.value.code == "role_may_not"
    assert RemovalRequest.objects.visible_to(attorney).get() == request


def test_a_closed_case_takes_no_new_request(advocate):
    case = case_factory.closed_case(by=advocate)

    with pytest.raises(NotAllowed) as no:
        factory.draft(by=advocate, case=case, items=[])

    assert no.value.code == "case_closed"


def test_a_draft_changes_only_where_it_was_told_to(advocate):
    request = factory.draft(by=advocate)
    more = evidence_factory.item(case=request.case, by=advocate)

    changed = requests.change_request(
        request_id=request.pk,
        item_ids=[more.pk],
        contact="other@agency.example",
        by=advocate,
        now=factory.DRAFTED,
    )

    assert [listing.item for listing in changed.listings.all()] == [more]
    assert (changed.contact, changed.signer_name) == ("other@agency.example", "M. K.")
    entry = Entry.objects.get(action="removal.changed")
    assert '"changed":["contact","items"]' in entry.facts
    assert "agency.example" not in entry.facts


def test_changing_nothing_is_said_and_leaves_no_entry(advocate):
    request = factory.draft(by=advocate)

    with pytest.raises(NotAllowed) as no:
        requests.change_request(
            request_id=request.pk, contact=request.contact, by=advocate, now=factory.DRAFTED
        )

    assert no.value.code == "nothing_changed"
    assert "removal.changed" not in actions(request.case)


def test_a_signature_of_tomorrow_is_refused(advocate, now):
    with pytest.raises(NotAllowed) as no:
        factory.draft(by=advocate, signed_at=now)

    assert (no.value.code, no.value.field) == ("in_the_future", "signed_at")


def test_a_cured_request_is_a_new_version_and_the_old_one_stays(advocate, now):
    old = factory.submitted_request(by=advocate)

    new = requests.cure_request(request_id=old.pk, by=advocate, now=now)

    old.refresh_from_db()
    assert (new.code, new.status, old.status) == (f"{old.code}.2", "draft", "submitted")
    assert new.replaces == old
    assert [one.item_id for one in new.listings.all()] == [
        one.item_id for one in old.listings.all()
    ]
    assert (new.signer_name, new.good_faith_statement) == ("M. K.", old.good_faith_statement)
    assert not hasattr(new, "submission")


def test_a_request_is_cured_once(advocate, now):
    old = factory.submitted_request(by=advocate)
    requests.cure_request(request_id=old.pk, by=advocate, now=now)

    with pytest.raises(NotAllowed) as no:
        requests.cure_request(request_id=old.pk, by=advocate, now=now)

    assert no.value.code == "request_already_cured"
    assert RemovalRequest.objects.count() == 2


def test_a_draft_needs_no_cure(advocate, now):
    with pytest.raises(NotAllowed) as no:
        requests.cure_request(request_id=factory.draft(by=advocate).pk, by=advocate, now=now)

    assert no.value.code == "request_not_curable"


def test_a_request_on_a_closed_case_is_not_cured(advocate, now):
    old = factory.submitted_request(by=advocate)
    cases.move_case(case_id=old.case_id, to="closed", by=advocate, now=now)

    with pytest.raises(NotAllowed) as no:
        requests.cure_request(request_id=old.pk, by=advocate, now=now)

    assert no.value.code == "case_closed"


def test_nothing_of_the_four_parts_is_in_the_clear_in_the_table(advocate):
    from django.db import connection

    factory.draft(by=advocate)

    with connection.cursor() as cursor:
        cursor.execute("SELECT removal_removalrequest::text FROM removal_removalrequest")
        (row,) = cursor.fetchone()
    assert "never agreed" not in row
    assert "M. K." not in row
    assert "agency.example" not in row
