"""Releases and people over the API: the same rules, and nothing sealed in a list."""

import pytest

from cases.models import Release
from tests.factories import cases as factory

pytestmark = pytest.mark.django_db

SIGNED = {
    "signed_on": "2026-11-20", "written": True, "held_at": "Shelf 3", "risks_told": True,
}  # fmt: skip
TOLD = {
    "recipient_kind": "police", "recipient_name": "Officer Lind", "purpose": "referral",
    "information": ["references"], **SIGNED,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(time_machine, now):
    time_machine.move_to(now.replace(day=23))


def test_a_release_is_recorded_read_renewed_and_revoked(advocate, api_for):
    case = factory.case(by=advocate)
    api, url = api_for(advocate), f"/api/v1/cases/{case.code}/releases/"

    made = api.post(url, TOLD)

    assert (made.status_code, made.json()["recipient_name"]) == (201, "Officer Lind")
    assert "recipient_name" not in api.get(url).json()[0]
    one = f"{url}{made.json()['id']}/"
    assert api.get(one).json()["held_at"] == "Shelf 3"
    again = api.post(f"{one}renew/", SIGNED)
    assert (again.status_code, again.json()["follows"]) == (201, made.json()["id"])
    assert api.post(f"{one}revoke/", {}).json()["revoked_at"]
    assert api.post(f"{one}revoke/", {}).status_code == 409


def test_a_spoken_yes_is_refused_and_a_stranger_finds_nothing(advocate, colleague, api_for):
    case = factory.case(by=advocate)
    url = f"/api/v1/cases/{case.code}/releases/"

    assert api_for(advocate).post(url, TOLD | {"written": False}).status_code == 409
    assert api_for(colleague).post(url, TOLD).status_code == 404
    assert not Release.objects.exists()


def test_names_of_people_come_for_a_reason_alone(advocate, api_for):
    case = factory.case(by=advocate)
    api, url = api_for(advocate), f"/api/v1/cases/{case.code}/people/"
    made = api.post(url, {"name": "Bo Marsh", "part": "witness"})
    assert (made.status_code, made.json()["causes_harm"]) == (201, "unsure")

    assert "name" not in api.get(url).json()[0]
    assert api.post(f"{url}reveal/", {}).status_code == 400
    assert api.post(f"{url}reveal/", {"reason": "casework"}).json()[0]["name"] == "Bo Marsh"
    fixed = api.post(f"{url}{made.json()['id']}/correct/", {"causes_harm": "no"})
    assert fixed.json()["causes_harm"] == "no"
