"""The clock column of the case list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from removal.services import requests
from tests.factories import cases as made
from tests.factories import deadlines as timed

pytestmark = pytest.mark.django_db
COLUMN = reverse("deadlines:case-column")


def cells(client, *cases):
    return client.get(COLUMN, {"case": [case.code for case in cases]}).content.decode()


def test_each_case_gets_its_nearest_clock_in_its_own_cell(client_for, advocate):
    timed_case = timed.clock(by=advocate).case
    quiet = made.case(by=advocate)

    page = cells(client_for(advocate), timed_case, quiet)

    assert f'id="clock-of-{timed_case.code}"' in page
    assert page.count("data-clock-due") == 1
    assert "None running" in page[page.index(f'id="clock-of-{quiet.code}"') :].split("</span>")[0]


def test_a_strangers_case_has_no_cell(client_for, advocate, colleague):
    case = timed.clock(by=advocate).case

    assert cells(client_for(colleague), case).strip() == ""


def test_the_column_asks_the_database_the_same_for_one_case_and_many(client_for, advocate):
    client = client_for(advocate)
    cases = [timed.clock(by=advocate).case for _ in range(4)]

    def asked(*some):
        with CaptureQueriesContext(connection) as questions:
            cells(client, *some)
        return len(questions)

    asked()
    assert asked(*cases[:1]) == asked(*cases)


def test_each_version_of_a_request_has_its_own_clock(client_for, advocate, colleague):
    first = timed.received(by=advocate)
    later = requests.cure_request(request_id=first.pk, by=advocate, now=timed.RECEIVED)
    column = reverse("deadlines:version-column", args=[later.pk])

    told = client_for(advocate).get(column).content.decode()

    assert 'id="clock-of-R1"' in told
    assert 'id="clock-of-R1.2"' not in told  # not sent: it has none to show
    assert client_for(colleague).get(column).status_code == 404
