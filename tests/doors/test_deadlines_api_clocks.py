"""Clocks over the API: read alone, each explains itself, and a stranger's is not there."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Entry
from deadlines.models import Clock
from deadlines.services import sweep
from tests.factories import cases as cases_factory
from tests.factories import deadlines as made
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
CLOCKS = "/api/v1/clocks/"
SECOND = timedelta(seconds=1)


@pytest.fixture
def hers(api_for, advocate):
    return api_for(advocate)


@pytest.fixture
def clock(advocate):
    return made.clock(by=advocate)


def at(moment):
    return time_machine.travel(moment, tick=False)


def ids(api, **asked):
    return {row["id"] for row in api.get(CLOCKS, asked).data["results"]}


def test_a_row_says_by_when_since_when_and_on_what_proof(hers, clock):
    with at(DUE - 5 * HOUR - timedelta(minutes=12)):
        (row,) = hers.get(CLOCKS).json()["results"]

    assert row == {
        "id": str(clock.pk),
        "case": clock.case.code,
        "request": str(clock.request_id),
        "request_code": f"{clock.case.code}-R1",
        "statute": "US-TIDA",
        "law": "TAKE IT DOWN Act",
        "statute_version": 1,
        "starts_at": "2026-10-31T14:00:00Z",
        "due_at": "2026-11-02T14:00:00Z",
        "hours": 48,
        "basis": "proven",
        "claimed": False,
        "state": "running",
        "words": "5 h 12 min left",
        "closed_at": None,
        "closed_as": "",
        "achieved_at": None,
    }


def test_one_clock_explains_what_started_it_and_by_which_rule(hers, clock):
    with at(RECEIVED + HOUR):
        whole = hers.get(f"{CLOCKS}{clock.pk}/").json()

    assert whole["started_by"] == "The platform received the request."
    assert whole["proof"] == "A confirmation number: TK-1"
    assert whole["rule"]["citation"].startswith("47 U.S.C. 223a")
    assert (whole["rule"]["hours"], whole["rule"]["mark"]) == (48, "verified")
    assert whole["rule"]["checked_on"] == clock.statute.checked_on.isoformat()
    assert "48 elapsed hours" in whole["rule_words"]
    assert "checked" in whole["rule_words"]
    assert [line["rung"] for line in whole["ledger"]] == [
        "a-day-left", "six-hours-left", "time-is-up", "complaint", "unreviewed-draft",
    ]  # fmt: skip
    assert {line["state"] for line in whole["ledger"]} == {"planned"}


def test_its_ledger_is_the_ledger_of_the_database(hers, advocate):
    """The view asks the database's own clock, so nothing is frozen here."""
    now = timezone.now().replace(microsecond=0)
    clock = made.clock(by=advocate, at=now - 43 * HOUR)
    unswept = ledgers(hers, clock)
    sweep.run(now=timezone.now())
    swept = ledgers(hers, clock)
    made.look(clock.request.listings.get().item, by=advocate, at=timezone.now())
    closed = ledgers(hers, clock)

    for told, kept in (unswept, swept, closed):
        assert told == kept
    states = [[state for *_, state in told] for told, _ in (unswept, swept, closed)]
    assert states == [
        ["owed", "owed", "planned", "planned", "planned"],
        ["skipped", "sent", "planned", "planned", "planned"],
        ["skipped", "sent"],
    ]


def ledgers(api, clock):
    """Give a clock's ledger as the API tells it and as the view has it."""
    told = [
        (line["rung"], moment(line["due_at"]), moment(line["done_at"]), line["state"])
        for line in api.get(f"{CLOCKS}{clock.pk}/").json()["ledger"]
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rung, due_at, done_at, state FROM deadline_ledger WHERE clock_id = %s"
            " ORDER BY due_at",
            [clock.pk],
        )
        return told, cursor.fetchall()


def moment(text):
    return text and datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "state", "words"),
    [
        (DUE - SECOND, "running", "0 min left"),
        (DUE, "running", "0 min left"),
        (DUE + SECOND, "late", "late by 0 h 00 min"),
    ],
)
def test_exactly_at_due_is_in_time_in_the_row_and_in_the_filter(hers, clock, now, state, words):
    with at(now):
        (row,) = hers.get(CLOCKS).data["results"]
        found = {one for one in ("running", "unproven", "late", "closed") if ids(hers, state=one)}

    assert (row["state"], row["words"]) == (state, words)
    assert found == {state}


