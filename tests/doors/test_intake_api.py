"""An intake through the API: taken whole or in parts, planned, and its steps moved."""

import pytest

from cases.models import Case
from intake.models import Intake, Plan, PlanStep
from tests.factories import cases as case_factory

pytestmark = pytest.mark.django_db

URL = "/api/v1/intakes/"
ADULT = {
    "danger_now": "no",
    "extortion": "no",
    "age_when_made": "18plus",
    "age_now": "18plus",
    "country": "US",
    "file_on_own_device": "yes",
    "where": [{"kind": "address", "at": "https://chirp.example/p/1"}],
    "contact": {"name": "Odalys Kestrel", "at": "odalys@person.example", "voicemail": "no"},
    "words": "It began in May.",
}


@pytest.fixture
def api(api_for, advocate):
    return api_for(advocate)


def taken(api, **answers):
    answer = api.post(URL, {"answers": {**ADULT, **answers}})
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_whole_intake_opens_a_case_and_gives_its_plan(api):
    plan = taken(api)

    offered = [row["step"]["service"] for row in plan["steps"]]
    assert offered[0] == "stopncii"
    assert plan["track"] == "adult"
    assert plan["lines"][0]["code"] == "988"
    assert any("No copyright letter" in sentence for sentence in plan["nevers"])
    assert "happened" in plan["ask_again"]
    first = plan["steps"][0]
    assert first["reasons"]
    assert first["service"]["with_image"].startswith("The image stays on the device")
    assert first["service"]["mark"] == "verified"
    assert Case.objects.get().code == plan["case"]


def test_what_was_told_is_read_back_as_codes_alone(api):
    code = taken(api)["case"]

    answer = api.get(f"{URL}{code}/")

    found = answer.json()
    assert found["answers"]["contact"] == "told"
    assert found["places"][0]["kind"] == "address"
    assert found["next_question"] == "is_synthetic"
    for sealed in ("Odalys", "person.example", "chirp.example", "May"):
        assert sealed not in answer.content.decode()


def test_every_answer_at_fault_is_named_and_nothing_is_kept(api):
    answer = api.post(URL, {"answers": {**ADULT, "danger_now": "maybe", "colour": "red"}})

    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == {"danger_now", "colour"}
    assert not Case.objects.exists()
    assert not Intake.objects.exists()


@pytest.mark.parametrize("body", [{}, {"answers": []}, {"answers": "x"}, {"answers": {}, "x": 1}])
def test_a_body_of_another_shape_is_refused(api, body):
    assert api.post(URL, body).status_code == 400
    assert not Case.objects.exists()


def test_nothing_answered_is_no_intake(api):
    answer = api.post(URL, {"answers": {"danger_now": ""}})

    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_answered")
    assert not Case.objects.exists()


def test_one_key_takes_one_intake_however_often_it_is_sent(api):
    sent = {"format": "json", "HTTP_IDEMPOTENCY_KEY": "intake-7"}

    first = api.post(URL, {"answers": ADULT}, **sent)
    again = api.post(URL, {"answers": ADULT}, **sent)
    other = api.post(URL, {"answers": {"danger_now": "no"}}, **sent)

    assert first.json()["case"] == again.json()["case"]
    assert again.headers["Idempotent-Replay"] == "true"
    assert other.status_code == 422
    assert Case.objects.count() == 1


def test_a_later_answer_renews_the_plan(api):
    code = taken(api)["case"]

    told = api.post(f"{URL}{code}/answers/", {"answers": {"age_when_made": "unsure"}})
    plan = api.get(f"{URL}{code}/plan/").json()

    assert told.status_code == 200
    assert plan["track"] == "minor"
    assert plan["number"] == 2
    services = [row["step"]["service"] for row in plan["steps"]]
    assert "stopncii" not in services
    assert "take-it-down" in services
    assert PlanStep.objects.get(service="stopncii").state == "dropped"


def test_a_refused_later_answer_changes_nothing(api):
    code = taken(api)["case"]

    answer = api.post(f"{URL}{code}/answers/", {"answers": {"age_now": "17"}})

    assert answer.status_code == 400
    assert "age_now" in answer.json()["fields"]
    assert Plan.objects.count() == 1


def test_a_step_moves_and_a_pin_is_refused(api):
    step = taken(api)["steps"][0]["step"]
    address = f"/api/v1/plan-steps/{step['id']}/state/"

    refused = api.post(address, {"state": "done", "reference": "4821", "survivor_agreed": True})
    done = api.post(address, {"state": "done", "reference": "SN12345678", "survivor_agreed": True})

    assert (refused.status_code, refused.json()["field"]) == (409, "reference")
    assert "withdraw the StopNCII case" in refused.json()["detail"]
    assert done.json()["state"] == "done"
    assert (done.json()["reference_kept"], done.json()["reference"]) == ("agency", "SN12345678")


def test_what_is_not_yours_is_not_there(api, api_for, colleague):
    plan = taken(api)
    stranger = api_for(colleague)

    assert stranger.get(f"{URL}{plan['case']}/").status_code == 404
    assert stranger.get(f"{URL}{plan['case']}/plan/").status_code == 404
    assert stranger.post(f"{URL}{plan['case']}/answers/", {"x": 1}).status_code == 404
    step = plan["steps"][0]["step"]["id"]
    assert stranger.post(f"/api/v1/plan-steps/{step}/state/", {"x": 1}).status_code == 404


def test_a_supervisor_names_the_advocate(api_for, supervisor, advocate):
    api = api_for(supervisor)

    nobody = api.post(URL, {"answers": ADULT})
    hers = api.post(URL, {"answers": ADULT, "advocate_id": str(advocate.pk)})

    assert nobody.status_code == 409
    assert hers.status_code == 201
    assert Case.objects.get().assignments.get().user == advocate


def test_opening_the_plan_is_in_the_trail(api):
    code = taken(api)["case"]

    api.get(f"{URL}{code}/plan/")

    entries = api.get(f"/api/v1/cases/{code}/timeline/?readers=true").json()
    assert any("plan" in entry["words"] for entry in entries)


def test_an_attorney_reads_the_plan_without_its_numbers_and_no_answer(
    api, api_for, attorney, supervisor
):
    code = taken(api, age_when_made="under18")["case"]
    step = PlanStep.objects.get(service="cybertipline")
    number = {"state": "done", "reference": "48151623", "survivor_agreed": True}
    assert api.post(f"/api/v1/plan-steps/{step.pk}/state/", number).status_code == 200
    case_factory.engage(case=step.case, attorney=attorney, by=supervisor)
    theirs = api_for(attorney)

    plan = theirs.get(f"{URL}{code}/plan/")

    assert plan.status_code == 200
    assert "48151623" not in plan.content.decode()
    assert "48151623" in api.get(f"{URL}{code}/plan/").content.decode()
    assert theirs.get(f"{URL}{code}/").status_code == 403
