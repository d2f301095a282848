"""The end of a session's day, in a browser: a page that waits keeps what was typed and sends it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from accounts.models import Factor
from tests.factories.accounts import PASSWORD, RECOVERY, person
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DAY = 720  # seconds: shorter than being idle for too long, so that only the day is over
FIELD = "input[name=csrfmiddlewaretoken]"
WORK_PHONE = "Work phone, typed before the day was over"


@pytest.fixture
def ada(transactional_db):
    return person()


@pytest.fixture
def desk(chromium, live_server, settings, ada):
    """Give somebody in the middle of a form."""
    settings.RECLAIM_SESSION_SECONDS = DAY
    desk = Desk(chromium, live_server.url, at=datetime.now(UTC))
    desk.sign_in(ada.email, PASSWORD)
    phone = Factor.objects.of(ada).held().get()
    desk.go(f"/account/factors/{phone.pk}/name/")
    desk.write("Name", WORK_PHONE)
    yield desk
    desk.complaints.clear()  # the old token is refused once, and the browser says so
    desk.leave()


def tokens(desk) -> set[str]:
    return {field.input_value() for field in desk.page.locator(FIELD).all()}


def sign_in_again(desk, ada) -> None:
    """Follow the dialog's link to another tab, and begin a new day there."""
    with desk.context.expect_page() as opened:
        desk.page.get_by_role("link", name="Sign in again in a new tab").click()
    tab = opened.value
    tab.get_by_label("E-mail").fill(ada.email)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    tab.get_by_label("Code").fill(RECOVERY[-1])
    tab.get_by_role("button", name="Go on", exact=True).click()
    expect(tab.get_by_role("main")).to_contain_text("Today")
    tab.close()


def come_back(desk) -> None:
    desk.page.bring_to_front()
    desk.page.evaluate("window.dispatchEvent(new Event('focus'))")


@pytest.mark.parametrize("over", [False, True], ids=["soon over", "over"])
def test_a_new_day_in_another_tab_lets_the_waiting_page_send_what_was_typed(
    desk, ada, time_machine, over
):
    dialog, before = desk.page.get_by_role("dialog"), tokens(desk)
    expect(dialog).to_be_hidden()
    desk.page.clock.run_for(126_000)
    expect(dialog).to_contain_text("Your session ends soon")
    if over:
        time_machine.move_to(datetime.now(UTC) + timedelta(seconds=DAY + 5), tick=True)

    sign_in_again(desk, ada)
    come_back(desk)

    expect(dialog).to_be_hidden()
    assert len(before) == 1
    assert tokens(desk).isdisjoint(before)
    expect(desk.field("Name")).to_have_value(WORK_PHONE)
    desk.press("Rename")
    assert Factor.objects.of(ada).held().get().name == WORK_PHONE


def test_who_goes_on_is_asked_again_later_and_loses_nothing(desk):
    desk.page.clock.run_for(126_000)

    desk.page.get_by_role("button", name="Go on here").click()

    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    desk.page.clock.run_for(60_000)
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    expect(desk.field("Name")).to_have_value(WORK_PHONE)
    desk.page.clock.run_for(300_000)
    expect(desk.page.get_by_role("dialog")).to_contain_text("Your session ends soon")
