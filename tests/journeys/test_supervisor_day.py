"""A day of a supervisor: figures, a filter that is wrong, a spreadsheet, a list taken along."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook

from accounts.rules import Role
from audit.models import Entry
from tests.factories.accounts import PASSWORD, person
from tests.factories.figures import Asked, World
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def sol(transactional_db):
    return person(Role.SUPERVISOR, name="Sol")


@pytest.fixture
def year(transactional_db):
    """Give sixty requests of thirty people; Chirp is quick, Snapbook has but two people."""
    world = World(by=person(Role.ADVOCATE, name="Ada"))
    world.hold(
        Asked(
            case=number % 30,
            at=NOW - timedelta(days=8 + 5 * number),
            hours=20.0 + number % 5 * 12,
            platform="snapbook" if number in {0, 4} else ("chirp", "murmur")[number % 2],
        )
        for number in range(60)
    )
    return world


def downloaded(desk: Desk, press) -> bytes:
    with desk.page.expect_download() as found:
        press()
    return Path(found.value.path()).read_bytes()


@pytest.mark.parametrize("script", [True, False])
def test_a_day_of_figures_and_lists(chromium, live_server, time_machine, sol, year, script):  # noqa: PLR0917
    time_machine.move_to(NOW, tick=True)
    desk = Desk(chromium, live_server.url, at=NOW, script=script)
    desk.sign_in(sol.email, PASSWORD)

    desk.follow("Reports")
    desk.reads("late now")
    desk.reads("What it counts.")
    if script:
        found = Axe().run(desk.page, options=RULES).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
    a_wrong_filter_loses_nothing(desk)
    what_is_hidden_is_in_no_picture_and_no_file(desk)
    a_list_is_taken_along(desk, year)
    desk.leave()


def a_wrong_filter_loses_nothing(desk: Desk) -> None:
    desk.go("/reports/platforms/?period=months&first=2026-13&last=2026-10&platform=chirp")
    desk.reads("There is a problem")
    desk.reads("Write a month as 2026-04.")
    desk.complaints.clear()  # a browser tells of every 422
    assert desk.page.locator("#id_first").input_value() == "2026-13"
    assert desk.page.locator("#id_platform").input_value() == "chirp"
    desk.page.locator("#id_first").fill("2026-02")
    desk.press("Show")
    desk.reads("February to October 2026, Chirp, every channel")
    assert "first=2026-02" in desk.page.url


def what_is_hidden_is_in_no_picture_and_no_file(desk: Desk) -> None:
    desk.go("/reports/platforms/")
    desk.reads("Hidden: fewer than 5, or needed to hide one")
    row = desk.page.locator("section:has(#kept-by-platform-head) tr", has_text="Snapbook")
    assert row.first.inner_text().count("Hidden") >= 3
    link = desk.page.get_by_role("link", name="Spreadsheet of this page (XLSX)")
    book = load_workbook(BytesIO(downloaded(desk, link.click)))
    assert book.sheetnames[0] == "What is counted"
    table = list(book["On time, by platform"].values)
    held = next(cells for cells in table if cells[0] == "Snapbook")
    assert all(str(cell).startswith("Hidden") for cell in held[1:])
    assert {cells[0] for cells in table} >= {"Chirp", "Murmur", "All"}


def a_list_is_taken_along(desk: Desk, year: World) -> None:
    desk.follow("Cases")
    desk.follow("Export")
    desk.press("Make the file")
    desk.reads("Say what it is for")
    desk.complaints.clear()
    desk.choose("As", "Spreadsheet (XLSX)")
    desk.choose("What it is for", "Supervision and hand-over")
    desk.press("Make the file")
    desk.reads("Ready")
    link = desk.page.get_by_role("link", name="Take the file")
    book = load_workbook(BytesIO(downloaded(desk, link.click)))
    codes = {row[0] for row in book.active.values} - {"Case"}
    assert {case.code for case in year.cases.values()} <= codes
    assert Entry.objects.filter(action="reports.took_list").count() == 1
    assert Entry.objects.filter(action="reports.took_case_in_list").count() == len(codes)
