"""The survivor's sheet, corrections and how long things are kept, as a program asks for them."""

from hashlib import sha256

import pytest
from rest_framework.test import APIClient

from accounts.services import issue_token
from audit.models import Entry
from cases import services as cases
from cases.models import Case
from cases.services.moments import database_time
from keeping.models import Correction, DataSheet, RetentionChange
from tests.factories import cases as cases_factory
from tests.factories import keeping as factory
from tests.factories.accounts import RECOVERY, person

pytestmark = pytest.mark.django_db
API = "/api/v1"
ASKED = {"form": "json", "asked_by": "self", "safe": True}


@pytest.fixture
def case(advocate):
    return cases_factory.active_case(by=advocate)


def take(client, case, **asked):
    return client.post(f"{API}/cases/{case.code}/held/take/", ASKED | asked)


def correct(client, case, key="", **said):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(f"{API}/cases/{case.code}/corrections/", said, headers=headers)


def test_what_is_held_is_told_in_kinds_and_places_without_a_word(api_for, advocate, case):
    note = cases_factory.note(case=case, by=advocate)

    told = api_for(advocate).get(f"{API}/cases/{case.code}/held/")

    kinds = {one["title"]: one for one in told.data["sections"]}
    places = {fact["place"] for one in told.data["sections"] for fact in one["facts"]}
    assert {"survivor.name", f"note.{note.pk}"} <= places
    assert kinds["About you"]["many"] == len(kinds["About you"]["facts"])
    assert b"Maria" not in told.content
    assert str(note.text).encode() not in told.content
    assert len(told.data["withheld"]) == 5
    assert Entry.objects.latest("seq").action == "keeping.opened_held"


@pytest.mark.parametrize("form", ["json", "pdf"])
def test_the_sheet_is_given_as_a_file_and_its_digest_stays(api_for, advocate, case, form):
    given = take(api_for(advocate), case, form=form)

    sheet = DataSheet.objects.get()
    assert sheet.digest == sha256(given.content).hexdigest()
    assert given["Content-Type"] == f"application/{form}"
    assert f'"notes.{form}"' in given["Content-Disposition"]
    assert (b"Maria Kestrel" in given.content) is (form == "json")
    assert api_for(advocate).get(f"{API}/cases/{case.code}/held/").data["given"][0]["id"] == str(
        sheet.pk
    )


def test_a_program_that_accepts_a_pdf_alone_gets_it(api_for, advocate, case):
    address = f"{API}/cases/{case.code}/held/take/"
    only = {"Accept": "application/pdf"}

    given = api_for(advocate).post(address, ASKED | {"form": "pdf"}, headers=only)
    refused = api_for(advocate).post(address, ASKED | {"safe": False}, headers=only)

    assert given.content.startswith(b"%PDF")
    assert (refused.status_code, refused.json()["code"]) == (409, "sheet_unsafe")


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ({"safe": False}, (409, "sheet_unsafe")),
        ({"asked_by": "somebody"}, (409, "sheet_asked_by")),
        ({"asked_by": "a-b-c-d-e"}, (409, "sheet_asked_by")),
        ({"asked_by": "00000000-0000-4000-8000-00000000dead"}, (409, "sheet_asked_by")),
        ({"form": "docx"}, (400, "invalid")),
        ({"to": "me@person.example"}, (400, "invalid")),
    ],
)
def test_no_sheet_is_made_on_nobodys_word_or_before_its_keeping_was_spoken_about(
    api_for, advocate, case, asked, refused
):
    answer = take(api_for(advocate), case, **asked)

    assert (answer.status_code, answer.data["code"]) == refused
    assert not DataSheet.objects.exists()


def test_whoever_may_act_for_the_survivor_is_named_by_the_authority(api_for, advocate, case):
    scope = ["sign_requests", "sign_releases"]
    authority = cases_factory.authority(case=case, by=advocate, scope=scope)

    assert take(api_for(advocate), case, asked_by=str(authority.pk)).status_code == 200

    assert DataSheet.objects.get().authority == authority


@pytest.fixture
def program():
    """Somebody with a token and nothing else."""
    user = person()
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {issue_token(by=user).token}")
    client.user = user
    return client


def test_a_token_alone_takes_no_sheet_and_a_code_beside_it_takes_one(program):
    case = cases_factory.active_case(by=program.user)

    refused = take(program, case)
    assert (refused.status_code, refused.data["code"]) == (403, "step_up_needed")
    assert not DataSheet.objects.exists()

    program.credentials(
        HTTP_AUTHORIZATION=program._credentials["HTTP_AUTHORIZATION"], HTTP_X_STEP_UP=RECOVERY[0]
    )
    assert take(program, case).status_code == 200


@pytest.mark.parametrize(("keeps", "was"), [(True, "maria@person.example"), (False, "")])
def test_a_correction_changes_a_contact_and_keeps_the_old_as_asked(
    api_for, advocate, case, keeps, was
):
    made = correct(
        api_for(advocate), case, place="survivor.contact", value="m@new.example", keep_old=keeps
    )

    assert (made.status_code, made.data["standing"]) == (201, "changed" if keeps else "erased")
    assert Case.objects.get(pk=case.pk).survivor.contact == "m@new.example"
    assert Correction.objects.get().was == was
    listed = api_for(advocate).get(f"{API}/cases/{case.code}/corrections/")
    assert [one["id"] for one in listed.data] == [made.data["id"]]
    assert b"m@new.example" not in made.content + listed.content


