"""Who may act for a survivor, and how the one who harms never can; the database says so too."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services
from cases.models import Authority, Person, Release, Task
from tests.factories import cases as factory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def case(advocate, now):
    return factory.case(by=advocate, now=now)


@pytest.mark.parametrize("harm", ["yes", "unsure"])
@pytest.mark.parametrize("name", ["Bo Marsh", "  bo MARSH ", "Marsh, Bo"])
def test_the_one_who_harms_never_holds_authority_by_row_or_by_name(case, advocate, now, harm, name):
    person = factory.person(case=case, by=advocate, now=now, name="Bo Marsh", causes_harm=harm)
    if harm == "yes":
        with pytest.raises(NotAllowed, match="causing the harm"):
            factory.authority(case=case, by=advocate, now=now, holder=name)

    with pytest.raises(NotAllowed, match="causing the harm"):
        factory.authority(case=case, by=advocate, now=now, person_id=person.pk, causes_harm=True)

    assert not Authority.objects.exists()


def test_a_part_of_causing_harm_is_causing_harm(case, advocate, now):
    person = factory.person(case=case, by=advocate, now=now, part="causing_harm", causes_harm="no")

    assert person.causes_harm == "yes"


@pytest.mark.parametrize("answer", [True, None])
def test_a_parent_who_harms_the_other_parent_or_may_is_no_guardian(case, advocate, now, answer):
    with pytest.raises(NotAllowed, match="other parent"):
        factory.authority(
            case=case, by=advocate, now=now, kind="parent_guardian", harms_other_parent=answer
        )

    assert not Person.objects.exists()


def test_nobody_acts_for_an_adult_by_being_a_parent(advocate, now):
    grown = factory.case(by=advocate, now=now, age_when_made="18plus")

    with pytest.raises(NotAllowed, match="The survivor is an adult"):
        factory.authority(
            case=grown, by=advocate, now=now, kind="parent_guardian", harms_other_parent=False
        )

    assert not Authority.objects.exists()
    assert not Person.objects.exists()
    assert factory.authority(case=grown, by=advocate, now=now, kind="court").pk


def under_authority(case, by, now):
    held = factory.authority(
        case=case, by=by, now=now, holder="Bo Marsh", scope=["sign_requests", "sign_releases"]
    )
    signed = factory.release(
        case=case, by=by, now=now, signed_by_kind="authority", authority_id=held.pk
    )
    own = factory.release(case=case, by=by, now=now, recipient_ref="postly")
    return held, signed, own


def test_marking_someone_ends_what_they_hold_and_what_was_released_under_it(case, advocate, now):
    held, signed, own = under_authority(case, advocate, now)
    entries = Entry.objects.count()

    services.correct_person(person_id=held.person_id, causes_harm="unsure", by=advocate, now=now)

    assert Authority.objects.get(pk=held.pk).revoked_at == now
    assert Release.objects.get(pk=signed.pk).revoked_at == now
    assert Release.objects.get(pk=own.pk).revoked_at is None
    assert Task.objects.get(case=case).assigned_to == advocate
    assert Entry.objects.count() == entries + 1
    with pytest.raises(NotAllowed, match="was revoked"):
        services.require_release(
            case=case, recipient_kind="platform", recipient_ref="chirp",
            purpose="removal_request", information={"locations"}, now=now,
        )  # fmt: skip


def test_what_was_released_under_an_ended_authority_ends_as_well(case, advocate, now):
    held, signed, _ = under_authority(case, advocate, now)
    services.revoke_authority(authority_id=held.pk, by=advocate, now=now)
    assert Release.objects.get(pk=signed.pk).revoked_at is None

    services.correct_person(person_id=held.person_id, part="causing_harm", by=advocate, now=now)

    assert Release.objects.get(pk=signed.pk).revoked_at == now


def test_an_older_authority_without_a_row_is_found_by_its_name(case, advocate, now):
    held, signed, _ = under_authority(case, advocate, now)
    Authority.objects.update(person=None)
    Person.objects.all().delete()

    factory.person(case=case, by=advocate, now=now, name="MARSH Bo", causes_harm="yes")

    assert Authority.objects.get(pk=held.pk).revoked_at == now
    assert Release.objects.get(pk=signed.pk).revoked_at == now


def test_two_rows_for_one_name_are_refused(case, advocate, now):
    factory.person(case=case, by=advocate, now=now, name="Bo Marsh")

    with pytest.raises(NotAllowed, match="Someone of this name"):
        factory.person(case=case, by=advocate, now=now, name="bo marsh")

    assert Person.objects.count() == 1


def refused(rows, **change):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**change)


def test_the_database_refuses_authority_for_whoever_harms(case, advocate, now):
    held, _, _ = under_authority(case, advocate, now)
    harmful = factory.person(case=case, by=advocate, now=now, name="Al", causes_harm="yes")
    elsewhere = factory.person(
        case=factory.case(by=advocate, now=now), by=advocate, now=now, name="Cy"
    )

    refused(Person.objects.filter(pk=held.person_id), causes_harm="unsure")
    refused(Person.objects.filter(pk=held.person_id), harms_other_parent="yes")
    refused(Authority.objects.filter(pk=held.pk), person=harmful)
    refused(Authority.objects.filter(pk=held.pk), person=elsewhere)
    refused(Authority.objects.filter(pk=held.pk), scope=[])
    refused(Authority.objects.filter(pk=held.pk), scope=["everything"])
    refused(Authority.objects.filter(pk=held.pk), kind="parent_guardian")
    refused(Person.objects.filter(pk=harmful.pk), causes_harm="no", part="causing_harm")


BROKEN = [
    {"written": False}, {"risks_told": False}, {"information": []}, {"information": ["all"]},
    {"purpose": "gossip"}, {"recipient_kind": "press"}, {"recipient_ref": ""},
    {"recipient_ref": "chirp,postly"}, {"signed_by_kind": "authority"},
    {"expires_at": datetime(2027, 2, 1, tzinfo=UTC)},
    {"expires_at": datetime(2026, 10, 30, tzinfo=UTC)},
    {"revoked_at": datetime(2026, 11, 3, tzinfo=UTC)},
]  # fmt: skip


@pytest.mark.parametrize("change", BROKEN, ids=str)
def test_the_database_refuses_what_is_no_release(case, advocate, now, change):
    factory.release(case=case, by=advocate, now=now)

    refused(Release.objects.all(), **change)


def test_the_database_takes_ninety_days_and_a_whole_revocation(case, advocate, now):
    factory.release(case=case, by=advocate, now=now)

    assert Release.objects.update(expires_at=datetime(2027, 1, 31, 23, 59, tzinfo=UTC)) == 1
    assert Release.objects.update(revoked_at=now, revoked_by=advocate) == 1
