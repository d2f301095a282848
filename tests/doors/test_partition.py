"""The attorney's pages and API: a ledger kept, notices asked, a memo and a subpoena taken."""

import pytest
from django.urls import reverse

from cases.services.moments import database_time
from restitution.models import CourtCase, MoneyLine, NoticePreference, PrivilegedNote
from tests.factories import cases as cases_factory
from tests.factories import releases, restitution

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(advocate, attorney, supervisor):
    return restitution.engaged(cases_factory.case(by=advocate), attorney, by=supervisor)


@pytest.fixture
def desk(case, attorney, client_for):
    return client_for(attorney)


def at(name, case, *more):
    return reverse(f"restitution:{name}", args=[case.code, *more])


def text(response):
    return response.content.decode()


def test_an_attorney_keeps_a_ledger_by_its_forms(case, desk):
    court = {"kind": "federal", "stage": "sentenced", "offence": "trafficking", "district": "ilnd",
             "docket": "1:26-cr-9", "defendant": "Lowell Brandt"}  # fmt: skip
    assert desk.post(at("new-court-case", case), court).status_code == 302
    held = CourtCase.objects.get()
    line = {"kind": "ordered", "court_case_id": held.pk, "amount": "$3,000.50", "on": "2026-10-01"}
    assert desk.post(at("record-line", case), line).status_code == 302

    odd = desk.post(at("record-line", case), {**line, "amount": "1,000.005"})
    assert (odd.status_code, 'value="1,000.005"' in odd.content.decode()) == (422, True)
    refused = desk.post(at("record-line", case), {**line, "amount": "-1"})
    assert (refused.status_code, "Give an amount above zero" in text(refused)) == (422, True)
    page = text(desk.get(at("money", case)))
    assert page.count("$3,000.50") >= 3
    assert "Northern District of Illinois" in page

    undo = desk.post(at("reverse-line", case, MoneyLine.objects.get().pk), {"note": "Twice"})
    assert undo.status_code == 302
    assert "takes back a line" in text(desk.get(at("money", case)))

    changed = {**court, "stage": "convicted", "sentencing_on": "2027-01-05"}
    assert desk.post(at("court-case", case, held.pk), changed).status_code == 302
    held.refresh_from_db()
    assert (held.stage, str(held.sentencing_on)) == ("convicted", "2027-01-05")


def test_notes_are_kept_and_found_and_the_words_stand_in_no_address(case, desk):
    assert desk.post(at("notes", case), {"text": "Ask the zqinsurer."}).status_code == 302
    assert desk.post(at("notes", case), {"text": ""}).status_code == 422

    assert "zqinsurer" in text(desk.get(at("notes", case)))
    found = desk.post(reverse("restitution:find-notes"), {"text": "ZQINS"})
    assert "1 note found" in text(found)
    assert "zqinsurer" not in text(desk.get(reverse("restitution:find-notes"), {"text": "zqins"}))
    assert PrivilegedNote.objects.count() == 1


def test_an_advocate_asks_of_each_court_case_and_sees_neither_number_nor_name(
    case, attorney, advocate, client_for
):
    restitution.court_case(case, by=attorney, docket="zqdocket", defendant="zqdefendant")
    client = client_for(advocate)
    page = text(client.get(at("notice", case)))
    assert "Not asked yet" in page
    assert "zqdocket" not in page
    assert "zqdefendant" not in page

    told = {"court": "1", "wants": "rather_not", "said_on": "2026-11-01"}
    assert client.post(at("notice", case), told).status_code == 302
    assert client.post(at("notice", case), {**told, "court": "7"}).status_code == 422

    assert NoticePreference.objects.get().wants == "rather_not"
    assert "Rather not say" in text(client.get(at("notice", case)))


def test_sight_of_the_pages_ends_with_the_release(case, desk, attorney, supervisor):
    pages = [at(name, case) for name in ("notes", "money", "memo", "notice", "memo-pdf")]
    assert [desk.get(page).status_code for page in pages] == [200] * 5

    releases.revoke(case.releases.get(recipient_ref=str(attorney.pk)), by=supervisor)

    assert [desk.get(page).status_code for page in pages] == [404] * 5


