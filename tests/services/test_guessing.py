"""Twenty refused codes in a row: somebody hears of it, and strange devices get no more guesses."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts import codes
from accounts.models import Notice, SignInWait, User
from accounts.rules.guessing import MOST, ODD
from accounts.services import come_in, reset_factors
from audit.models import Entry
from tests.factories.accounts import RECOVERY, SEED, app_of, paper_of
from tests.faults.together import at_once

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 15, 0, 10, tzinfo=UTC)
HERS = "her own laptop"


@pytest.fixture
def owner(advocate):
    app_of(advocate)
    paper_of(advocate)
    return advocate


def guess(owner, times: int, *, device: str = "") -> None:
    """Type wrong codes with enough patience that none has to wait."""
    for _ in range(times):
        assert not come_in(user=owner, given="000000", now=NOW, device=device)
        SignInWait.objects.all().delete()


def right(moment: datetime = NOW) -> str:
    return codes.code_at(SEED, codes.step_at(moment))


def refused(owner) -> int:
    return User.objects.get(pk=owner.pk).refused_codes


def test_at_the_twentieth_its_owner_and_the_administrators_are_told_once(
    owner, administrator, supervisor
):
    guess(owner, ODD - 1)
    assert not Notice.objects.exists()

    guess(owner, 5)

    told = {(one.reader, one.kind, one.about) for one in Notice.objects.all()}
    assert told == {
        (owner, "codes_refused", owner), (administrator, "codes_refused", owner),
    }  # fmt: skip
    assert Notice.objects.filter(mail_state="owed").count() == 2


def test_then_a_strange_device_comes_in_by_no_code_of_the_app(owner):
    guess(owner, ODD)

    proof = come_in(user=owner, given=right(), now=NOW)

    assert not proof
    assert proof.shut
    assert Entry.objects.latest("seq").action == "accounts.factor_refused"
    owner.factors.get(kind="totp", last_step=0)


def test_but_by_a_recovery_code_which_does_not_open_it_to_guesses_again(owner):
    guess(owner, ODD)

    assert come_in(user=owner, given=RECOVERY[0], now=NOW)
    assert not come_in(user=owner, given=right(), now=NOW)


def test_the_owner_comes_in_where_she_did_before_and_all_is_as_it_was(owner):
    guess(owner, ODD)

    assert come_in(user=owner, given=right(), now=NOW, device=HERS)

    assert refused(owner) == 0
    later = NOW + timedelta(minutes=1)
    assert come_in(user=owner, given=right(later), now=later)


def test_a_stranger_with_the_password_never_keeps_her_own_device_out(owner):
    guess(owner, MOST + 20)
    for code in RECOVERY[:5]:
        come_in(user=owner, given=f"{code}x", now=NOW)
        SignInWait.objects.all().delete()

    assert refused(owner) == ODD
    assert come_in(user=owner, given=right(), now=NOW, device=HERS)


def test_after_a_hundred_in_a_row_no_device_is_asked_for_the_apps_codes(owner):
    guess(owner, MOST, device=HERS)

    assert come_in(user=owner, given=right(), now=NOW, device=HERS).shut
    assert come_in(user=owner, given=RECOVERY[0], now=NOW, device=HERS)
    assert refused(owner) == 0


def test_a_right_code_between_wrong_ones_begins_the_count_anew(owner):
    guess(owner, ODD - 1)
    assert come_in(user=owner, given=right(), now=NOW)

    guess(owner, ODD - 1)

    assert not Notice.objects.exists()


def test_an_administrators_reset_ends_it(owner, administrator):
    guess(owner, ODD)

    reset_factors(user_id=owner.pk, by=administrator, now=NOW)

    assert refused(owner) == 0


@pytest.mark.django_db(transaction=True)
def test_twenty_processes_that_guess_at_once_have_no_more_than_twenty(owner, monkeypatch):
    monkeypatch.setattr("accounts.services.signing.FREE_TRIES", 1000)

    proofs = at_once(lambda _: come_in(user=owner, given="000000", now=NOW), range(40), of=20)

    assert sum(proof.shut for proof in proofs) == 20
    assert refused(owner) == ODD
    assert Notice.objects.filter(reader=owner).count() == 1
