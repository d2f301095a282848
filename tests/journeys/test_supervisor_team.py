"""A supervisor moves an ill colleague's cases, and files and corrects a funder's report."""

from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.rules import Role
from audit.models import Entry
from cases.models import Assignment, Note
from cases.services.moments import database_time
from reports.models import Snapshot
from reports.rules.quarters import Quarter
from tests.factories import funder as reports
from tests.factories import intake, releases
from tests.factories.accounts import PASSWORD, person
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOTE = "Ada is ill from Monday. The second one waits for a receipt."


@pytest.fixture
def house(transactional_db):
    """Give the day a quarter is over, with nine people in it, every one Ada's."""
    ada, pia = person(Role.ADVOCATE, name="Ada"), person(Role.ADVOCATE, name="Pia")
    sol = person(Role.SUPERVISOR, name="Sol")
    now = database_time()
    quarter = Quarter.of(now.date()).before
    middle = now.replace(year=quarter.first.year, month=quarter.first.month, day=15)
    cases = []
    for place in range(9):
        extortion = "yes" if place < 2 else "no"
        case = intake.plan(by=ada, now=now, channel="phone", extortion=extortion).case
        releases.to_funder(case, by=ada, now=now)
        type(case).objects.filter(pk=case.pk).update(opened_at=middle)
        case.plans.update(made_at=middle)
        type(case.intake).objects.filter(case=case).update(started_at=middle)
        cases.append(case)
    for one in quarter.earlier:
        reports.locked(by=sol, now=now, quarter=one.code)
    return {"ada": ada, "pia": pia, "sol": sol, "cases": cases, "quarter": quarter, "now": now}


@pytest.mark.parametrize("script", [True, False])
def test_an_ill_colleagues_cases_go_to_another(chromium, live_server, house, script):
    desk = Desk(chromium, live_server.url, at=house["now"], script=script)
    desk.sign_in(house["sol"].email, PASSWORD)
    first, second = house["cases"][:2]

    desk.follow("Team")
    desk.follow("Ada")
    desk.press("See both loads")
    desk.reads("Choose at least one case.")
    desk.complaints.clear()  # a browser tells of every 422
    for case in (first, second):
        desk.page.locator(f"#case-{case.code}").check()
    desk.page.get_by_label("To", exact=True).select_option(value=str(house["pia"].pk))
    desk.page.get_by_label("Hand-over note").fill(NOTE)
    desk.press("See both loads")
    desk.reads("All of them go at once, or none.")
    assert Assignment.objects.filter(user=house["pia"]).count() == 0, "nothing moves before"
    desk.press("Move 2 cases")
    desk.reads("Who carries what now.")
    desk.leave()

    taken = Assignment.objects.filter(user=house["pia"], ended_at=None)
    assert {row.case_id for row in taken} == {first.pk, second.pk}
    assert {str(note.text) for note in Note.objects.filter(case=second)} == {NOTE}
    taker = Desk(chromium, live_server.url, at=house["now"], script=script)
    taker.sign_in(house["pia"].email, PASSWORD)
    taker.reads(first.code)
    taker.reads(second.code)
    taker.leave()


def test_a_funders_report_is_locked_taken_and_corrected(chromium, live_server, house):
    desk = Desk(chromium, live_server.url, at=house["now"])
    desk.sign_in(house["sol"].email, PASSWORD)
    words = house["quarter"].words

    desk.follow("Reports")
    desk.follow("Funder")
    desk.page.get_by_role("link", name="Look and lock").first.click()
    desk.reads("as it stands at this moment")
    desk.press(f"Lock {words}")
    desk.reads("It is as it was locked")
    with desk.page.expect_download() as found:
        desk.page.get_by_role("link", name="PDF").click()
    paper = PdfReader(BytesIO(Path(found.value.path()).read_bytes()))
    told = " ".join(page.extract_text() for page in paper.pages)
    assert "Hidden" in told, "two who were extorted are too few to tell"
    assert not any(str(case.code) in told for case in house["cases"])

    releases.revoke(house["cases"][0].releases.get(), by=house["ada"])
    desk.go(reverse("reports:funder-quarter", args=["funder", house["quarter"].code]))
    desk.reads("What changed since version 1")
    desk.press("Lock version 2")
    desk.reads("Say why the locked report is corrected.")
    desk.complaints.clear()
    desk.page.get_by_role("radio").first.check()
    desk.press("Lock version 2")
    desk.reads(f"{words}, version 2")
    desk.leave()
    assert Snapshot.objects.filter(quarter=house["quarter"].code).count() == 2
    assert Entry.objects.filter(action="reports.took_report").count() == 1
