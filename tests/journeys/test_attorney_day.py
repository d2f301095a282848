"""A day of an attorney: queue, worksheet, facts, a determination; and what the advocate sees."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.rules import Role
from cases.services.moments import database_time
from restitution.models import Determination, RemedyFact
from tests.factories import remedies
from tests.factories.accounts import PASSWORD, person
from tests.factories.remedies import DAY
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
REASONS = "Two witnesses name the account, and he wrote that she had said no."
NOTE = "Ask whether she would stand a deposition."


@pytest.fixture
def desk(chromium, live_server, transactional_db, monkeypatch):
    monkeypatch.setattr("deadlines.nudge._send", lambda: None)
    opened = []

    def sits(who):
        one = Desk(chromium, live_server.url, at=datetime.now(UTC))
        opened.append(one)
        one.sign_in(who.email, PASSWORD)
        return one

    yield sits
    for one in opened:
        one.context.close()


@pytest.fixture
def people(transactional_db):
    roles = {"Ada": Role.ADVOCATE, "Tess": Role.ATTORNEY, "Sol": Role.SUPERVISOR}
    return {name: person(role, name=name) for name, role in roles.items()}


@pytest.fixture
def case(people):
    made = remedies.told_case(
        advocate=people["Ada"], attorney=people["Tess"], supervisor=people["Sol"]
    )
    remedies.day(made, by=people["Tess"], in_days=6, words="Sentencing in the other matter")
    return made


def answer(window, slug, said, *, day=None):
    """Answer one question where it stands on the worksheet."""
    row = window.page.locator(f"#q-{slug}")
    row.locator("summary").first.click()
    row.get_by_role("group", name="Answer").get_by_label(said, exact=True).check()
    if day:
        row.get_by_label("The day").fill(day.isoformat())
    with window.page.expect_navigation():
        row.get_by_role("button", name="Keep the answer").click()
    window.look()


def test_an_attorney_decides_on_facts_and_the_advocate_learns_what_to_ask(case, people, desk):
    for slug in ("identifiable", "disclosed", "image_is", "other_exception"):
        remedies.tell(case, slug, remedies.SUPPORTING_6851[slug], by=people["Tess"])
    tess = desk(people["Tess"])
    tess.follow("Restitution")
    tess.reads("in 6 days")
    tess.follow(f"Fill in facts ({case.code})")
    tess.reads("Sentencing in the other matter")
    tess.follow("Civil claim about disclosure of intimate images")
    tess.reads("15 U.S.C. 6851")
    answer(tess, "discloser_known", "Yes")
    answer(tess, "commercial", "No")
    answer(tess, "disclosed_on", "On this day", day=database_time().date() - 30 * DAY)
    tess.reads("Facts support attorney review")
    tess.choose("What you find", "Facts support attorney review")
    tess.write("Reasons", REASONS)
    tess.press("Keep the determination")
    tess.reads("Version 1")
    tess.reads(REASONS)

    tess.follow("Privileged notes")
    tess.write("Privileged note", NOTE)
    tess.press("Keep the note")
    tess.reads(NOTE)
    tess.leave()

    ada = desk(people["Ada"])
    ada.go(f"/cases/{case.code}/")
    ada.reads("Facts support attorney review")
    ada.reads("To ask now")
    ada.follow("Everything to ask")
    ada.follow("Record the answer (Reported to the police)")
    ada.choose("Answer", "Not sure")
    ada.press("Keep the answer")
    ada.reads("The answer is kept.")
    for path in (f"/cases/{case.code}/", f"/cases/{case.code}/restitution/", "/"):
        ada.go(path)
        ada.page.wait_for_load_state("networkidle")
        for never in (REASONS, NOTE, "Sentencing in the other matter"):
            assert never not in ada.page.content()
    assert ada.go("/restitution/") == 403
    ada.complaints.clear()  # the browser says so of a page that is refused
    ada.titles.pop()
    ada.leave()

    assert RemedyFact.objects.get(slug="police_report").said_by == people["Ada"]
    assert Determination.objects.get().outcome == "support"


def test_a_changed_answer_calls_the_attorney_back(case, people, desk):
    remedies.tell_6851(case, by=people["Tess"])
    remedies.determine(case, by=people["Tess"])
    remedies.tell(case, "discloser_known", "no", by=people["Ada"])

    tess = desk(people["Tess"])
    tess.go("/restitution/?show=changed")
    tess.follow(f"Look again ({case.code})")
    tess.follow("Look again (Civil claim about disclosure of intimate images)")
    tess.reads("1 answer changed after version 1")
    tess.choose("What you find", "Needs facts")
    tess.write("Reasons", "Nobody is named any more.")
    tess.press("Keep as version 2")
    tess.reads("1 answer changed from version 1")
    tess.leave()


def test_the_desks_pages_are_accessible_and_fit_a_phone(case, people, desk):
    remedies.tell_6851(case, by=people["Tess"])
    remedies.determine(case, by=people["Tess"])
    here = f"/cases/{case.code}/restitution/"

    tess = desk(people["Tess"])
    is_whole(tess, "/restitution/", here, f"{here}usc6851/", f"{here}facts/state/", f"{here}days/")
    tess.leave()
    ada = desk(people["Ada"])
    is_whole(ada, here, f"{here}facts/police_report/")
    ada.leave()


def is_whole(window, *paths):
    for path in paths:
        assert window.go(path) == 200
        for width, scheme in ((1280, "light"), (390, "dark")):
            window.page.set_viewport_size({"width": width, "height": 900})
            window.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = Axe().run(window.page, options={"runOnly": STANDARDS})
            wrong = [(one["id"], one["nodes"][0]["target"]) for one in found.response["violations"]]
            assert wrong == [], (path, width)
            wider = window.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider == 0, (path, width)
