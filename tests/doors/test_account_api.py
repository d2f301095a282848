"""The account of reminders over the API: counts and codes, for those who see System."""

import pytest

from deadlines.services import sweep
from deadlines.services.heartbeats import database_time
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db
ACCOUNT = "/api/v1/reminders/account/"


@pytest.fixture
def clock(advocate):
    clock = make.clock(by=advocate, at=database_time() - 25 * HOUR)
    sweep.run()
    return clock


def test_a_supervisor_reads_the_account_of_a_week(clock, supervisor, api_for):
    found = api_for(supervisor).get(ACCOUNT)

    assert found.status_code == 200
    said = found.json()
    assert (said["owed"], said["told"], said["waiting"]) == (1, 1, {"next_round": 1})
    assert said["ok"]
    assert clock.request.code not in found.content.decode()


def test_a_window_is_asked_for_and_bounded(clock, administrator, api_for):
    api = api_for(administrator)

    assert api.get(ACCOUNT, {"until": "2026-01-08T00:00:00Z"}).json()["owed"] == 0
    assert api.get(ACCOUNT, {"since": "2020-01-01T00:00:00Z"}).status_code == 400
    assert api.get(ACCOUNT, {"since": "yesterday"}).status_code == 400


def test_casework_does_not_see_it(clock, advocate, api_for):
    assert api_for(advocate).get(ACCOUNT).status_code == 403
