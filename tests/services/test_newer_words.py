"""A release serves for a while on tables that the one after it writes to; no page ends by that."""

import pytest
from django.test import Client

from accounts.models import Notice
from accounts.rules.notices import said
from cases.models import Task
from cases.services.moments import database_time
from tests.factories.accounts import mark_whole
from tests.factories.cases import active_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(advocate):
    made = Client()
    made.force_login(advocate)
    mark_whole(made)
    return made


def test_a_notice_of_a_kind_to_come_is_told_all_the_same(advocate, client):
    now = database_time()
    Notice.objects.create(reader=advocate, kind="of_tomorrow", told_at=now, next_try_at=now)

    assert "no words for" in client.get("/").content.decode()
    assert said("of_tomorrow", about="Tess", code="C-1") != ""


def test_a_task_of_a_kind_to_come_is_left_to_the_release_that_knows_it(advocate, client):
    case = active_case(by=advocate)
    now = database_time()
    Task.objects.create(case=case, kind="of_tomorrow", assigned_to=advocate, created_at=now)

    for page in ("/", f"/cases/{case.code}/"):
        assert client.get(page).status_code == 200
