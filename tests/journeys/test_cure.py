"""An answer disputes the signature: the cured version opens there, and both versions stay."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from accounts.rules import Role
from deadlines.models import Clock
from removal.models import RemovalRequest
from tests.factories import deadlines as make
from tests.factories import releases
from tests.factories.accounts import PASSWORD, person
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MORNING = datetime(2026, 11, 1, 15, tzinfo=UTC)


@pytest.fixture
def ada(transactional_db):
    return person(Role.ADVOCATE, name="Ada")


@pytest.fixture
def first(ada):
    """A request that the platform received and whose hours run; its release names the platform."""
    made = make.received(by=ada)
    releases.to_platform(made, by=ada, now=MORNING - timedelta(hours=1))
    return made


def test_a_disputed_signature_is_cured_and_sent_again(  # noqa: PLR0917
    chromium, live_server, time_machine, monkeypatch, ada, first
):
    monkeypatch.setattr("deadlines.nudge._send", lambda: None)
    time_machine.move_to(MORNING, tick=True)
    desk = Desk(chromium, live_server.url, at=MORNING)
    desk.sign_in(ada.email, PASSWORD)

    desk.go(f"/requests/{first.pk}/clock/")
    desk.page.locator("summary", has_text="Record what the platform said").click()
    desk.choose("What the platform said", "Says the request is incomplete")
    desk.write("Its own words", "The signature is not legible.")
    desk.choose("What of the request it called wrong or missing", "The signature, or who signs")
    desk.press("Record the answer")

    desk.go(f"/requests/{first.pk}/")
    desk.press("Make a cured version")
    cured_in_focus(desk)
    desk.write("When it was signed", "2026-11-01T09:30")
    desk.press("Save the draft")

    desk.choose("Who sent it", "We sent it for the survivor, under a release")
    desk.write("When it was sent", "2026-11-01T09:45")
    desk.write("Reference shown", "TK-2")
    desk.press("Record the submission")

    versions = desk.page.locator("#versions")
    expect(versions).to_contain_text("The platform disputed the signature, or who signs")
    expect(versions.locator("#clock-of-R1")).to_contain_text("left")
    expect(versions.locator("[id='clock-of-R1.2']")).to_contain_text("No receipt recorded")
    both = RemovalRequest.objects.filter(case=first.case, number=first.number)
    assert [one.submission.submitted_at is not None for one in both] == [True, True]
    assert Clock.objects.get(request=first).closed_at is None
    desk.leave()


def cured_in_focus(desk):
    """The disputed part stands first with the focus and their words; the others are folded."""
    expect(desk.page.locator("#part-1-head")).to_be_focused()
    desk.reads("The signature is not legible.")
    expect(desk.page.locator("#part-1 [name=signature_method]")).to_be_visible()
    expect(desk.page.locator("#part-3 [name=good_faith_statement]")).to_be_hidden()
    desk.page.keyboard.press("Tab")
    expect(desk.page.locator("#part-1 [name=signer_role]:checked")).to_be_focused()
