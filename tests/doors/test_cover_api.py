"""Cover, rota, one's own hours, and outages over the API: the pages' services, rules and doors."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Cover
from deadlines.models import Alarm, Outage, RotaTurn
from tests.factories import cases as make
from tests.factories import cover as covers

pytestmark = pytest.mark.django_db
API = "/api/v1/"
HOUR = timedelta(hours=1)


@pytest.fixture
def case(advocate):
    return make.active_case(by=advocate)


def hours(first=24, last=72):
    now = timezone.now()
    return {
        "starts_at": (now + first * HOUR).isoformat(),
        "ends_at": (now + last * HOUR).isoformat(),
    }


def test_two_cases_are_offered_in_one_go_once_and_taken_with_one_yes(
    api_for, advocate, colleague, case
):
    second = make.case(by=advocate)
    told = {
        "cases": [case.code, second.code], "taker_id": str(colleague.pk), "note": "After ten",
        **hours(),
    }  # fmt: skip
    lender, taker = api_for(advocate), api_for(colleague)

    offered = lender.post(f"{API}covers/", told, headers={"Idempotency-Key": "weekend"})
    again = lender.post(f"{API}covers/", told, headers={"Idempotency-Key": "weekend"})

    assert (offered.status_code, len(offered.json())) == (201, 2)
    assert again.json() == offered.json()
    assert Cover.objects.count() == 2
    first = offered.json()[0]
    taken = taker.post(f"{API}covers/{first['id']}/accept/", {"all": True})
    assert [row["state"] for row in taken.json()] == ["to_come", "to_come"]
    twice = taker.post(f"{API}covers/{first['id']}/accept/")
    assert (twice.status_code, twice.json()["code"]) == (409, "cover_answered")


def test_the_taker_reads_code_and_hours_first_and_the_note_when_the_case_is_open_to_them(
    api_for, advocate, colleague, case
):
    offered = covers.offered(
        case=case, giver=advocate, taker=colleague, note="Calls after ten",
        starts_at=timezone.now() + HOUR,
    )  # fmt: skip
    taker = api_for(colleague)

    before = taker.get(f"{API}covers/{offered.pk}/").json()
    Cover.objects.update(starts_at=timezone.now() - HOUR, accepted_at=timezone.now())
    after = taker.get(f"{API}covers/{offered.pk}/").json()

    assert (before["case"], before["note"], before["state"]) == (case.code, "", "offered")
    assert (after["note"], after["state"]) == ("Calls after ten", "active")
    assert "note" not in taker.get(f"{API}covers/").json()["results"][0]


def test_each_way_that_a_cover_can_go_is_a_command(api_for, advocate, colleague, case):
    lender, taker = api_for(advocate), api_for(colleague)
    one = covers.offered(case=case, giver=advocate, taker=colleague)
    declined = taker.post(f"{API}covers/{one.pk}/decline/")
    two = covers.offered(case=case, giver=advocate, taker=colleague)
    withdrawn = lender.post(f"{API}covers/{two.pk}/withdraw/")
    three = covers.active(case=case, giver=advocate, taker=colleague)
    given_back = taker.post(f"{API}covers/{three.pk}/end/")

    assert [row["state"] for row in declined.json()] == ["declined"]
    assert withdrawn.json()["state"] == "withdrawn"
    assert (given_back.json()["state"], given_back.json()["ended_as"]) == ("ended", "given_back")


def test_covers_are_found_by_how_they_stand_now(api_for, advocate, colleague, case):
    now = timezone.now()
    stands = {
        "offered": {},
        "declined": {"declined_at": now},
        "withdrawn": {"withdrawn_at": now},
        "lapsed": {
            "offered_at": now - 9 * HOUR, "answer_by": now - 8 * HOUR,
            "starts_at": now - 9 * HOUR, "ends_at": now - HOUR,
        },
        "active": {"now": now - 2 * HOUR, "accepted_at": now, "ends_at": now + HOUR},
        "to_come": {
            "accepted_at": now, "starts_at": now + HOUR, "ends_at": now + 2 * HOUR,
        },
    }  # fmt: skip
    for given in stands.values():
        covers.offered(case=case, giver=advocate, taker=colleague, **given)
    api = api_for(advocate)

    for state in stands:
        (row,) = api.get(f"{API}covers/", {"state": state}).json()["results"]
        assert row["state"] == state


def test_a_stranger_finds_no_cover_and_lends_no_case(
    api_for, advocate, colleague, supervisor, case
):
    offered = covers.offered(case=case, giver=advocate, taker=supervisor)
    stranger = api_for(colleague)

    told = {"cases": [case.code], "taker_id": str(supervisor.pk), **hours()}
    assert stranger.post(f"{API}covers/", told).status_code == 404
    assert stranger.get(f"{API}covers/").json()["results"] == []
    for act in ("accept", "decline", "withdraw", "end"):
        assert stranger.post(f"{API}covers/{offered.pk}/{act}/").status_code == 404
    assert Cover.objects.count() == 1


def test_a_supervisor_writes_the_rota_that_advocates_read(api_for, advocate, colleague, supervisor):
    lead, reader = api_for(supervisor), api_for(advocate)
    told = {"user_id": str(colleague.pk), **hours()}

    made = lead.post(f"{API}rota/", told)
    refused = reader.post(f"{API}rota/", told)
    clash = lead.post(f"{API}rota/", told)
    (row,) = reader.get(f"{API}rota/", {"user": str(colleague.pk)}).json()["results"]
    off = lead.post(f"{API}rota/{row['id']}/withdraw/")

    assert (made.status_code, row["name"]) == (201, "Cleo")
    assert refused.status_code == 403
    assert (clash.status_code, clash.json()["code"]) == (409, "turn_known")
    assert off.json()["withdrawn_at"]
    assert reader.get(f"{API}rota/", {"standing": "true"}).json()["results"] == []
    assert RotaTurn.objects.count() == 1


def test_everyone_keeps_their_own_hours(api_for, advocate):
    api = api_for(advocate)
    week = [{"weekday": 0, "opens": "10:00", "closes": "16:00"}]

    assert not api.get(f"{API}me/hours/").json()["own"]
    assert api.post(f"{API}me/hours/", {"week": week}).json()["week"] == week
    quiet = api.post(f"{API}me/quiet-hours/", {"starts": "21:00", "ends": "07:00"}).json()["quiet"]
    half = api.post(f"{API}me/quiet-hours/", {"starts": "21:00"})
    away = api.post(f"{API}me/days-off/", {"day": "2026-12-24", "called": "Away"}).json()
    back = api.post(f"{API}me/days-off/drop/", {"day": "2026-12-24"}).json()
    gone = api.post(f"{API}me/days-off/drop/", {"day": "2026-12-24"})
    twice = api.post(f"{API}me/hours/", {"week": week * 2})

    assert quiet == {"starts": "21:00", "ends": "07:00", "days_off": False}
    assert (half.status_code, half.json()["code"]) == (409, "quiet_half")
    assert away["days_off"] == [{"day": "2026-12-24", "called": "Away"}]
    assert back["days_off"] == []
    assert (gone.status_code, twice.status_code) == (409, 400)
    assert api.get(f"{API}me/hours/").json()["own"]


def test_outages_and_alarms_are_read_by_those_who_look_after_the_machine(
    api_for, advocate, supervisor, administrator
):
    now = timezone.now()
    Outage.objects.create(from_at=now - 48 * HOUR, until_at=now)
    Alarm.objects.create(code="not_swept", noticed_at=now - 47 * HOUR, told_at=now, told=2)

    for reader in (supervisor, administrator):
        (outage,) = api_for(reader).get(f"{API}outages/").json()["results"]
        (alarm,) = api_for(reader).get(f"{API}alarms/", {"open": "true"}).json()["results"]
        assert outage["seconds"] == 48 * 3600
        assert (alarm["code"], alarm["told"]) == ("not_swept", 2)
        assert alarm["words"] != "not_swept"
    assert api_for(advocate).get(f"{API}outages/").status_code == 403
    assert api_for(advocate).get(f"{API}alarms/").status_code == 403
