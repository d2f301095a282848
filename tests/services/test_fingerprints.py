"""Keeping digits that a device made, and letting them go."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from audit.models import Entry
from audit.rules import NotAllowed
from evidence.models import Fingerprint
from tests.factories import cases as made
from tests.factories import evidence as found

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

    told = {one.algorithm: one for one in Fingerprint.objects.all()}
    assert set(told) == {"pdq", "phash", "sha256", "md5"}
    assert [one.algorithm for one in kept] == ["sha256", "md5", "pdq", "phash"]
    assert told["pdq"].digits == found.PDQ
    assert told["pdq"].quality == 100
    assert told["pdq"].producer == "reclaim-fingerprint/1"
    assert (told["pdq"].byte_length, told["pdq"].width) == (204_800, 1080)
    entry = Entry.objects.get(action="evidence.kept_fingerprints")
    assert found.PDQ not in entry.facts


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
