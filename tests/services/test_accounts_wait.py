"""A guesser waits longer and longer; nobody is locked out for good, and no process counts alone."""

from datetime import timedelta

import pytest
from django.db.models import F

from accounts.models import SignInWait
from accounts.services import admit, record_sign_in
from tests.faults.together import at_once

EMAIL = "ada@agency.example"


def _later(**by: int) -> None:
    SignInWait.objects.update(not_before=F("not_before") - timedelta(**by))


@pytest.mark.django_db
def test_waits_double_up_to_a_minute_and_no_further():
    waits = []
    for _ in range(14):
        assert admit(email=EMAIL) == 0
        waits.append(admit(email=EMAIL) if SignInWait.objects.get().tries >= 5 else 0)
        _later(minutes=2)

    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]


@pytest.mark.django_db
def test_trying_during_the_wait_does_not_prolong_it():
    for _ in range(9):
        admit(email=EMAIL)
        _later(minutes=2)
    admit(email=EMAIL)
    before = SignInWait.objects.values().get()

    for _ in range(20):
        assert 0 < admit(email=EMAIL) <= 32

    assert SignInWait.objects.values().get() == before


@pytest.mark.django_db
def test_a_quiet_quarter_of_an_hour_forgets():
    for _ in range(9):
        admit(email=EMAIL)
        _later(minutes=1)
    _later(minutes=16)

    assert admit(email=EMAIL) == 0
    assert admit(email=EMAIL) == 0


@pytest.mark.django_db
def test_spellings_of_one_e_mail_share_one_count():
    for email in ("ada@agency.example", "ADA@agency.example", " Ada@Agency.Example "):
        admit(email=email)

    assert SignInWait.objects.get().tries == 3


@pytest.mark.django_db
def test_a_known_device_is_not_kept_out_by_a_guesser_elsewhere():
    for _ in range(9):
        admit(email=EMAIL)

    assert admit(email=EMAIL) > 0
    assert admit(email=EMAIL, device="hers") == 0


@pytest.mark.django_db
def test_the_table_tells_nobody_which_e_mails_were_tried():
    admit(email=EMAIL)

    kept = str(SignInWait.objects.values().get())
    assert not [one for one in ("ada@", "agency.example") if one in kept]


@pytest.mark.django_db
def test_signing_in_forgets_the_wrong_tries_and_what_is_a_day_old(advocate):
    admit(email="someone@else.example")
    _later(days=2)
    admit(email=advocate.email)

    record_sign_in(user=advocate)

    assert not SignInWait.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_processes_guess_no_more_often_than_one():
    admitted = sum(at_once(lambda _: admit(email=EMAIL) == 0, range(100), of=20))

    assert 5 <= admitted <= 8  # five free ones, and at most those of the seconds that passed


@pytest.mark.django_db(transaction=True)
def test_while_twenty_guess_elsewhere_she_comes_in_from_the_device_she_always_uses():
    guessed = [{"email": EMAIL}] * 100
    hers = [{"email": EMAIL, "device": "hers"}] * 3

    answers = at_once(lambda one: admit(**one), guessed[:50] + hers + guessed[50:], of=20)

    assert answers[50:53] == [0, 0, 0]
    assert sum(wait == 0 for wait in answers[:50] + answers[53:]) <= 8
