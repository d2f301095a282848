"""How long a session lasts, whom a new password leaves in, and in which zone times are read."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import services
from accounts.models import SignInWait, User
from audit.models import Entry
from tests.factories.accounts import PASSWORD, person, signed_in

pytestmark = pytest.mark.django_db

COMMON = "123456789123456789"
NEW = "another quiet desk by a window"


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


def test_who_is_away_half_an_hour_is_signed_out_and_it_is_entered(clock, settings):
    client = signed_in(person())
    assert client.get("/account/").status_code == 200

    clock.shift(timedelta(seconds=settings.RECLAIM_IDLE_SECONDS + 1))

    assert client.get("/account/").url.startswith("/sign-in/")
    assert Entry.objects.latest("id").facts == '{"because":"idle"}'


def test_who_is_at_work_stays_in_until_the_day_is_over(clock, settings):
    client = signed_in(person())
    for _ in range(settings.RECLAIM_SESSION_SECONDS // 600):
        clock.shift(timedelta(minutes=10))
        assert client.get("/account/").status_code == 200

    clock.shift(timedelta(minutes=1))

    assert client.get("/account/").url.startswith("/sign-in/")


def test_signing_in_again_begins_a_new_day(clock, settings):
    user = person()
    client = signed_in(user)
    clock.shift(timedelta(seconds=settings.RECLAIM_SESSION_SECONDS + 1))
    client.get("/account/")

    signed_in(user, client=client)

    assert client.get("/account/").status_code == 200


def test_a_session_that_ended_reads_no_api(clock, settings):
    client = signed_in(person())
    assert client.get("/api/v1/me/").status_code == 200

    clock.shift(timedelta(seconds=settings.RECLAIM_IDLE_SECONDS + 1))

    assert client.get("/api/v1/me/").status_code == 401


def test_a_closed_account_is_out_with_its_next_request(administrator):
    user = person()
    client = signed_in(user)

    services.change_user(user_id=user.pk, by=administrator, is_active=False)

    assert client.get("/account/").url.startswith("/sign-in/")


def test_a_new_password_leaves_this_session_in_and_every_other_out():
    user = person()
    here, elsewhere = signed_in(user), signed_in(user)

    answer = here.post(
        "/account/password/",
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW},
    )

    assert answer.url == "/account/password/changed/"
    assert "Your password is changed" in here.get(answer.url).content.decode()
    assert elsewhere.get("/account/").url.startswith("/sign-in/")
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.parametrize(
    "form",
    [
        {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW},
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW + "!"},
        {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"},
        {"old_password": PASSWORD, "new_password1": COMMON, "new_password2": COMMON},
    ],
)
def test_a_new_password_needs_the_old_one_twice_the_new_fifteen_characters_and_is_no_common_one(
    form,
):
    user = person()

    answer = signed_in(user).post("/account/password/", form)

    assert answer.status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not Entry.objects.filter(action="accounts.password_changed").exists()


def test_a_new_password_asks_for_a_fresh_proof_and_looks_at_nothing_before_it(clock):
    user = person()
    client = signed_in(user)
    clock.shift(timedelta(seconds=601))

    answer = client.post(
        "/account/password/",
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW},
    )

    assert answer.url.startswith("/account/confirm/")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_who_guesses_the_old_password_waits_and_the_right_one_is_not_even_looked_at():
    user = person()
    client = signed_in(user)
    form = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    for _ in range(6):
        answer = client.post("/account/password/", form)

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= 1
    assert "Too many tries" in answer.content.decode()
    SignInWait.objects.update(not_before=timezone.now() + timedelta(minutes=1))
    assert client.post("/account/password/", {**form, "old_password": PASSWORD}).status_code == 429
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_zone_is_chosen_on_ones_page_and_kept(client_for, advocate):
    client = client_for(advocate)

    answer = client.post("/account/time-zone/", {"time_zone": "America/Denver"})

    assert answer.url == "/account/"
    advocate.refresh_from_db()
    assert advocate.time_zone == "America/Denver"
    assert "America/Denver" in client.get("/account/").content.decode()


def test_a_zone_that_there_is_not_is_refused(client_for, advocate):
    answer = client_for(advocate).post("/account/time-zone/", {"time_zone": "Mars/Olympus"})

    assert answer.status_code == 422
    advocate.refresh_from_db()
    assert advocate.time_zone == "America/New_York"
    assert not Entry.objects.exists()


def test_a_page_is_read_in_its_readers_zone(client_for, colleague, advocate):
    services.issue_token(by=advocate)
    User.objects.filter(pk=advocate.pk).update(time_zone="Asia/Tokyo")
    advocate.refresh_from_db()

    assert " JST" in client_for(advocate).get("/account/").content.decode()
    assert timezone.get_current_timezone_name() == "UTC"
