"""The desk over the API: the same rows, the same words and the same doors as its pages."""

import pytest

from restitution.models import Determination, RemedyFact
from tests.factories import remedies
from tests.factories.remedies import DAY, determine, tell, today_of

pytestmark = pytest.mark.django_db
HOME = "/api/v1/restitution/"


@pytest.fixture
def case(advocate, attorney, supervisor):
    return remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)


@pytest.fixture
def hers(api_for, attorney):
    return api_for(attorney)


def test_the_queue_gives_codes_days_and_counts(case, hers, attorney):
    remedies.day(case, by=attorney, in_days=5)

    given = hers.get(HOME).json()

    (row,) = given["cases"]
    assert (row["case"], row["urgency"], row["to_determine"]) == (case.code, "now", 0)
    assert row["next_day"] == (today_of(attorney) + 5 * DAY).isoformat()
    assert (given["not_released"], given["release_too_narrow"]) == (0, 0)


def test_a_fact_is_told_once_under_one_key_and_read_back_as_it_counts(case, hers):
    body = {"question": "discloser_known", "value": "yes", "said_by": "survivor"}
    key = {"Idempotency-Key": "one"}

    first = hers.post(f"{HOME}{case.code}/facts/", body, format="json", headers=key)
    again = hers.post(f"{HOME}{case.code}/facts/", body, format="json", headers=key)

    assert (first.status_code, again.status_code, RemedyFact.objects.count()) == (201, 201, 1)
    held = {one["question"]: one for one in hers.get(f"{HOME}{case.code}/facts/").json()}
    assert held["discloser_known"]["value"] == "yes"
    assert held["minor"]["of_the_case"] is True


def test_a_card_gives_its_row_path_facts_and_mark(case, hers, attorney):
    remedies.tell_6851(case, by=attorney)

    cards = {one["remedy"]: one for one in hers.get(f"{HOME}{case.code}/remedies/").json()}

    assert cards["usc6851"]["outcome"] == "support"
    assert cards["usc6851"]["path"]
    assert cards["usc6851"]["checked_on"] == "2026-11-22"
    assert cards["defiance"]["status"] == "pending"


def test_a_determination_is_kept_and_one_that_came_meanwhile_is_a_refusal(case, hers, attorney):
    url = f"{HOME}{case.code}/determinations/"
    body = {"remedy": "usc6851", "outcome": "needs", "reasons": "Nobody named.", "on_version": 0}

    made = hers.post(url, body, format="json")
    late = hers.post(url, body, format="json")

    assert (made.status_code, made.json()["version"]) == (201, 1)
    assert (late.status_code, late.json()["code"]) == (409, "version_moved")
    assert [one["reasons"] for one in hers.get(url).json()] == ["Nobody named."]
    assert Determination.objects.count() == 1


def test_the_agency_gets_the_signal_and_is_refused_the_rest(
    case, attorney, advocate, supervisor, api_for
):
    determine(case, by=attorney, reasons="Privileged-Canary")
    for person in (advocate, supervisor):
        client = api_for(person)
        signal = client.get(f"{HOME}{case.code}/")
        assert signal.status_code == 200
        assert "Privileged" not in signal.content.decode()
        for part in ("remedies", "determinations", "days"):
            assert client.get(f"{HOME}{case.code}/{part}/").status_code == 403
        assert client.get(HOME).status_code == 403


def test_a_day_is_kept_and_ended(case, hers, attorney):
    on = (today_of(attorney) + 3 * DAY).isoformat()

    made = hers.post(f"{HOME}{case.code}/days/", {"kind": "hearing", "on": on}, format="json")
    ended = hers.post(f"{HOME}{case.code}/days/{made.json()['id']}/end/")

    assert (made.status_code, ended.status_code) == (201, 200)
    assert ended.json()["ended_at"]


def test_questions_are_given_as_far_as_a_role_asks_them(hers, advocate, api_for):
    whole = {one["slug"] for one in hers.get(f"{HOME}questions/").json()}
    ours = {one["slug"] for one in api_for(advocate).get(f"{HOME}questions/").json()}

    assert {"predicate", "losses_found", "injury"} <= whole
    assert "injury" in ours
    assert not ours & {"predicate", "losses_found"}


def test_an_open_answer_says_who_could_settle_it_and_when(case, hers, attorney):
    tell(case, "identifiable", "unsure", by=attorney)

    cards = {one["remedy"]: one for one in hers.get(f"{HOME}{case.code}/remedies/").json()}

    (asked,) = [one for one in cards["usc6851"]["open"] if one["question"] == "identifiable"]
    assert asked["who_settles"] == ["survivor", "attorney"]
    assert asked["next_ask_days"] == 14
