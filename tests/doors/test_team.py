"""The team, as a supervisor moves cases on it, and as both advocates hear of it on Today."""

import pytest
from django.urls import reverse

from audit.models import Entry
from cases.models import Case, CaseMove
from reports.team import cases as of_team
from tests.factories import cases as make
from tests.factories import cover as covers
from tests.factories import deadlines

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(advocate, colleague, supervisor, client_for):
    """Give a supervisor's client, and an advocate's case with a clock that runs."""
    clock = deadlines.clock(by=advocate)
    return client_for(supervisor), clock.case


def text(response):
    return response.content.decode()


def asked(case, to, note="Call Maria first.", **more):
    return {"case_ids": [str(case.pk)], "to_id": str(to.pk), "note": note, **more}


def test_the_page_gives_loads_by_live_clocks_and_no_name_of_a_survivor(desk, advocate):
    client, case = desk

    page = text(client.get(reverse("reports:team")))

    assert advocate.name in page
    assert "At work" in page or "back" in page
    for hidden in ("Maria", case.code):
        assert hidden not in page


def test_both_loads_are_seen_before_anything_moves_and_then_all_of_it_does(
    desk, advocate, colleague
):
    client, case = desk
    move = reverse("reports:team-move", args=[advocate.pk])

    look = text(client.post(move, asked(case, colleague)))

    assert "Loads, before and after" in look
    assert look.count("load 2, 1 case") == 2
    assert look.count("load 0, 0 cases") == 2
    assert Case.objects.visible_to(advocate).count() == 1
    assert client.post(move, asked(case, colleague, confirmed="yes")).status_code == 302
    assert Case.objects.visible_to(colleague).get() == case
    assert not Case.objects.visible_to(advocate).exists()


def test_what_is_missing_is_said_and_what_was_chosen_stays_chosen(desk, advocate, colleague):
    client, case = desk
    move = reverse("reports:team-move", args=[advocate.pk])

    no_note = client.post(move, asked(case, colleague, note=""))
    nothing = client.post(move, {"to_id": str(colleague.pk), "note": "A word"})

    assert no_note.status_code == nothing.status_code == 422
    assert "Write a word for whoever takes them." in text(no_note)
    assert f'value="{case.pk}" id="case-{case.code}" checked' in text(no_note)
    assert "Choose at least one case." in text(nothing)
    assert not CaseMove.objects.exists()


def test_a_case_that_went_on_meanwhile_moves_nothing_and_says_where_it_is(
    desk, advocate, colleague, supervisor
):
    client, case = desk
    other = make.active_case(by=colleague)

    page = client.post(
        reverse("reports:team-move", args=[advocate.pk]),
        asked(case, colleague, confirmed="yes") | {"case_ids": [str(case.pk), str(other.pk)]},
    )

    assert page.status_code == 422
    assert f"{other.code} is with {colleague.name} by now" in text(page)
    assert not CaseMove.objects.exists()


@pytest.mark.parametrize("ids", [["nonsense"], ["00000000-0000-4000-8000-00000000dead"]])
def test_an_id_that_is_none_moves_nothing(desk, advocate, colleague, ids):
    client, case = desk
    given = asked(case, colleague, confirmed="yes") | {"case_ids": [str(case.pk), *ids]}

    assert client.post(reverse("reports:team-move", args=[advocate.pk]), given).status_code in {
        404, 422,
    }  # fmt: skip
    assert not CaseMove.objects.exists()


def test_both_are_told_on_today_until_they_say_they_saw_it(desk, advocate, colleague, client_for):
    client, case = desk
    move = reverse("reports:team-move", args=[advocate.pk])
    client.post(move, asked(case, colleague, confirmed="yes"))
    today = reverse("deadlines:today")

    gone, came = (text(client_for(one).get(today)) for one in (advocate, colleague))

    assert f"1 case of yours went to {colleague.name}" in gone
    assert f"1 case came to you from {advocate.name}" in came
    read = reverse("cases:read-moves", args=[CaseMove.objects.get().together])
    assert client_for(colleague).post(read).status_code == 302
    assert "came to you" not in text(client_for(colleague).get(today))
    assert "went to" in text(client_for(advocate).get(today))
    assert "Call Maria first." in text(
        client_for(colleague).get(reverse("cases:case", args=[case.code]))
    )


def test_what_the_taker_covers_already_does_not_count_twice(desk, advocate, colleague, supervisor):
    _, case = desk
    covers.active(case=case, giver=advocate, taker=colleague)
    now = covers.database_time()
    rows = of_team.cases_of(supervisor, advocate, now=now)

    given, taken = of_team.sides(rows, giver=advocate, taker=colleague, now=now)

    assert (given.load, given.load_after) == (0, 0)
    assert (taken.load, taken.load_after) == (2, 2)


def test_the_api_moves_by_the_same_rules(desk, advocate, colleague, supervisor, api_for):
    _, case = desk
    body = {
        "case_ids": [str(case.pk)], "from_id": None, "to_id": str(colleague.pk), "note": "A word",
    }  # fmt: skip

    refused = api_for(supervisor).post("/api/v1/team/move/", body, format="json")
    moved = api_for(supervisor).post(
        "/api/v1/team/move/", body | {"from_id": str(advocate.pk)}, format="json"
    )

    assert refused.json()["code"] == "move_went_on"
    assert moved.json()[0]["code"] == case.code
    assert api_for(colleague).get("/api/v1/moves/").json()[0]["codes"] == [case.code]
    loads = {one["name"]: one["load"] for one in api_for(supervisor).get("/api/v1/team/").json()}
    assert (loads[advocate.name], loads[colleague.name]) == (0, 2)
    assert Entry.objects.filter(action="cases.handed_on").count() == 1
