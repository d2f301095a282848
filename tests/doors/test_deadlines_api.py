"""What a platform did with a request, over the API: each command settles the clock with it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from audit.models import Entry
from deadlines.models import Clock, Unclocked
from evidence.models import ListingFact
from removal.models import Answer, Receipt, RemovalRequest
from tests.factories import cases as cases_factory
from tests.factories import deadlines as made
from tests.factories import removal as removal_factory
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
REQUESTS = "/api/v1/removal-requests/"
SOON = RECEIVED + HOUR

RECEIPT = {
    "received_at": "2026-10-31T10:00:00-04:00",
    "basis": "proven",
    "proof": "confirmation_number",
    "proof_reference": "TK-1",
}
ANSWER = {"kind": "refused", "answered_at": "2026-10-31T14:30:00Z", "demands": ["id_document"]}
LOOK = {
    "kind": "seen_gone",
    "at": "2026-10-31T14:45:00Z",
    "how": "opened_link",
    "checked_by": "advocate",
}
WITHDRAW = {"because": "survivor_asked"}


@pytest.fixture(autouse=True)
def _an_hour_after_the_receipt():
    with time_machine.travel(SOON, tick=False):
        yield


@pytest.fixture
def hers(api_for, advocate):
    return api_for(advocate)


@pytest.fixture
def submitted(advocate):
    return made.submitted(by=advocate)


@pytest.fixture
def received(advocate):
    return made.received(by=advocate)


def at(request, command=""):
    return f"{REQUESTS}{request.pk}/{command}"


def item_of(request):
    return str(request.listings.get().item_id)


def entries():
    acts = Entry.objects.filter(action__startswith="deadlines.")
    return [entry.action for entry in acts.exclude(action="deadlines.loaded_statutes")]


def test_a_receipt_starts_the_hours_and_the_answer_shows_them(hers, submitted):
    answer = hers.post(at(submitted, "receipt/"), RECEIPT).json()

    assert answer["status"] == "received"
    assert answer["no_clock"] is None
    (clock,) = answer["clocks"]
    assert (clock["starts_at"], clock["due_at"]) == ("2026-10-31T14:00:00Z", "2026-11-02T14:00:00Z")
    assert (clock["state"], clock["words"]) == ("running", "1 d 23 h left")
    assert entries() == ["deadlines.recorded_receipt"]


def test_without_a_clock_the_answer_says_why(hers, advocate):
    made.rules_loaded()
    mail = removal_factory.platform(slug="letterbox", coverage="excluded")
    request = removal_factory.submitted_request(by=advocate, on=mail)

    answer = hers.post(at(request, "receipt/"), RECEIPT).json()

    assert (answer["status"], answer["clocks"]) == ("received", [])
    assert answer["no_clock"]["reason"] == "platform_excluded"
    assert "no 48 hours run" in answer["no_clock"]["words"]
    assert Unclocked.objects.get().request_id == request.pk


def test_before_any_receipt_a_request_says_what_it_waits_for(hers, advocate, submitted):
    draft = removal_factory.draft(by=advocate)

    assert hers.get(at(draft)).data["no_clock"]["reason"] == "not_submitted"
    assert hers.get(at(submitted)).data["no_clock"]["reason"] == "no_receipt"
    hers.post(at(submitted, "withdraw/"), WITHDRAW)
    assert hers.get(at(submitted)).data["no_clock"]["reason"] == "ended_without_receipt"


def test_every_command_on_a_request_answers_with_its_clocks(hers, received):
    process = hers.post(
        at(received, "process/"), {"process": "hard_to_find", "looked_at": "2026-10-31T13:00:00Z"}
    ).json()
    opened = hers.get(at(received)).json()

    assert process["clocks"] == opened["clocks"]
    assert [clock["state"] for clock in opened["clocks"]] == ["running"]


def test_a_changed_receipt_says_why_and_moves_the_end(hers, received):
    changed = RECEIPT | {"received_at": "2026-10-31T14:30:00Z"}

    refused = hers.post(at(received, "receipt/"), changed)
    assert (refused.status_code, refused.data["code"]) == (409, "change_reason_missing")
    assert refused.data["field"] == "change_reason"
    assert Receipt.objects.count() == 1

    answer = hers.post(at(received, "receipt/"), {**changed, "change_reason": "wrong_zone"}).json()
    assert [clock["due_at"] for clock in answer["clocks"]] == ["2026-11-02T14:30:00Z"]
    assert len(answer["receipts"]) == 2


REFUSED = [
    ("receipt", {"received_at": "2026-10-31T10:00:00"}, 400, "invalid"),
    ("receipt", {"received_at": "2026-11-30T10:00:00Z"}, 409, "in_the_future"),
    ("receipt", {"received_at": "2026-10-30T10:00:00Z"}, 409, "before_submission"),
    ("receipt", {"basis": "certain"}, 400, "invalid"),
    ("receipt", {"basis": "inferred"}, 409, "proof_of_inferred"),
    ("receipt", {"due_at": "2030-01-01T00:00:00Z"}, 400, "invalid"),
    ("answer", {"kind": "ignored"}, 400, "invalid"),
    ("answer", {"answered_at": "2026-10-31T14:30:00"}, 400, "invalid"),
    ("answer", {"demands": ["first_born"]}, 400, "invalid"),
    ("answer", {"stops_clock": True}, 400, "invalid"),
    ("outcome", {"at": "2026-10-31T14:45:00"}, 400, "invalid"),
    ("outcome", {"kind": "back"}, 409, "was_not_gone"),
    ("outcome", {"screenshot": "x"}, 400, "invalid"),
    ("withdraw", {"because": "bored"}, 400, "invalid"),
    ("withdraw", {"note": "x"}, 400, "invalid"),
]


@pytest.mark.parametrize("refused", REFUSED)
def test_what_does_not_fit_is_refused_and_nothing_is_written(hers, submitted, refused):
    command, changed, status, code = refused
    whole = {"receipt": RECEIPT, "answer": ANSWER, "outcome": LOOK, "withdraw": WITHDRAW}[command]
    item = {"item": item_of(submitted)} if command == "outcome" else {}

    answer = hers.post(at(submitted, f"{command}/"), whole | item | changed)

    assert (answer.status_code, answer.data["code"]) == (status, code)
    for rows in (Receipt, Answer, ListingFact, Clock):
        assert not rows.objects.exists()
    assert RemovalRequest.objects.get().status == "submitted"
    assert entries() == []


def test_an_answer_is_kept_and_stops_no_clock(hers, received):
    answer = hers.post(at(received, "answer/"), ANSWER | {"words": "Not a breach."}).json()

    assert [one["demands"] for one in answer["answers"]] == [["id_document"]]
    assert answer["answers"][0]["words"] == "Not a breach."
    assert [clock["state"] for clock in answer["clocks"]] == ["running"]


def test_its_word_that_all_is_removed_resolves_nothing(hers, received):
    answer = hers.post(at(received, "answer/"), ANSWER | {"kind": "says_removed"}).json()

    assert answer["status"] == "received"
    assert ListingFact.objects.get().kind == "said_removed"
    assert Clock.objects.get().closed_at is None


def test_a_look_that_finds_all_gone_closes_the_clock_in_time(hers, received):
    answer = hers.post(at(received, "outcome/"), LOOK | {"item": item_of(received)}).json()

    assert answer["status"] == "resolved"
    (clock,) = answer["clocks"]
    assert (clock["state"], clock["closed_as"]) == ("closed", "in_time")
    assert clock["achieved_at"] == "2026-10-31T14:45:00Z"
    assert clock["words"] == "Gone in time, 0 h 45 min 00 s after receipt"


def test_an_item_that_the_request_does_not_list_is_refused_whosever_it_is(
    hers, advocate, colleague, received
):
    own, anothers = (item_of(made.received(by=who)) for who in (advocate, colleague))
    answers = [
        hers.post(at(received, "outcome/"), LOOK | {"item": item})
        for item in (own, anothers, "00000000-0000-4000-8000-00000000dead")
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert answers[0].data == answers[1].data == answers[2].data
    assert answers[0].data["code"] == "not_listed"
    assert not ListingFact.objects.exists()


def test_withdrawing_stops_the_clock_and_keeps_it(hers, received):
    answer = hers.post(at(received, "withdraw/"), WITHDRAW).json()

    assert (answer["status"], answer["withdrawn_because"]) == ("withdrawn", "survivor_asked")
    assert [(clock["state"], clock["closed_as"]) for clock in answer["clocks"]] == [
        ("closed", "withdrawn")
    ]
    assert hers.post(at(received, "withdraw/"), WITHDRAW).status_code == 409


@pytest.mark.parametrize(
    ("command", "sent", "rows"),
    [("receipt", RECEIPT, Receipt), ("answer", ANSWER, Answer), ("outcome", LOOK, ListingFact)],
)
def test_a_command_that_comes_twice_under_one_key_is_done_once(
    hers, submitted, command, sent, rows
):
    sent = sent | ({"item": item_of(submitted)} if command == "outcome" else {})
    keyed = {"Idempotency-Key": f"{command}-1"}

    first, again = (hers.post(at(submitted, f"{command}/"), sent, headers=keyed) for _ in range(2))

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.headers["Idempotent-Replay"] == "true"
    assert rows.objects.count() == 1
    assert len(entries()) == 1


@pytest.mark.parametrize("who", ["colleague", "attorney", "administrator"])
def test_a_stranger_is_answered_before_the_body_is_read(api_for, request, received, who):
    api = api_for(request.getfixturevalue(who))

    for command in ("receipt", "answer", "outcome", "withdraw"):
        url = at(received, f"{command}/")
        unreadable = api.post(url, b"{", content_type="application/json")
        upload = api.post(url, b"--x--", content_type="multipart/form-data; boundary=x")
        assert [api.post(url, {"x": 1}).status_code, unreadable.status_code] == [404, 404]
        assert upload.status_code == 415  # whoever sends it, whatever stands at the address
    assert entries() == ["deadlines.recorded_receipt"]
    assert not Answer.objects.exists()


def test_an_attorney_on_the_case_looks_but_records_no_receipt(
    api_for, attorney, supervisor, submitted
):
    cases_factory.engage(case=submitted.case, attorney=attorney, by=supervisor)
    api = api_for(attorney)

    refused = api.post(at(submitted, "receipt/"), RECEIPT)
    looked = api.post(at(submitted, "outcome/"), LOOK | {"item": item_of(submitted)})

    assert (refused.status_code, refused.data["code"]) == (403, "role_may_not")
    assert looked.status_code == 200
    assert not Receipt.objects.exists()


def test_a_draft_takes_neither_receipt_nor_answer(hers, advocate):
    draft = removal_factory.draft(by=advocate)

    for command, sent in (("receipt", RECEIPT), ("answer", ANSWER)):
        answer = hers.post(at(draft, f"{command}/"), sent)
        assert (answer.status_code, answer.data["code"]) == (409, "request_not_submitted")


def test_the_moments_of_the_law_are_elapsed_hours_whatever_the_offset_given(hers, advocate):
    spring = datetime(2027, 3, 13, 15, tzinfo=UTC)
    request = made.submitted(by=advocate, at=spring - HOUR)
    sent = RECEIPT | {"received_at": "2027-03-13T10:00:00-05:00"}

    with time_machine.travel(spring + timedelta(minutes=1), tick=False):
        answer = hers.post(at(request, "receipt/"), sent).json()

    assert [clock["due_at"] for clock in answer["clocks"]] == ["2027-03-15T15:00:00Z"]
    assert timedelta(hours=48) == DUE - RECEIVED