def test_a_supervisor_answers_a_subpoena_from_its_page(case, advocate, supervisor, client_for):
    client = client_for(supervisor)
    assert "Nothing may leave" in text(client.get(at("subpoena", case)))
    release = restitution.subpoena_release(case, by=advocate)

    page = text(client.get(at("subpoena", case)))
    assert "Circuit Court of Elsewhere" in page
    assert "Privileged notes" in page
    ready = {"release_id": release.pk, "parts": ["locations", "exchange"], "notified": "told"}
    refused = client.post(at("subpoena", case), ready)
    assert (refused.status_code, "An attorney decides" in text(refused)) == (422, True)
    given = client.post(at("subpoena", case), {**ready, "decided": "on"})

    assert (given.status_code, given.content[:2]) == (200, b"PK")
    assert given["Content-Disposition"].endswith(f'"{case.code}-released.zip"')
    assert given["X-Content-SHA256"] in text(client.get(at("subpoena", case)))
    releases.revoke(release, by=advocate)
    assert client.post(at("subpoena", case), {**ready, "decided": "on"}).status_code == 422


def test_the_reserve_s_amount_is_noted_with_day_and_source(desk, supervisor, client_for):
    page = reverse("restitution:reserve")
    told = {"amount": "46000", "as_of": "2026-01-02", "source": "An order of a court"}

    assert client_for(supervisor).post(page, told).status_code == 302
    assert desk.post(page, {**told, "as_of": "2999-01-01"}).status_code == 422

    assert "$46,000.00" in text(desk.get(page))


def test_the_api_keeps_the_same_ledger_for_the_same_people(case, attorney, advocate, api_for):
    api, root = api_for(attorney), f"/api/v1/cases/{case.code}/"
    court = api.post(f"{root}court-cases/", {"kind": "state", "stage": "open", "docket": "zq1"})
    assert (court.status_code, court.json()["number"]) == (201, 1)
    pk = court.json()["id"]
    line = {"kind": "received", "amount": "12.30", "on": "2026-10-01", "court_case": pk}
    entered = api.post(f"{root}money/lines/", line, headers={"Idempotency-Key": "one"})
    again = api.post(f"{root}money/lines/", line, headers={"Idempotency-Key": "one"})
    assert (entered.status_code, again.json()) == (201, entered.json())
    money = api.get(f"{root}money/").json()
    assert (money["received"], money["courts"][0]["received"]) == ("12.30", "12.30")
    undo = api.post(f"{root}money/lines/{entered.json()['id']}/reverse/", {})
    assert (undo.status_code, undo.json()["amount"]) == (201, "-12.30")
    assert api.post(f"{root}courts/{pk}/change/", {"stage": "ended"}).json()["stage"] == "ended"

    theirs = api_for(advocate)
    seen = theirs.get(f"{root}court-cases/").json()[0]
    assert (seen["docket"], seen["defendant"], seen["notice"]) == (None, None, None)
    said = theirs.post(f"{root}courts/{pk}/notice/", {"wants": "no", "said_on": "2026-11-01"})
    assert said.status_code == 201
    assert api.get(f"{root}court-cases/").json()[0]["notice"] == "no"
    for closed in ("money/", "privileged-notes/", "memo.pdf", "subpoena/"):
        assert theirs.get(f"{root}{closed}").status_code == 403


def test_the_api_keeps_and_finds_notes_and_answers_a_subpoena(case, attorney, advocate, api_for):
    api, root = api_for(attorney), f"/api/v1/cases/{case.code}/"
    kept = api.post(f"{root}privileged-notes/", {"text": "Mind zqthis.", "remedy": "usc2255"})
    assert kept.status_code == 201
    assert api.post("/api/v1/privileged-notes/find/", {"text": "zqthis"}).json() == [kept.json()]
    noted = {"amount": "45000.00", "as_of": "2026-01-01", "source": "An order"}
    assert api.post("/api/v1/reserve-amounts/", noted).status_code == 201
    release = restitution.subpoena_release(case, by=advocate)

    (offered,) = api.get(f"{root}subpoena/").json()
    body = {"release": offered["release"], "parts": ["exchange"], "notified": "unsafe"}
    no = api.post(f"{root}subpoena/", {**body, "decided": False})
    yes = api.post(f"{root}subpoena/", {**body, "decided": True})

    assert offered["release"] == str(release.pk)
    assert {one["information"] for one in offered["parts"]} == {"locations", "exchange"}
    assert (no.status_code, no.json()["code"]) == (409, "attorney_decides")
    assert (yes.status_code, yes.content[:2]) == (200, b"PK")
    assert database_time() > release.recorded_at
