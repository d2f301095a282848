"""Outcomes by item, complaints drafted by hand and one's own reminders, over the API."""

import pytest
import time_machine

from audit.models import Entry
from cases.models import Case
from cases.services import assign_case
from complaints.models import ComplaintDraft
from deadlines.models import Clock, Reminder
from deadlines.services import sweep
from evidence.models import ListingFact
from tests.factories import deadlines as made
from tests.factories import removal as removal_factory
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
ITEMS = "/api/v1/evidence/"
COMPLAINTS = "/api/v1/complaints/"
REMINDERS = "/api/v1/reminders/"
NOWHERE = "00000000-0000-4000-8000-00000000dead"
LATER = DUE + 2 * HOUR


@pytest.fixture(autouse=True)
def _two_hours_past_due():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def hers(api_for, advocate):
    return api_for(advocate)


@pytest.fixture
def request_late(advocate):
    return made.received(by=advocate)


@pytest.fixture
def item(request_late):
    return request_late.listings.get().item


def look(**changed):
    return {
        "kind": "seen_gone",
        "at": "2026-11-02T13:00:00Z",
        "how": "opened_link",
        "checked_by": "advocate",
        "note": "Opened it twice.",
        **changed,
    }


def test_what_was_found_of_an_item_settles_its_requests(hers, item):
    answer = hers.post(f"{ITEMS}{item.pk}/outcome/", look())

    assert answer.status_code == 200
    assert (answer.data["state"], answer.data["facts"][0]["note"]) == (
        "seen gone",
        "Opened it twice.",
    )
    assert Clock.objects.get().closed_as == "in_time"
    assert Entry.objects.filter(action="deadlines.recorded_outcome").count() == 1


def test_a_fact_taken_back_lets_the_clock_run_again_and_stays_struck_out(hers, item):
    fact = hers.post(f"{ITEMS}{item.pk}/outcome/", look()).data["facts"][0]["id"]

    answer = hers.post(f"{ITEMS}{item.pk}/retract/", {"fact": fact})

    assert answer.status_code == 200
    assert answer.data["state"] == "up"
    assert [one["retracted_at"] is None for one in answer.data["facts"]] == [False]
    clock = hers.get(f"/api/v1/clocks/{Clock.objects.get().pk}/").data
    assert (clock["state"], clock["words"]) == ("late", "late by 2 h 00 min")
    again = hers.post(f"{ITEMS}{item.pk}/retract/", {"fact": fact})
    assert (again.status_code, again.data["code"]) == (409, "fact_retracted")


def test_a_fact_of_another_item_is_not_reached_through_this_one(hers, advocate, item):
    other = made.received(by=advocate).listings.get().item
    fact = made.look(other, by=advocate, at=DUE).facts.get()

    for absent in (fact.pk, NOWHERE):
        answer = hers.post(f"{ITEMS}{item.pk}/retract/", {"fact": str(absent)})
        assert answer.status_code == 404
    assert hers.post(f"{ITEMS}{item.pk}/retract/", {"fact": "x"}).status_code == 400
    assert ListingFact.objects.get().retracted_at is None


def test_a_look_under_one_key_is_one_fact(hers, item):
    keyed = {"Idempotency-Key": "look-1"}

    first, again = (
        hers.post(f"{ITEMS}{item.pk}/outcome/", look(), headers=keyed) for _ in range(2)
    )

    assert ListingFact.objects.count() == 1
    assert first.data == again.data


@pytest.mark.parametrize("who", ["colleague", "attorney", "administrator"])
def test_a_strangers_item_takes_no_outcome(api_for, request, item, who):
    api = api_for(request.getfixturevalue(who))

    for command in ("outcome", "retract"):
        for sent in (look(), {"x": 1}):
            assert api.post(f"{ITEMS}{item.pk}/{command}/", sent).status_code == 404
    assert not ListingFact.objects.exists()


def test_a_complaint_is_drafted_once_a_request(hers, request_late):
    sent = {"request": str(request_late.pk)}

    made_now, there = hers.post(COMPLAINTS, sent), hers.post(COMPLAINTS, sent)

    assert (made_now.status_code, there.status_code) == (201, 200)
    assert made_now.data["id"] == there.data["id"]
    assert made_now.data["made_because"] == "by_hand"
    assert made_now.data["request_code"] == request_late.code
    assert ComplaintDraft.objects.count() == 1
    assert Entry.objects.filter(action="deadlines.drafted_complaint").count() == 1


