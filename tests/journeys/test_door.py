"""The whole door in a browser: set up by a code, and a passkey made and used."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from accounts import codes
from accounts.models import Factor
from tests.factories.accounts import PASSWORD, person
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(chromium, live_server):
    desk = Desk(chromium, live_server.url, at=datetime.now(UTC))
    yield desk
    desk.leave()


@pytest.fixture
def security_key(desk):
    """Put a key into this browser that answers by itself, as a touched one would."""
    chrome = desk.context.new_cdp_session(desk.page)
    chrome.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": False,
        "hasUserVerification": False, "automaticPresenceSimulation": True,
    }  # fmt: skip
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def give_password(desk: Desk, email: str) -> None:
    desk.go("/")
    desk.write("E-mail", email)
    desk.write("Password", PASSWORD)
    desk.press("Sign in")


def test_a_newcomer_sets_up_an_app_and_reads_the_codes_once(desk):
    ada = person(factors=False)
    give_password(desk, ada.email)
    desk.reads("Set up your second factor")
    seed = desk.page.locator("[data-copy-text]").inner_text().replace(" ", "")

    desk.write("Code from the app", "000000")
    desk.press("Confirm and go on")
    desk.reads("There is a problem")
    desk.complaints.clear()  # the browser notes the 422
    desk.write("Code from the app", codes.code_at(seed, codes.step_at(timezone.now())))
    desk.press("Confirm and go on")

    shown = desk.page.locator(".recovery-codes code").all_inner_texts()
    assert len(shown) == 10
    desk.page.get_by_role("button", name=re.compile("Copy")).click()
    desk.reads("Copied")
    desk.follow("I have kept them")
    desk.reads("Today")


def test_a_passkey_is_made_and_opens_the_house_the_next_time(desk, security_key):
    ada = person(factors=False)
    give_password(desk, ada.email)
    desk.press("Make a passkey here")
    desk.reads("Keep these recovery codes")
    desk.follow("I have kept them")
    desk.reads("Today")

    desk.page.locator(".account-menu summary").click()
    desk.press("Sign out")
    give_password(desk, ada.email)
    desk.press("Use your passkey")

    desk.reads("Today")
    assert Factor.objects.get(user=ada, kind="passkey").used_at


def test_a_passkey_of_another_key_opens_nothing(chromium, desk, security_key):
    ada = person(factors=False)
    give_password(desk, ada.email)
    desk.press("Make a passkey here")
    desk.go("/account/")
    Factor.objects.filter(kind="passkey").update(sign_count=10**6)  # this one is a copy, then
    desk.page.locator(".account-menu summary").click()
    desk.press("Sign out")
    give_password(desk, ada.email)

    desk.press("Use your passkey")

    desk.reads("This code or passkey is not right")
    desk.complaints.clear()  # the browser notes the 422