def test_a_correction_sent_twice_under_one_key_is_made_once(api_for, advocate, case):
    note = cases_factory.note(case=case, by=advocate)
    said = {"place": f"note.{note.pk}", "note": "There were three sites."}

    first, again = (correct(api_for(advocate), case, "call-7", **said) for _ in range(2))

    assert (first.data, again["Idempotent-Replay"]) == (again.data, "true")
    assert Correction.objects.get().standing == "beside"


def test_who_opened_the_case_is_told_and_not_corrected(api_for, advocate, case):
    cases.open_for_reading(case=case, by=advocate)
    told = api_for(advocate).get(f"{API}/cases/{case.code}/held/").data
    [opened] = [one for one in told["sections"] if one["title"] == "Who opened your case"]
    assert (opened["many"], opened["facts"]) == (1, [])

    answer = correct(api_for(advocate), case, place=f"reader.{advocate.pk}", value="Nobody")

    assert (answer.status_code, answer.data["code"]) == (409, "no_such_fact")
    assert not Correction.objects.exists()


def test_whoever_read_the_whole_case_under_break_glass_is_told_too(
    api_for, client_for, advocate, supervisor, case
):
    glass = client_for(supervisor)
    page = glass.post(f"/cases/{case.code}/break-glass/", {"reason": "The advocate is away."}).url
    glass.get(page)
    cases.reveal_people(case_id=case.pk, reason="casework", by=advocate)

    told = take(api_for(advocate), case).json()

    [readers] = [one for one in told["sections"] if one["title"] == "Who opened your case"]
    said = {fact["title"]: fact["says"] for fact in readers["facts"]}
    assert said == {
        f"{supervisor.name} (supervisor)": "1 time",
        f"{advocate.name} (advocate)": "1 time",
    }


def test_a_correction_by_token_asks_for_a_code(program):
    case = cases_factory.active_case(by=program.user)

    refused = correct(program, case, place="survivor.contact", value="m@new.example")

    assert (refused.status_code, refused.data["code"]) == (403, "step_up_needed")
    assert not Correction.objects.exists()


def test_a_hold_refuses_a_correction_that_keeps_nothing(api_for, advocate, supervisor, case):
    factory.held(case=case, by=supervisor)

    answer = correct(
        api_for(advocate), case, place="survivor.contact", value="m@new.example", keep_old=False
    )

    assert (answer.status_code, answer.data["code"]) == (409, "held")
    assert not Correction.objects.exists()


def test_how_long_things_are_kept_and_what_comes_due(api_for, advocate, supervisor):
    due = factory.closed(by=advocate)
    Case.objects.filter(pk=due.pk).update(closed_at=due.closed_at.replace(year=2000))

    told = api_for(supervisor).get(f"{API}/retention/").data

    kinds = {one["kind"]: one for one in told["policies"]}
    assert (kinds["case"]["days"], kinds["case"]["ends"]) == (1095, "by_two")
    assert kinds["case"]["set_by"] is None
    assert (kinds["trail"]["may_change"], kinds["trail"]["days"]) == (False, None)
    assert [(one["case"], one["what"]) for one in told["due"]] == [(due.code, "whole")]


def test_a_supervisor_sets_a_time_and_is_told_it_as_it_stands(api_for, supervisor):
    set_to = api_for(supervisor).post(f"{API}/retention/case/", {"days": 730})
    again = api_for(supervisor).post(f"{API}/retention/case/", {"days": 730})

    assert (set_to.status_code, set_to.data["days"]) == (200, 730)
    assert str(set_to.data["set_by"]) == str(supervisor.pk)
    assert (again.status_code, again.data["code"]) == (409, "nothing_changed")
    assert RetentionChange.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "days", "status"),
    [("case", 5, 409), ("case", None, 409), ("trail", 400, 409), ("nothing", 400, 404)],
)
def test_no_time_is_set_that_a_kind_cannot_have(api_for, supervisor, kind, days, status):
    answer = api_for(supervisor).post(f"{API}/retention/{kind}/", {"days": days})

    assert answer.status_code == status
    assert not RetentionChange.objects.exists()


def test_a_purged_case_has_nothing_to_give(api_for, advocate, supervisor):
    case = factory.closed(by=advocate)
    factory.purged(case=case, by=advocate, second=supervisor)

    for answer in (
        api_for(advocate).get(f"{API}/cases/{case.code}/held/"),
        take(api_for(advocate), case),
        correct(api_for(advocate), case, place="survivor.name", value="M. K."),
    ):
        assert (answer.status_code, answer.data["code"]) == (410, "purged")
    assert not DataSheet.objects.exists()


def test_what_work_changes_under_a_hold_is_no_correction_and_tells_of_no_hold(
    api_for, advocate, supervisor, case
):
    client = api_for(advocate)
    before = take(client, case).json()
    factory.held(case=case, by=supervisor)

    cases.change_case(case_id=case.pk, contact="m@new.example", by=advocate, now=database_time())

    sheet = take(client, case).json()
    held = client.get(f"{API}/cases/{case.code}/held/").data
    assert [one["title"] for one in sheet["sections"]] == [
        one["title"] for one in before["sections"]
    ]
    assert sheet["withheld"] == before["withheld"]
    assert "hold" not in str(sheet["sections"])
    assert "maria@person.example" not in str(sheet)
    assert client.get(f"{API}/cases/{case.code}/corrections/").data == []
    assert (held["corrections"], [one["place"] for one in held["kept"]]) == (
        [], ["survivor.contact"],
    )  # fmt: skip
