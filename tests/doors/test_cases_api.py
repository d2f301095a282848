"""Cases over the API: rows are read, changes are named commands."""

import pytest

from audit.models import Entry
from cases.models import Authority, Case, Note, Task
from tests.factories import cases as made

pytestmark = pytest.mark.django_db
CASES = "/api/v1/cases/"


@pytest.fixture
def case(advocate):
    return made.case(by=advocate, survivor_name="Odalys Kestrel")


@pytest.fixture
def hers(api_for, advocate):
    return api_for(advocate)


def at(case, command=""):
    return f"{CASES}{case.code}/{command}"


def test_a_case_is_opened_and_read_by_its_code(hers):
    made_now = hers.post(CASES, {"survivor_name": "Odalys", "age_when_made": "18plus"})

    assert made_now.status_code == 201
    read = hers.get(f"{CASES}{made_now.data['code']}/")
    assert read.data["status"] == "intake"
    assert read.data["assignments"][0]["name"] == "Ada"
    assert "Odalys" not in str(read.data)


def test_a_key_makes_one_case_however_often_it_is_sent(hers):
    sent = {"survivor_name": "Odalys", "age_when_made": "18plus"}
    keyed = {"Idempotency-Key": "intake-17"}

    answers = [hers.post(CASES, sent, headers=keyed) for _ in range(3)]

    assert Case.objects.count() == 1
    assert {answer.data["code"] for answer in answers} == {Case.objects.get().code}
    assert hers.post(CASES, {"country": "GB"}, headers=keyed).status_code == 422


@pytest.mark.parametrize(
    "sent",
    [
        {"surname": "x"},
        {"status": "closed"},
        {"id": "x", "code": "C-2222"},
        {"age_when_made": "17"},
        {"country": "USA"},
        {"opened_at": "2020-01-01T00:00:00Z"},
    ],
)
def test_a_body_with_what_the_command_does_not_know_is_refused_whole(hers, sent):
    answer = hers.post(CASES, sent)

    assert answer.status_code == 400
    assert answer.data["code"] == "invalid"
    assert set(sent) & set(answer.data["fields"])
    assert not Case.objects.exists()


def test_a_rule_says_no_with_its_own_sentence(hers, case):
    answer = hers.post(at(case, "move/"), {"to": "watching"})

    assert answer.status_code == 409
    assert answer.data["code"] == "case_move"
    assert answer.data["field"] == "to"
    assert answer.data["detail"].startswith("A case that is intake can only become")
    assert Case.objects.get().status == "intake"


def test_opening_is_an_entry_here_too(hers, case):
    hers.get(at(case))

    assert Entry.objects.filter(action="cases.opened").count() == 1


def test_a_list_carries_no_word_of_the_person(hers, case):
    rows = hers.get(CASES).data["results"]

    assert [row["code"] for row in rows] == [case.code]
    assert "Kestrel" not in str(rows)
    assert set(rows[0]) & {"narrative", "survivor", "contact", "name"} == set()


def test_lists_filter_and_turn_pages_by_cursor(hers, advocate):
    for number in range(5):
        made.case(by=advocate, age_when_made="unsure" if number else "18plus")
    closed = made.closed_case(by=advocate)

    def codes(**asked):
        return [row["code"] for row in hers.get(CASES, asked).data["results"]]

    assert codes(status="closed") == [closed.code]
    assert len(codes(age_when_made="unsure")) == 4
    assert codes(code=closed.code.lower()) == [closed.code]
    assert codes(mine="false") == []
    first = hers.get(CASES, {"page_size": 4}).data
    second = hers.get(first["next"]).data
    seen = [row["code"] for row in (*first["results"], *second["results"])]
    assert len(set(seen)) == len(seen) == 6


def test_a_name_opens_for_a_reason(hers, case):
    assert hers.post(at(case, "reveal/"), {}).status_code == 400
    shown = hers.post(at(case, "reveal/"), {"reason": "contact"})

    assert shown.data["name"] == "Odalys Kestrel"
    assert Entry.objects.filter(action="cases.revealed").count() == 1


