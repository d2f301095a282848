"""An intake by keyboard alone: safety first, left, gone on with, to a plan; axe on each page."""

import re
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accounts.rules import Role
from cases.models import Case, Task
from intake.models import Plan
from tests.factories import deadlines as deadlines_factory
from tests.factories import removal as removal_factory
from tests.factories.accounts import PASSWORD, person
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CALL = datetime(2026, 10, 31, 14, 5, tzinfo=UTC)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MOST_TABS = 40


@pytest.fixture
def ada(transactional_db):
    deadlines_factory.rules_loaded()
    removal_factory.platform()
    return person(Role.ADVOCATE, name="Ada")


@pytest.fixture
def desk(chromium, live_server, time_machine, monkeypatch, ada):
    monkeypatch.setattr("deadlines.nudge._send", lambda: None)
    time_machine.move_to(CALL, tick=True)
    opened = []

    def at(*, script=True):
        one = Desk(chromium, live_server.url, at=CALL, script=script)
        opened.append(one)
        one.sign_in(ada.email, PASSWORD)
        return one

    yield at
    for one in opened:
        one.context.close()


def focused(page):
    return page.evaluate(
        """() => {
            const at = document.activeElement;
            const label = at.labels && at.labels.length ? at.labels[0].textContent : at.textContent;
            return [at.tagName, at.type || "", at.name || "", (label || "").trim()];
        }"""
    )


def tab_to(page, *, tag, name="", words=""):
    """Go on with Tab until this is in focus; what no Tab reaches is not reached."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        at = focused(page)
        if at[0] == tag and (not name or at[2] == name) and words in at[3]:
            return
    pytest.fail(f"no Tab reaches {tag} {name} {words}")


def choose(page, slug, value):
    """Come to the group by Tab, and to the answer by the arrows, as a radio group is used."""
    tab_to(page, tag="INPUT", name=slug)
    wanted = page.locator(f"input[name='{slug}'][value='{value}']")
    for _ in range(6):
        if wanted.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(wanted).to_be_checked()


def go_on(desk, words="Continue"):
    tab_to(desk.page, tag="BUTTON", words=words)
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    desk.look()


def is_sound(page):
    found = Axe().run(page, options={"runOnly": STANDARDS})
    assert [(one["id"], one["nodes"][0]["target"]) for one in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def answered(desk, slug, value):
    is_sound(desk.page)
    choose(desk.page, slug, value)
    go_on(desk)


def test_an_intake_is_taken_by_keyboard_alone(desk):
    hers = desk()
    hers.go("/cases/")
    tab_to(hers.page, tag="A", words="New intake")
    hers.page.keyboard.press("Enter")
    hers.page.wait_for_url("**/intake/new/")
    is_sound(hers.page)
    go_on(hers, "Start with the first question")

    answered(hers, "danger_now", "no")
    answered(hers, "extortion", "yes")
    hers.reads("Safety first, before the rest")
    hers.reads("Do not pay")
    answered(hers, "age_when_made", "18plus")
    answered(hers, "age_now", "18plus")
    case = re.search(r"/cases/(C-\w+)/", hers.page.url)[1]
    go_on(hers, "Save and leave")
    assert hers.path() == f"/cases/{case}/"

    hers.go("/")
    tab_to(hers.page, tag="A", words=f"Go on with {case}")
    hers.page.keyboard.press("Enter")
    hers.page.wait_for_url("**/intake/country/")
    tab_to(hers.page, tag="SELECT", name="country")
    hers.page.keyboard.type("United States")
    go_on(hers)
    answered(hers, "is_synthetic", "no")
    answered(hers, "made_by", "other")
    answered(hers, "happened", "threat_only")
    tab_to(hers.page, tag="TEXTAREA", name="where")
    hers.page.keyboard.type("https://chirp.example/posts/4411")
    is_sound(hers.page)
    go_on(hers)
    answered(hers, "file_on_own_device", "yes")
    tab_to(hers.page, tag="INPUT", name="contact_name")
    hers.page.keyboard.type("Kestrel")
    is_sound(hers.page)
    for _ in range(4):  # the name, the language, the needs, anything else
        go_on(hers)

    hers.reads("Check the answers")
    is_sound(hers.page)
    go_on(hers, "Make the plan")
    hers.reads("The plan is made.")
    is_sound(hers.page)
    assert Case.objects.get().survivor.name == "Kestrel"
    assert Plan.objects.get().track == "adult"
    assert Task.objects.get(kind="follow_up").due_at is not None
    hers.leave()


def test_the_phone_form_works_without_a_script_and_says_what_is_wrong(desk):
    hers = desk(script=False)
    hers.go("/intake/phone/")
    hers.choose("Are you in danger right now?", "No")
    hers.write("Where is it, as far as you know?", "nothing/that is a place")
    hers.press("Open the case and make the plan")

    hers.reads("There is a problem")
    expect(hers.field("Where is it, as far as you know?")).to_have_value("nothing/that is a place")
    assert not Case.objects.exists()

    hers.write("Where is it, as far as you know?", "https://chirp.example/posts/4411")
    hers.press("Open the case and make the plan")
    assert hers.path() == f"/cases/{Case.objects.get().code}/plan/"
