"""Laws elsewhere and ladders over the API: the same rules as on the pages."""

import pytest

from cases.services.moments import database_time
from deadlines.models import Clock, Course, Ladder
from tests.factories import deadlines as make
from tests.factories.courses import AUSTRALIA, UK
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db
LADDERS = "/api/v1/ladders/"
TAKEN = {
    "law": UK,
    "connection": "shown_there",
    "made_by": "person",
    "is_notice": True,
    "declared": ["is_intimate_image", "truth", "prescribed_items"],
}


@pytest.fixture
def row(advocate):
    request = make.received(by=advocate, at=database_time().replace(microsecond=0) - HOUR)
    return f"/api/v1/removal-requests/{request.pk}/"


def test_a_law_is_taken_up_and_its_clock_stands_beside_the_acts(api_for, advocate, row):
    api = api_for(advocate)
    laws = {law["code"]: law for law in api.get(f"{row}laws/").json()}
    assert laws[UK]["can_take_up"]
    assert not laws[UK]["taken_up"]
    assert not laws["KR"]["can_take_up"]

    answer = api.post(f"{row}take-up-law/", TAKEN, format="json")

    assert answer.status_code == 200
    assert answer.json()[0]["word"] == "Clock runs"
    clocks = api.get(row).json()["clocks"]
    assert {clock["law"] for clock in clocks} == {"TAKE IT DOWN Act", "UK Online Safety Act"}


def test_a_regulators_notice_starts_a_clock_that_proves_itself(api_for, advocate, row):
    api = api_for(advocate)
    now = database_time().replace(microsecond=0)
    given = TAKEN | {"law": AUSTRALIA, "is_notice": False, "declared": ["complaint_to_esafety"]}
    waits = api.post(f"{row}take-up-law/", given, format="json").json()[0]
    assert waits["word"] == "Complaint not recorded"

    told = {"law": AUSTRALIA, "event": "regulator_notice", "at": now.isoformat()}
    proof = {"proof": "auto_reply", "reference": "eSC-9", "hours": 48}
    api.post(f"{row}law-event/", told | proof, format="json")

    clock = Clock.objects.get(statute__code=AUSTRALIA)
    assert clock.due_at == now + 48 * HOUR
    assert "eSC-9" in api.get(f"/api/v1/clocks/{clock.pk}/").json()["proof"]


def test_a_refusal_names_its_field_and_writes_nothing(api_for, advocate, row):
    answer = api_for(advocate).post(f"{row}take-up-law/", TAKEN | {"law": "KR"}, format="json")

    assert (answer.status_code, answer.json()["code"]) == (409, "law_unknown")
    assert not Course.objects.exists()


def test_a_law_is_laid_aside(api_for, advocate, row):
    api = api_for(advocate)
    api.post(f"{row}take-up-law/", TAKEN, format="json")

    answer = api.post(f"{row}lay-law-aside/", {"law": UK, "because": "mistake"}, format="json")

    assert "Laid aside" in answer.json()[0]["why"]
    assert Clock.objects.get(statute__code=UK).closed_as == "unclocked"


def test_a_ladder_is_read_proposed_and_rehearsed_but_put_in_force_by_a_person(
    api_for, supervisor, row
):
    api = api_for(supervisor)
    steps = api.get(f"{LADDERS}US-TIDA-v1/").json()["rungs"]
    assert steps[0]["words"] == "24 hours left"
    rungs = [{"seconds_from_due": one["seconds_from_due"], "tells": one["tells"]} for one in steps]
    rungs[3]["drafts_complaint"] = True

    answer = api.post(LADDERS, {"law": "US-TIDA", "rungs": rungs}, format="json")

    assert answer.status_code == 201
    assert answer.json()["in_force_at"] is None
    found = api.get(f"{LADDERS}US-TIDA-v2/rehearsal/").json()
    assert found["clocks"] == 1
    assert found["assumed"]
    assert Ladder.objects.filter(in_force_at=None).count() == 1


def test_a_ladder_that_cannot_be_is_refused_whole(api_for, supervisor, advocate, row):
    twice = [{"seconds_from_due": 0, "tells": ["advocate"]}] * 2

    answer = api_for(supervisor).post(LADDERS, {"law": UK, "rungs": twice}, format="json")

    assert answer.json()["code"] == "moment_taken"
    assert not Ladder.objects.filter(in_force_at=None).exists()
    assert api_for(advocate).get(LADDERS).status_code == 403
