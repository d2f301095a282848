"""Retention's pages: proposed, confirmed and called off; held and lifted; given and corrected."""

import json
from datetime import timedelta

import pytest
from django.db.models import F

from audit.models import Entry
from cases import services as cases
from cases.models import Case
from cases.services.moments import database_time
from keeping.models import Correction, DataSheet, LegalHold, Purge
from keeping.services import doing
from tests.factories import cases as cases_factory
from tests.factories import keeping as factory

pytestmark = pytest.mark.django_db
WHOLE = {"parts": ["whole"], "reason": "time"}


def a_day_later():
    """Have what was proposed be a day older than it is."""
    day = timedelta(days=1)
    Purge.objects.update(proposed_at=F("proposed_at") - day, not_before=F("not_before") - day)


def test_a_purge_goes_from_proposal_to_certificate(client_for, advocate, supervisor):
    case = factory.closed(by=advocate)
    proposed = client_for(advocate).post(f"/cases/{case.code}/purge/", WHOLE)
    purge = Purge.objects.get(case=case)
    a_day_later()

    client_for(supervisor).post(f"/purges/{purge.pk}/confirm/")
    doing.run_purges()

    page = client_for(supervisor).get(f"/cases/{case.code}/")
    assert proposed.status_code == 302
    assert (page.status_code, b"was purged" in page.content) == (410, True)
    made = Purge.objects.get(pk=purge.pk).certificate
    paper = client_for(supervisor).get(f"/certificates/{made.pk}/certificate.pdf")
    assert paper.content.startswith(b"%PDF")
    assert Entry.objects.filter(action="keeping.took_certificate").count() == 1


def test_the_page_shows_what_stands_against_a_purge(client_for, advocate):
    case = cases_factory.active_case(by=advocate)

    page = client_for(advocate).get(f"/cases/{case.code}/purge/")

    assert b"Close it first" in page.content
    assert b"Propose the purge" not in page.content


def test_an_advocate_cannot_confirm(client_for, advocate, supervisor):
    purge = factory.proposed(case=factory.closed(by=advocate), by=supervisor)

    assert client_for(advocate).post(f"/purges/{purge.pk}/confirm/").status_code == 403
    assert Purge.objects.get().state == "proposed"


def test_a_hold_is_placed_and_lifted_with_its_reasons(client_for, advocate, supervisor):
    case = factory.closed(by=advocate)
    desk = client_for(supervisor)
    desk.post(f"/cases/{case.code}/holds/", {"reason": "A subpoena came."})
    hold = LegalHold.objects.get(case=case)

    desk.post(f"/holds/{hold.pk}/lift/", {"because": "The court decided."})

    page = desk.get(f"/cases/{case.code}/holds/")
    assert LegalHold.objects.get().lifted_by == supervisor
    assert b"The court decided." in page.content
    assert b'aria-label="A hold placed <' not in page.content


def test_the_sheet_tells_the_survivors_words_and_no_page_does(client_for, advocate):
    case = cases_factory.active_case(by=advocate)
    cases.write_note(case_id=case.pk, text="Called at six.", by=advocate, now=database_time())
    desk = client_for(advocate)

    page = desk.get(f"/cases/{case.code}/held/")
    given = desk.post(
        f"/cases/{case.code}/held/take/", {"form": "json", "asked_by": "self", "safe": "on"}
    )

    told = json.loads(given.content)
    said = [fact["says"] for one in told["sections"] for fact in one["facts"]]
    assert b"Maria" not in page.content
    assert {"Maria Kestrel", "Called at six."} <= set(said)
    assert told["withheld"]
    assert "notes.json" in given.headers["Content-Disposition"]
    assert DataSheet.objects.get().facts == len(said)


def test_no_sheet_is_made_before_its_keeping_was_spoken_about(client_for, advocate):
    case = cases_factory.active_case(by=advocate)

    asked = {"form": "pdf", "asked_by": "self"}
    page = client_for(advocate).post(f"/cases/{case.code}/held/take/", asked)

    assert page.status_code == 422
    assert not DataSheet.objects.exists()


@pytest.mark.parametrize(("keeps", "was"), [("yes", "maria@person.example"), ("no", "")])
def test_a_corrected_contact_takes_the_place_of_the_old(client_for, advocate, keeps, was):
    case = cases_factory.active_case(by=advocate)

    client_for(advocate).post(
        f"/cases/{case.code}/held/correct/",
        {"place": "survivor.contact", "value": "m@new.example", "keep_old": keeps},
    )

    assert Case.objects.get(pk=case.pk).survivor.contact == "m@new.example"
    assert Correction.objects.get().was == was


def test_what_is_final_stays_and_the_correction_stands_beside_it(client_for, advocate):
    case = cases_factory.active_case(by=advocate)
    note = cases.write_note(case_id=case.pk, text="Two sites.", by=advocate, now=database_time())

    client_for(advocate).post(
        f"/cases/{case.code}/held/correct/",
        {"place": f"note.{note.pk}", "value": "Three sites.", "keep_old": "no"},
    )

    made = Correction.objects.get()
    assert (made.get_standing_display()[:13], made.value) == ("Stands beside", "Three sites.")
    assert case.notes.get().text == "Two sites."


def test_what_work_changes_under_a_hold_stands_apart_from_what_was_corrected(
    client_for, advocate, supervisor
):
    case = cases_factory.active_case(by=advocate)
    factory.held(case=case, by=supervisor)
    cases.change_case(case_id=case.pk, country="CA", by=advocate, now=database_time())

    page = client_for(advocate).get(f"/cases/{case.code}/held/").content.decode()

    assert 'id="corrected-head"' not in page
    kept = page.partition('id="kept-head"')[2].partition("</section>")[0]
    assert "Country" in kept
    assert "hold" not in kept.lower()


def test_a_supervisor_sets_how_long_a_kind_is_kept(client_for, supervisor, advocate):
    answer = client_for(supervisor).post("/retention/case/", {"days": "730"})

    page = client_for(supervisor).get("/retention/")
    assert answer.status_code == 302
    assert b"2 years" in page.content
    assert client_for(advocate).get("/retention/").status_code == 403


def test_the_api_proposes_confirms_holds_and_lists_certificates(api_for, advocate, supervisor):
    case = factory.closed(by=advocate)
    api = "/api/v1"
    made = api_for(advocate).post(f"{api}/cases/{case.code}/purges/", WHOLE)
    a_day_later()

    done = api_for(supervisor).post(f"{api}/purges/{made.data['id']}/confirm/")
    doing.run_purges()

    certificates = api_for(advocate).get(f"{api}/certificates/").data
    gone = api_for(advocate).get(f"{api}/cases/{case.code}/")
    assert (made.status_code, done.data["state"]) == (201, "confirmed")
    assert [one["case"] for one in certificates] == [case.code]
    assert (gone.status_code, gone.data["code"]) == (410, "purged")


def test_the_api_says_which_rule_stands_against_a_purge(api_for, advocate, supervisor):
    case = factory.closed(by=advocate)
    hold = {"reason": "A subpoena came."}
    api_for(supervisor).post(f"/api/v1/cases/{case.code}/holds/", hold)

    answer = api_for(advocate).post(f"/api/v1/cases/{case.code}/purges/", WHOLE)

    assert (answer.status_code, answer.data["code"]) == (409, "held")
    [held] = api_for(supervisor).get(f"/api/v1/cases/{case.code}/holds/").data
    assert "reason" not in held
