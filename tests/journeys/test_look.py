"""The look in a real browser: accessible, wide and narrow, light and dark, true by the minute."""

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from csp.utils import build_policy
from django.contrib.staticfiles import finders
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory

from accounts.models import User
from accounts.rules import Role
from config import styleguide
from deadlines.rules import spoken

pytestmark = pytest.mark.journey
SITE = "http://look.example/"
NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def guide(typed="", name="styleguide.html"):
    request = RequestFactory().get("/style-guide/")
    request.session = {}
    request.user = User(email="min@agency.example", name="Min", role=Role.ADMINISTRATOR)
    return render_to_string(name, styleguide.shown(NOW, QueryDict(typed)), request)


@pytest.fixture
def open_page(chromium):
    """Open a page that is served from here, under the house's own policy; nothing else answers."""
    contexts = []

    def answer(route):
        path = route.request.url.removeprefix(SITE)
        if path.startswith("static/"):
            return route.fulfill(path=finders.find(path.removeprefix("static/")))
        if route.request.url.startswith(SITE):
            headers = {"Content-Security-Policy": build_policy(), "Content-Type": "text/html"}
            return route.fulfill(body=answer.html, headers=headers)
        answer.outside.append(route.request.url)
        return route.fulfill(body="elsewhere", content_type="text/html")

    def opened(html, **options):
        answer.html, answer.outside = html, []
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        contexts.append(context)
        context.route("**/*", answer)
        page = context.new_page()
        page.complaints = []
        page.outside = answer.outside
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.clock.install(time=NOW)
        page.goto(SITE + "style-guide/")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("typed", ["", "reference=&seen_on=2026-11-02"])
def test_every_part_is_accessible_and_fits(open_page, width, scheme, typed):
    page = open_page(guide(typed), viewport={"width": width, "height": 900}, color_scheme=scheme)

    found = Axe().run(page, options={"runOnly": STANDARDS})

    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert page.complaints == []
    assert page.outside == []


def test_the_way_out_is_the_first_key_after_the_skip_link(open_page):
    page = open_page(guide())

    reached = []
    for _ in range(2):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className"))

    assert reached == ["skip", "exit"]


def test_three_presses_of_shift_replace_the_page(open_page, settings):
    page = open_page(guide())
    entries = page.evaluate("history.length")

    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(settings.RECLAIM_EXIT_URL)

    assert page.evaluate("history.length") == entries


def test_capitals_that_are_typed_do_not_leave(open_page):
    page = open_page(guide())

    page.get_by_label("Platform's reference").press_sequentially("ABC")
    for _ in range(3):
        page.keyboard.press("Shift+KeyA")

    assert page.url.startswith(SITE)
    assert page.outside == []


SPANS = [
    {"days": 2, "hours": 3}, {"hours": 24}, {"hours": 24, "seconds": -1}, {"hours": 6},
    {"hours": 5, "minutes": 12, "seconds": 59}, {"hours": 1}, {"minutes": 18}, {"seconds": 1}, {},
    {"seconds": -1}, {"hours": -3, "minutes": -5}, {"hours": -51},
]  # fmt: skip


@pytest.mark.parametrize("span", SPANS)
def test_the_script_says_what_the_server_says(open_page, span):
    due = NOW + timedelta(**span)
    page = open_page(guide())

    words = page.evaluate(
        """([due, start]) => {
            const clock = document.querySelector(".aside [data-clock]");
            clock.dataset.clockDue = due;
            clock.dataset.clockStart = start;
            const now = Date.now;
            Date.now = () => Date.parse("2026-11-02T15:00:00Z");
            document.dispatchEvent(new Event("htmx:afterSettle", { bubbles: true }));
            Date.now = now;
            return [clock.querySelector("[data-clock-words]").textContent, clock.className];
        }""",
        [due.isoformat(), (due - timedelta(hours=48)).isoformat()],
    )

    assert words[0] == spoken.left(due, NOW)
    assert spoken.band(due, NOW).value in words[1].split()


def test_a_clock_is_read_out_each_hour_and_no_oftener(open_page):
    page = open_page(guide())

    page.clock.run_for("09:00")
    silent = page.locator("#announcer").inner_text()
    page.clock.run_for("05:00")

    assert silent == ""
    assert page.locator("#announcer").inner_text() == "Clock C-7F3K-R1: 4 h 59 min left"


def test_a_clock_that_runs_out_before_the_reader_changes_its_word_and_shape(open_page, settings):
    settings.RECLAIM_IDLE_SECONDS = 24 * 3600
    page = open_page(guide())

    page.clock.run_for("05:13:00")

    clock = page.locator(".aside .clock")
    assert clock.locator(".tag").inner_text().strip() == "Late"
    assert clock.locator(".tag use").get_attribute("href").endswith("#square")
    assert "late by 0 h" in clock.locator("[data-clock-words]").inner_text().lower()


def test_an_idle_reader_is_warned_two_minutes_before(open_page, settings):
    page = open_page(guide())
    dialog = page.locator("#idle")

    page.clock.run_for((settings.RECLAIM_IDLE_SECONDS - 130) * 1000)
    before = dialog.is_visible()
    page.clock.run_for(15_000)

    assert (before, dialog.is_visible()) == (False, True)
    dialog.get_by_role("button", name="Stay signed in").click()
    assert not dialog.is_visible()


def test_everything_reads_without_a_script(open_page):
    page = open_page(guide(), java_script_enabled=False, viewport={"width": 390, "height": 844})

    page.locator(".phone-menu summary").click()

    assert page.get_by_role("link", name="System").first.is_visible()
    assert not page.locator("[data-copy-button]").first.is_visible()
    assert page.get_by_text("5 h 12 min left").first.is_visible()


def test_paper_carries_the_moment_and_not_what_goes_stale(open_page):
    page = open_page(guide())

    page.emulate_media(media="print")

    assert page.locator(".aside .clock-due").is_visible()
    assert not page.get_by_text("5 h 12 min left").first.is_visible()
    assert page.get_by_text("Confidential").is_visible()
    assert not page.locator(".masthead").is_visible()
