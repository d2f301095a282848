"""What a letter says of how somebody signs in: what to do, and nothing of this house."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from accounts.services import send_letters, tell

pytestmark = pytest.mark.django_db
OF_THIS_HOUSE = {"reclaim", "case", "survivor", "image", "device", "password", "http", "https"}
CURE = "If it was not you, call your administrator."


@pytest.mark.parametrize("kind", ["factors_reset", "password_link", "three_sessions"])
def test_a_change_of_signing_in_says_whom_to_call_and_names_nobody(kind, advocate, administrator):
    now = timezone.now()
    tell(people=[advocate], kind=kind, about=administrator, now=now)

    send_letters(now=now)

    [letter] = mail.outbox
    assert CURE in letter.body
    said = set(re.findall(r"[a-z]+", f"{letter.subject} {letter.body}".casefold()))
    assert not said & {administrator.name.casefold(), advocate.name.casefold(), *OF_THIS_HOUSE}


def test_what_is_told_of_a_case_stays_a_code_and_a_time(advocate, supervisor):
    now = timezone.now()
    tell(people=[advocate], kind="break_glass", about=supervisor, code="C-7F3K", now=now)

    send_letters(now=now)

    assert CURE not in mail.outbox[0].body
    assert mail.outbox[0].body.startswith("C-7F3K\n")
