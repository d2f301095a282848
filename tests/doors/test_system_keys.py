"""The System page says how the keys stand, to whoever looks after the machine, and shows no key."""

from base64 import b64encode

import pytest
from django.urls import reverse

from cases.models import CaseKey
from sealing import retired
from sealing.models import Rotation
from sealing.rotating import agency
from tests.factories.cases import case as open_case

pytestmark = pytest.mark.django_db
OLD, NEW = (f"{name}:{b64encode(name.encode() * 32).decode()}" for name in "12")


@pytest.fixture
def page(settings, advocate, administrator, client_for):
    settings.RECLAIM_AGENCY_KEYS = [OLD]
    retired.forget()
    case = open_case(by=advocate)
    settings.RECLAIM_AGENCY_KEYS = [NEW, OLD]

    def asked():
        return client_for(administrator).get(reverse("deadlines:system")).content.decode()

    return case, asked


def test_each_agency_key_stands_with_what_it_wraps_and_no_key_is_shown(page):
    said = page[1]()

    assert "Wraps what is new" in said
    assert "Still opens what it wraps" in said
    assert NEW.partition(":")[2] not in said


def test_a_rotation_under_way_shows_how_far_it_is_and_how_to_go_on(page):
    case, asked = page
    at = case.opened_at
    Rotation.objects.create(kind="agency", to_key="2", began_at=at, seen_at=at, total=200, done=50)

    said = asked()

    assert 'value="25"' in said
    assert "50 of 200 done" in said
    assert "manage.py rotate_keys --resume" in said


def test_a_key_that_may_be_retired_and_one_that_is_are_told_apart(page):
    case, asked = page
    agency.rewrap(now=case.opened_at)
    assert "Wraps nothing more: may be retired" in asked()

    agency.retire(key_id="1", now=case.opened_at)

    assert "Retired: refused" in asked()


def test_a_missing_key_is_said_loudly(page, settings):
    settings.RECLAIM_AGENCY_KEYS = [NEW]
    assert CaseKey.objects.count() == 1

    said = page[1]()

    assert "A key is missing" in said
    assert "Under no key at hand" in said
