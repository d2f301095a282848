"""Three requests to one platform in a row, with the keyboard; and the same without a script."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from accounts.rules import Role
from removal.models import Submission
from tests.factories import releases
from tests.factories import removal as removal_factory
from tests.factories.accounts import PASSWORD, person
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MORNING = datetime(2026, 11, 2, 15, tzinfo=UTC)


@pytest.fixture
def ada(transactional_db):
    return person(Role.ADVOCATE, name="Ada")


@pytest.fixture
def three(ada):
    at = removal_factory.DRAFTED
    made = [
        removal_factory.draft(
            by=ada, now=at + timedelta(minutes=n), signer_role="self", contact="desk@agency.example"
        )
        for n in range(3)
    ]
    for one in made:
        releases.to_platform(one, by=ada, now=MORNING - timedelta(hours=1))
    return made


@pytest.mark.parametrize("script", [True, False])
def test_a_batch_is_sent_passed_over_and_gone_on_with(  # noqa: PLR0917
    chromium, live_server, time_machine, monkeypatch, ada, three, script
):
    monkeypatch.setattr("deadlines.nudge._send", lambda: None)
    time_machine.move_to(MORNING, tick=True)
    desk = Desk(chromium, live_server.url, at=MORNING, script=script)
    desk.sign_in(ada.email, PASSWORD)

    desk.go("/requests/")
    desk.reads("3 drafts to Chirp")
    desk.go("/platforms/chirp/batch/")
    desk.press("Begin with the first")
    desk.reads("1 of 3")
    if script:
        shown_by_keyboard(desk)
        copied_by_keyboard(desk)
    desk.write("Reference shown", "TK-1")
    desk.press("Sent just now, go on")

    desk.reads("2 of 3")
    desk.page.locator("#skip summary").click()
    desk.choose("Why it is passed over", "The survivor has to be asked first")
    desk.press("Pass it over, go on")

    desk.go("/")  # left, and gone on with
    desk.go("/platforms/chirp/batch/")
    desk.reads("3 of 3")
    desk.press("Sent just now, go on")

    desk.reads("2 of 3 sent")
    desk.reads("TK-1")
    desk.press("Put this batch away")
    assert set(Submission.objects.values_list("request_id", flat=True)) == {
        three[0].pk,
        three[2].pk,
    }
    desk.leave()


def shown_by_keyboard(desk):
    """The focus waits where the name is kept back, and then at the first thing to copy."""
    expect(desk.page.get_by_role("button", name="Show the name")).to_be_focused()
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")


def copied_by_keyboard(desk):
    """Copy a field with Enter; the focus goes on to the next, at last to the reference."""
    buttons = desk.page.locator("[data-copy-row] [data-copy-button]")
    expect(buttons.first).to_be_focused()
    for _ in range(buttons.count()):
        desk.page.keyboard.press("Enter")
        desk.page.wait_for_timeout(100)
    expect(desk.page.locator("[name=reference]")).to_be_focused()
