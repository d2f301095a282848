"""Keeping digits that a device made, letting them go, and never a minor's."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as case_services
from cases.models import Case, CaseKey, Task
from evidence import services
from evidence.models import Fingerprint, Item, Match
from tests.factories import cases as made
from tests.factories import evidence as found
from tests.factories import keeping

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)


def refused(code):
    return pytest.raises(NotAllowed, check=lambda no: no.code == code)


@pytest.fixture
def case(advocate):
    return made.case(by=advocate)


@pytest.fixture
def item(advocate, case):
    return found.item(case=case, by=advocate)


def test_what_was_made_on_the_device_is_kept_with_what_made_it(advocate, item):
    kept = found.fingerprints(item=item, by=advocate)

    assert [one.algorithm for one in kept] == ["sha256", "md5", "pdq", "phash"]
    told = Fingerprint.objects.get(algorithm="pdq")
    assert told.digits == found.PDQ
    assert (told.quality, told.producer) == (100, "reclaim-fingerprint/1")
    assert (told.byte_length, told.width, told.height) == (204_800, 1080, 1350)
    assert Entry.objects.filter(action="evidence.kept_fingerprints").count() == 1


def test_no_digits_stand_in_the_clear(advocate, item):
    found.fingerprints(item=item, by=advocate)

    with connection.cursor() as cursor:
        cursor.execute("SELECT f::text FROM evidence_fingerprint f")
        rows = str(cursor.fetchall())
        cursor.execute("SELECT e::text FROM audit_entry e")
        rows += str(cursor.fetchall())
    for digits in (found.PDQ, found.PHASH, found.SHA256, found.MD5):
        assert digits not in rows
        assert f"{int(digits, 16):b}" not in rows


def test_the_same_digits_are_kept_once_an_item(advocate, item):
    found.fingerprints(item=item, by=advocate)

    with refused("fingerprint_kept_already"):
        found.fingerprints(item=item, by=advocate)

    assert Fingerprint.objects.count() == 4


def test_a_picture_too_plain_is_kept_and_never_compared(advocate, case, item):
    found.fingerprints(item=item, by=advocate, quality=49, sha256="", md5="")
    found.fingerprints(
        item=found.item(case=case, by=advocate), by=advocate, quality=49, sha256="", md5=""
    )

    assert Fingerprint.objects.kept().count() == 4
    assert not Fingerprint.objects.compared().exists()
    assert not Match.objects.exists()


@pytest.mark.parametrize("age", ["under18", "unsure"])
@pytest.mark.parametrize("whose", ["item", "case"])
def test_none_is_kept_while_someone_may_be_under_18(advocate, age, whose):
    case = made.case(by=advocate, age_when_made=age if whose == "case" else "18plus")
    item = found.item(case=case, by=advocate, age_when_made=age if whose == "item" else "18plus")
    entries = Entry.objects.count()

    with refused("no_fingerprint_of_a_minor") as no:
        found.fingerprints(item=item, by=advocate)

    assert "Take It Down" in no.value.sentence
    assert not Fingerprint.objects.exists()
    assert Entry.objects.count() == entries


def test_the_database_itself_refuses_a_minors_digits(advocate, case, item):
    kept = found.fingerprints(item=item, by=advocate)[0]
    minor = found.item(case=case, by=advocate, age_when_made="unsure")

    with pytest.raises(IntegrityError), transaction.atomic():
        Fingerprint.objects.filter(pk=kept.pk).update(item=minor)


@pytest.mark.parametrize("age", ["under18", "unsure"])
def test_correcting_an_item_erases_its_digits_and_their_matches(advocate, case, item, age):
    twin = found.item(case=case, by=advocate)
    for one in (item, twin):
        found.fingerprints(item=one, by=advocate)
    assert Match.objects.count() == 1

    services.correct_item(item_id=item.pk, age_when_made=age, by=advocate, now=NOW)

    assert not Fingerprint.objects.filter(item=item).exists()
    assert Fingerprint.objects.filter(item=twin).count() == 4
    assert not Match.objects.exists()
    assert not Task.objects.filter(kind="decide_match").exists()
    entry = Entry.objects.get(action="evidence.erased_fingerprints")
    assert (entry.chain, entry.subject_id, entry.actor) == (str(case.pk), str(item.pk), "")
    assert entry.facts == '{"count":4,"item":"E1","why":"someone may be under 18"}'


def test_changing_a_case_erases_the_digits_of_all_its_items(advocate, case, item):
    other = found.item(case=made.case(by=advocate), by=advocate)
    for one in (item, found.item(case=case, by=advocate), other):
        found.fingerprints(item=one, by=advocate)

    case_services.change_case(case_id=case.pk, age_when_made="unsure", by=advocate, now=NOW)

    assert set(Fingerprint.objects.values_list("item", flat=True)) == {other.pk}
    assert not Match.objects.exists()
    assert Entry.objects.filter(action="evidence.erased_fingerprints").count() == 2


def test_a_screenshots_digest_goes_with_the_others_when_a_case_turns_unsure(advocate, case):
    item = found.item(case=case, by=advocate, screenshot_sha256="a" * 64)

    case_services.change_case(case_id=case.pk, age_when_made="unsure", by=advocate, now=NOW)

    assert Item.objects.get(pk=item.pk).screenshot_sha256 == ""


@pytest.mark.parametrize("table", ["cases_case", "evidence_item"])
def test_no_door_goes_round_the_erasing(advocate, item, table):
    found.fingerprints(item=item, by=advocate)

    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET age_when_made = 'under18'")  # noqa: S608

    assert not Fingerprint.objects.exists()


def test_a_purged_case_keeps_no_digits(advocate, supervisor, case, item):
    found.fingerprints(item=item, by=advocate)
    keeping.running(case=case, by=advocate, second=supervisor)

    CaseKey.objects.filter(case=case).update(wrapped=b"", destroyed_at=NOW)

    assert not Fingerprint.objects.exists()


def test_what_else_is_corrected_erases_nothing(advocate, case, item):
    found.fingerprints(item=item, by=advocate)

    services.correct_item(item_id=item.pk, handle="@other", by=advocate, now=NOW)
    case_services.change_case(case_id=case.pk, country="GB", by=advocate, now=NOW)

    assert Fingerprint.objects.count() == 4


def test_a_withdrawn_fingerprint_has_no_digits_and_matches_nothing(advocate, case, item):
    kept = found.fingerprints(item=item, by=advocate, sha256="", md5="", phash="")[0]

    services.withdraw_fingerprint(fingerprint_id=kept.pk, by=advocate, now=NOW)
    found.fingerprints(item=found.item(case=case, by=advocate), by=advocate)

    kept.refresh_from_db()
    assert (kept.digits, kept.blind, kept.withdrawn_by) == ("", "", advocate)
    assert not Match.objects.exists()
    with refused("fingerprint_withdrawn"):
        services.withdraw_fingerprint(fingerprint_id=kept.pk, by=advocate, now=NOW)


def test_a_withdrawn_row_cannot_hold_digits(advocate, item):
    kept = found.fingerprints(item=item, by=advocate)[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        Fingerprint.objects.filter(pk=kept.pk).update(withdrawn_at=NOW, withdrawn_by=advocate)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fingerprint.objects.filter(pk=kept.pk).update(
            withdrawn_at=NOW, withdrawn_by=advocate, blind=""
        )


def test_only_who_works_on_the_case_keeps_or_withdraws(advocate, colleague, attorney, item):
    kept = found.fingerprints(item=item, by=advocate)[0]

    with pytest.raises(ObjectDoesNotExist):
        services.withdraw_fingerprint(fingerprint_id=kept.pk, by=colleague, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        found.fingerprints(item=item, by=colleague)
    with refused("role_may_not"):
        services.withdraw_fingerprint(fingerprint_id=kept.pk, by=attorney, now=NOW)
    assert Fingerprint.objects.kept().count() == 4


def test_a_closed_case_takes_none_and_lets_go_of_what_it_has(advocate, case, item):
    kept = found.fingerprints(item=item, by=advocate, md5="")[0]
    case_services.move_case(case_id=case.pk, to="closed", by=advocate, now=NOW)

    with refused("case_closed"):
        found.fingerprints(item=item, by=advocate)

    assert Case.objects.get(pk=case.pk).status == "closed"
    services.withdraw_fingerprint(fingerprint_id=kept.pk, by=advocate, now=NOW)
    assert Item.objects.get(pk=item.pk).fingerprints.kept().count() == 2