def test_states_are_asked_for_one_by_one_or_together(hers, advocate, clock):
    request = made.submitted(by=advocate)
    made.receipt(request, by=advocate, at=RECEIVED, now=RECEIVED, basis="inferred", proof="none")
    unproven = Clock.objects.get(request=request)
    late = made.clock(by=advocate, at=RECEIVED - 48 * HOUR)
    closed = made.clock(by=advocate)
    made.look(closed.request.listings.get().item, by=advocate, at=RECEIVED + HOUR)
    groups = {"running": clock, "unproven": unproven, "late": late, "closed": closed}

    with at(RECEIVED + 2 * HOUR):
        for state, one in groups.items():
            assert ids(hers, state=state) == {str(one.pk)}
        assert ids(hers, state=["running", "unproven"]) == {str(clock.pk), str(unproven.pk)}
        assert len(ids(hers)) == 4
        row = next(r for r in hers.get(CLOCKS).data["results"] if r["state"] == "closed")

    assert row["closed_as"] == "in_time"
    assert row["words"] == "Gone in time, 1 h 00 min 00 s after receipt"


def test_a_clock_that_never_ran_says_so_and_not_that_it_was_withdrawn(hers, advocate, clock):
    before_the_act = datetime(2026, 5, 18, 20, tzinfo=UTC)
    request = made.received(by=advocate, submitted_at=before_the_act - HOUR)
    made.receipt(
        request, by=advocate, at=before_the_act, now=RECEIVED, change_reason="wrong_moment"
    )

    rows = hers.get(CLOCKS, {"request": str(request.pk)}).data["results"]

    assert [(row["state"], row["closed_as"]) for row in rows] == [("closed", "unclocked")]
    assert rows[0]["words"].startswith("Laid aside")


def test_lists_filter_by_moment_case_request_and_basis(hers, advocate, clock):
    later = made.clock(by=advocate, at=RECEIVED + HOUR)
    first, second = {str(clock.pk)}, {str(later.pk)}

    assert ids(hers, due_before=(DUE + SECOND).isoformat()) == first
    assert ids(hers, due_before=DUE.isoformat()) == set()
    assert ids(hers, due_after=DUE.isoformat()) == first | second
    assert ids(hers, due_after="2026-11-02T09:00:01-05:00") == second
    assert ids(hers, case=later.case.code.lower()) == second
    assert ids(hers, request=str(clock.request_id)) == first
    assert ids(hers, basis="inferred") == set()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due_after", "2026-11-02T14:00:00"),
        ("due_before", "2026-11-02"),
        ("due_before", "soon"),
        ("state", "overdue"),
        ("basis", "guessed"),
        ("request", "R1"),
    ],
)
def test_a_filter_that_means_nothing_is_refused_rather_than_guessed(hers, clock, field, value):
    answer = hers.get(CLOCKS, {field: value})

    assert (answer.status_code, answer.data["code"]) == (400, "invalid")
    assert set(answer.data["fields"]) == {field}


def test_pages_by_cursor_lose_none_of_those_due_at_one_moment(hers, advocate):
    for _ in range(5):
        made.clock(by=advocate)

    seen, page = [], hers.get(CLOCKS, {"page_size": 2}).data
    while True:
        seen += [row["id"] for row in page["results"]]
        if page["next"] is None:
            break
        page = hers.get(page["next"]).data

    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("who", ["colleague", "attorney", "administrator"])
def test_a_strangers_clock_is_not_there(api_for, request, clock, who):
    api = api_for(request.getfixturevalue(who))

    answer = api.get(f"{CLOCKS}{clock.pk}/")

    assert answer.status_code == 404
    assert answer.data == api.get(f"{CLOCKS}00000000-0000-4000-8000-00000000dead/").data
    assert ids(api) == set()
    assert not Entry.objects.filter(action="cases.opened").exists()


def test_whoever_is_on_the_case_reads_its_clock_and_that_is_entered(
    api_for, attorney, supervisor, clock
):
    cases_factory.engage(case=clock.case, attorney=attorney, by=supervisor)

    for who in (attorney, supervisor):
        assert api_for(who).get(f"{CLOCKS}{clock.pk}/").status_code == 200

    opened = Entry.objects.filter(action="cases.opened").order_by("id")
    assert [entry.actor for entry in opened] == [str(attorney.pk), str(supervisor.pk)]


def test_no_clock_is_changed_here(hers, clock):
    for method in (hers.post, hers.put, hers.patch, hers.delete):
        assert method(f"{CLOCKS}{clock.pk}/", {}).status_code == 405
        assert method(CLOCKS, {}).status_code == 405


def test_every_list_asks_as_much_for_thirty_rows_as_for_three(hers, advocate, supervisor):
    lists = ["clocks", "reminders", "removal-requests", "evidence", "complaints", "cases"]

    def asked():
        counts = {}
        for name in lists:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                rows = hers.get(f"/api/v1/{name}/", {"page_size": 200}).data["results"]
            counts[name] = (len(rows) > 0, len(queries))
        return counts

    for _ in range(3):
        made.clock(by=advocate)
    sweep.run(now=DUE + 2 * HOUR)
    three = asked()
    for _ in range(27):
        made.clock(by=advocate)
    sweep.run(now=DUE + 2 * HOUR)

    assert asked() == three
    assert all(has_rows for has_rows, _ in three.values())
