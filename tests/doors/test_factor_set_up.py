"""The first set-up: before any other page, proved by a code, with recovery codes shown once."""

import base64
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import codes
from accounts.models import Factor, RecoveryCode
from accounts.services import change_password
from audit.models import Entry
from tests.factories.accounts import PASSWORD, person

pytestmark = pytest.mark.django_db

SET_UP = "/sign-in/set-up/"
WRITTEN = re.compile(r"<code>([2-9a-hjkmnp-z]{4}(?:-[2-9a-hjkmnp-z]{4}){3})</code>")


@pytest.fixture
def newcomer():
    return person(factors=False)


def come(user) -> Client:
    client = Client()
    answer = client.post("/sign-in/", {"username": user.email, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == SET_UP
    return client


def seed_on(client: Client) -> str:
    page = client.get(SET_UP).content.decode()
    return re.search(r"data-copy-text>([A-Z2-7 ]+)<", page)[1].replace(" ", "")


def code_for(seed: str) -> str:
    return codes.code_at(seed, codes.step_at(timezone.now()))


def test_without_a_factor_there_is_no_other_page(newcomer):
    client = come(newcomer)

    for path in ("/", "/account/", "/account/factors/", "/cases/"):
        assert client.get(path, follow=True).redirect_chain[-1][0].startswith(SET_UP)


def test_the_drawing_and_the_text_hold_one_seed_that_stays_until_it_is_confirmed(newcomer):
    client = come(newcomer)

    assert seed_on(client) == seed_on(client)
    page = client.get(SET_UP).content.decode()
    assert re.search(r'<svg class="qr"\s+viewBox="0 0 \d+ \d+"\s+role="img"', page)
    drawn = codes.drawn(codes.address(seed_on(client), email=newcomer.email))
    assert drawn.path in page


def test_another_session_with_the_password_is_shown_another_seed(newcomer):
    """Whoever phished the password reads a seed; its owner never takes that one into use."""
    thief = come(newcomer)
    read = seed_on(thief)
    owner = come(newcomer)
    seed = seed_on(owner)

    assert seed != read
    assert owner.post(SET_UP, {"code": code_for(read)}).status_code == 422
    assert owner.post(SET_UP, {"code": code_for(seed)}).status_code == 201
    assert Factor.objects.of(newcomer).held().get().seed == seed


def test_a_code_of_another_session_s_seed_confirms_nothing(newcomer):
    owner, thief = come(newcomer), come(newcomer)
    seed_on(thief)
    mine = seed_on(owner)  # the thief's is gone with it

    assert thief.post(SET_UP, {"code": code_for(mine)}).status_code == 422
    assert not Factor.objects.proving().exists()


def test_the_password_given_anew_ends_the_seed(newcomer):
    client = come(newcomer)
    seed = seed_on(client)

    Client().post("/sign-in/", {"username": newcomer.email, "password": PASSWORD})

    assert not Factor.objects.waiting().exists()
    answer = client.post(SET_UP, {"code": code_for(seed)})
    assert answer.status_code == 422
    assert "has ended" in answer.content.decode()
    assert seed_on(client) != seed


def test_after_ten_minutes_the_seed_is_another(newcomer):
    client = come(newcomer)
    seed = seed_on(client)
    Factor.objects.update(made_at=timezone.now() - timedelta(minutes=10, seconds=1))

    assert client.post(SET_UP, {"code": code_for(seed)}).status_code == 422
    assert seed_on(client) != seed
    assert not Factor.objects.proving().exists()


def test_a_new_password_ends_the_seed(newcomer):
    seed_on(come(newcomer))

    change_password(password="a third desk, quieter still", by=newcomer, now=timezone.now())

    assert not Factor.objects.waiting().exists()


def test_the_seed_is_sealed_in_the_table(newcomer):
    seed = seed_on(come(newcomer))

    with connection.cursor() as cursor:
        cursor.execute("SELECT seed, key_wrapped FROM accounts_factor")
        kept = b"".join(bytes(one) for one in cursor.fetchone())
    assert len(kept) > 100
    assert seed.encode() not in kept
    assert base64.b32decode(seed) not in kept


def test_a_first_code_opens_the_house_and_shows_ten_recovery_codes_this_once(newcomer):
    client = come(newcomer)
    answer = client.post(SET_UP, {"code": code_for(seed_on(client)), "next": "/cases/"})

    written = WRITTEN.findall(answer.content.decode())
    assert (answer.status_code, len(set(written))) == (201, 10)
    assert 'href="/cases/"' in answer.content.decode()
    assert client.get("/account/").status_code == 200
    told = list(Entry.objects.order_by("seq").values_list("action", flat=True))
    assert told == [
        "accounts.factor_added", "accounts.recovery_codes_made", "accounts.signed_in",
    ]  # fmt: skip
    assert not [code for code in written if code in str(list(RecoveryCode.objects.values()))]


def test_the_first_code_is_used_up_by_the_set_up(newcomer):
    client = come(newcomer)
    code = code_for(seed_on(client))
    client.post(SET_UP, {"code": code})

    again = Client()
    again.post("/sign-in/", {"username": newcomer.email, "password": PASSWORD})
    assert again.post("/sign-in/code/", {"code": code}).status_code == 422


@pytest.mark.parametrize("typed", ["", "000000", "12345", "ab cd"])
def test_a_wrong_first_code_opens_nothing(newcomer, typed):
    client = come(newcomer)
    seed = seed_on(client)

    answer = client.post(SET_UP, {"code": typed})

    assert answer.status_code == 422
    assert seed_on(client) == seed
    assert client.get("/account/").status_code == 302
    assert not Factor.objects.proving().exists()
    assert not Entry.objects.exists()


def test_a_recovery_code_from_the_page_opens_the_next_time(newcomer):
    client = come(newcomer)
    page = client.post(SET_UP, {"code": code_for(seed_on(client))}).content.decode()

    again = Client()
    again.post("/sign-in/", {"username": newcomer.email, "password": PASSWORD})
    answer = again.post("/sign-in/code/", {"code": WRITTEN.findall(page)[0]})

    assert answer.url == "/"