def test_a_supervisors_reason_is_a_supervisors(api_for, supervisor, case):
    answer = api_for(supervisor).post(at(case, "reveal/"), {"reason": "casework"})

    assert (answer.status_code, answer.data["code"]) == (409, "reveal_reason")
    assert not Entry.objects.filter(action="cases.revealed").exists()


@pytest.mark.parametrize("who", ["colleague", "attorney", "administrator"])
def test_a_strangers_case_is_not_there_at_any_command(api_for, request, case, who):
    api = api_for(request.getfixturevalue(who))
    missing = api.get(f"{CASES}C-2222/")

    assert api.get(at(case)).status_code == 404
    assert api.get(at(case)).data == missing.data
    for command in ("change", "move", "assign", "unassign", "reveal", "notes", "tasks",
                    "authorities"):  # fmt: skip
        assert api.post(at(case, f"{command}/"), {}).status_code == 404
    assert api.get(at(case, "timeline/")).status_code == 404
    assert api.get(at(case, "notes/")).status_code == 404
    assert not Note.objects.exists()


def test_nobody_without_a_token_reads_anything(case):
    from rest_framework.test import APIClient

    assert APIClient().get(CASES).status_code == 401
    assert APIClient().post(CASES, {}).status_code == 401


def test_the_wrong_role_is_a_403_that_names_the_right_one(hers, colleague, case):
    answer = hers.post(at(case, "assign/"), {"user_id": str(colleague.pk), "kind": "advocate"})

    assert (answer.status_code, answer.data["code"]) == (403, "role_may_not")
    assert not Case.objects.visible_to(colleague).exists()


def test_notes_tasks_and_authorities_are_made_and_ended(hers, case):
    note = hers.post(at(case, "notes/"), {"text": "Spoke today."})
    task = hers.post(at(case, "tasks/"), {"text": "Call", "due_at": "2026-12-01T09:00:00-05:00"})
    held = hers.post(
        at(case, "authorities/"),
        {"kind": "written", "holder": "Rosa", "starts_on": "2026-11-01", "causes_harm": False},
    )

    assert [answer.status_code for answer in (note, task, held)] == [201, 201, 201]
    assert hers.get(at(case, "notes/")).data[0]["text"] == "Spoke today."
    assert task.data["due_at"] == "2026-12-01T14:00:00Z"
    assert "Rosa" not in str(held.data)
    assert hers.post(at(case, f"tasks/{task.data['id']}/done/")).status_code == 200
    assert hers.post(at(case, f"authorities/{held.data['id']}/revoke/")).status_code == 200
    assert Task.objects.get().done_at is not None
    assert Authority.objects.get().revoked_at is not None


def test_a_naive_moment_is_refused_and_never_guessed(hers, case):
    answer = hers.post(at(case, "tasks/"), {"text": "Call", "due_at": "2026-12-01T09:00:00"})

    assert answer.status_code == 400
    assert "offset" in str(answer.data["fields"]["due_at"])
    assert not Task.objects.exists()


def test_a_task_of_another_case_is_not_reached_through_this_one(hers, advocate, case):
    other = made.task(case=made.case(by=advocate), by=advocate)

    assert hers.post(at(case, f"tasks/{other.pk}/done/")).status_code == 404
    assert Task.objects.get().done_at is None


def test_the_timeline_tells_in_words(hers, case):
    hers.post(at(case, "move/"), {"to": "active"})

    told = hers.get(at(case, "timeline/")).data

    assert [row["words"] for row in told] == [
        "Moved from intake to active",
        "Case opened and assigned",
    ]
    assert told[0]["by"] == "Ada"


def test_a_name_is_found_by_post_alone(hers, case):
    assert hers.get(f"{CASES}find/", {"text": "kestrel"}).status_code == 405
    assert [row["code"] for row in hers.post(f"{CASES}find/", {"text": "kestrel"}).data] == [
        case.code
    ]


def test_what_is_changed_is_what_was_given(hers, case):
    answer = hers.post(at(case, "change/"), {"country": "gb", "contact": ""})

    assert (answer.status_code, answer.data["country"]) == (200, "GB")
    told = Case.objects.for_display().get()
    assert (told.survivor.contact, told.survivor.name) == ("", "Odalys Kestrel")
    assert hers.post(at(case, "change/"), {}).status_code == 409
