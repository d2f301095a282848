"""The account is asked for as long as its reader waits, and the page stands without it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from audit.rules import NotAllowed
from deadlines import accounted
from deadlines.services import reckoning

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
MOMENT = timedelta(milliseconds=30)


def of_the_session(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


@pytest.fixture
def endless(monkeypatch):
    """An account that takes for ever, and the plans that it was asked with."""
    asked = []
    ask = reckoning._counted
    monkeypatch.setattr(reckoning, "RECKON", "SELECT pg_sleep(60)")
    monkeypatch.setattr(reckoning, "_counted", lambda *given: asked.append(given[1]) or ask(*given))
    return asked


def test_an_account_that_takes_too_long_is_asked_another_way_and_then_refused(endless):
    with pytest.raises(NotAllowed, match="more to count"):
        reckoning.reckon(since=None, until=NOON, patience=MOMENT)

    assert endless == ["on", "off"]


def test_limits_end_with_the_account():
    before = [of_the_session("statement_timeout"), of_the_session("enable_nestloop")]

    with transaction.atomic():
        reckoning.reckon(since=None, until=NOON)
        assert [of_the_session("statement_timeout"), of_the_session("enable_nestloop")] == before


def test_the_system_page_stands_without_the_account(client, supervisor, monkeypatch):
    def too_much(**_):
        raise NotAllowed("There is more to count than a page can wait for.", code="too_much")

    monkeypatch.setattr(accounted, "reckon", too_much)
    client.force_login(supervisor)

    page = client.get("/system/")

    assert page.status_code == 200
    assert "There is more to count than a page can wait for." in page.text
    assert "Nothing was owed" not in page.text