def test_a_key_gives_the_first_answer_again(hers, request_late):
    sent, keyed = {"request": str(request_late.pk)}, {"Idempotency-Key": "complain-1"}

    first, again = (hers.post(COMPLAINTS, sent, headers=keyed) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["Idempotent-Replay"] == "true"
    other = hers.post(COMPLAINTS, {"request": NOWHERE}, headers=keyed)
    assert other.status_code == 404


def test_a_complaint_without_ground_is_refused_in_words(hers, advocate):
    draft = removal_factory.draft(by=advocate)

    answer = hers.post(COMPLAINTS, {"request": str(draft.pk)})

    assert answer.status_code == 409
    assert answer.data["detail"].endswith(".")
    assert not ComplaintDraft.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "attorney", "administrator"])
def test_nobody_complains_on_a_strangers_request(api_for, request, request_late, who):
    api = api_for(request.getfixturevalue(who))

    theirs, nowhere = (
        api.post(COMPLAINTS, {"request": str(pk)}) for pk in (request_late.pk, NOWHERE)
    )

    assert (theirs.status_code, theirs.data) == (404, nowhere.data)
    assert api.post(COMPLAINTS, {"request": str(request_late.pk), "x": 1}).status_code == 400
    assert not ComplaintDraft.objects.exists()


@pytest.fixture
def told(request_late, supervisor):
    """Sweep when less than six hours are left, and when the time is up."""
    sweep.run(now=DUE - 5 * HOUR)
    sweep.run(now=DUE)
    return request_late


def test_reminders_are_ones_own_the_latest_first(hers, api_for, supervisor, told):
    with time_machine.travel(RECEIVED, tick=False):
        rows = hers.get(REMINDERS).data["results"]

    assert [row["rung"] for row in rows] == ["time-is-up", "six-hours-left"]
    assert [row["words"] for row in rows] == ["time is up", "6 hours left"]
    assert {row["request_code"] for row in rows} == {told.code}
    assert {row["due_at"] for row in rows} == {"2026-11-02T14:00:00Z"}
    theirs = api_for(supervisor).get(REMINDERS).data["results"]
    assert [row["rung"] for row in theirs] == ["time-is-up"]
    assert not {row["id"] for row in rows} & {row["id"] for row in theirs}


def test_a_reminder_is_read_once_and_leaves_the_unread(hers, told):
    first = hers.get(REMINDERS, {"unread": "true"}).data["results"][0]["id"]

    read = hers.post(f"{REMINDERS}{first}/read/")
    again = hers.post(f"{REMINDERS}{first}/read/", {})

    assert read.json()["read_at"] == "2026-11-02T16:00:00Z"
    assert again.json() == read.json()
    assert Entry.objects.filter(action="deadlines.read_reminder").count() == 1
    assert len(hers.get(REMINDERS, {"unread": "true"}).data["results"]) == 1
    assert [row["id"] for row in hers.get(REMINDERS, {"unread": "false"}).data["results"]] == [
        first
    ]
    assert hers.post(f"{REMINDERS}{first}/read/", {"read_at": "x"}).status_code == 400


@pytest.mark.parametrize("who", ["colleague", "supervisor", "administrator"])
def test_nobody_reads_anothers_reminder(api_for, request, advocate, told, who):
    api = api_for(request.getfixturevalue(who))
    for reminder in Reminder.objects.filter(recipient=advocate):
        assert api.post(f"{REMINDERS}{reminder.pk}/read/", {"x": 1}).status_code == 404
    assert not Reminder.objects.filter(read_at__isnull=False).exists()


def test_a_reminder_of_a_case_no_longer_ones_own_is_not_there(
    hers, advocate, colleague, supervisor, told
):
    mine = hers.get(REMINDERS).data["results"][0]["id"]
    case = Case.objects.get()
    assign_case(case_id=case.pk, user_id=colleague.pk, kind="advocate", by=supervisor, now=LATER)

    assert hers.get(REMINDERS).data["results"] == []
    assert hers.post(f"{REMINDERS}{mine}/read/").status_code == 404
