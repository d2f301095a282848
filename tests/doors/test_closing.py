"""A case is closed knowingly: what still runs on it is named, and closing is confirmed."""

import pytest
from django.urls import reverse

from cases.models import Case
from tests.factories import cases as made
from tests.factories import deadlines as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticking(advocate):
    return make.received(by=advocate)


def move(case):
    return reverse("cases:move", args=[case.code])


def test_the_page_names_the_clock_and_asks(ticking, advocate, client_for):
    client, url = client_for(advocate), move(ticking.case)

    assert f"clock of {ticking.code}" in client.get(url).content.decode()

    refused = client.post(url, {"to": "closed"})
    assert refused.status_code == 422
    assert "Closing the case stops none of it" in refused.content.decode()
    assert Case.objects.get().status != "closed"

    client.post(url, {"to": "closed", "confirmed": "on"})
    assert Case.objects.get().status == "closed"
    assert ticking.clocks.get().closed_at is None


def test_any_other_move_is_not_asked_about(ticking, advocate, client_for):
    client_for(advocate).post(move(ticking.case), {"to": "active"})

    assert Case.objects.get().status == "active"


def test_a_case_on_which_nothing_runs_is_closed_at_once(advocate, client_for):
    case = made.case(by=advocate)
    client = client_for(advocate)

    assert 'name="confirmed"' not in client.get(move(case)).content.decode()
    client.post(move(case), {"to": "closed"})
    assert Case.objects.get().status == "closed"


def test_the_api_asks_the_same(ticking, advocate, api_for):
    api, url = api_for(advocate), f"/api/v1/cases/{ticking.case.code}/move/"

    refused = api.post(url, {"to": "closed"})
    assert (refused.status_code, refused.json()["code"]) == (409, "still_running")

    assert api.post(url, {"to": "closed", "confirmed": True}).status_code == 200
