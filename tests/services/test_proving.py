"""A code counts once, whichever process reads it; real connections, for threads prove nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts import codes
from accounts.models import Factor, RecoveryCode, SignInWait
from accounts.rules.factors import Kind
from accounts.services import begin_totp, come_in, confirm, confirm_totp
from audit.models import Entry
from tests.factories.accounts import RECOVERY, SEED, app_of, paper_of
from tests.faults.together import Crowd, at_once, claimed

NOW = datetime(2026, 11, 2, 15, 0, 10, tzinfo=UTC)


def test_the_codes_are_those_of_the_standard():
    """RFC 6238, appendix B: its seed in ASCII, its moments, the last six of its eight digits."""
    seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    expected = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}

    assert {at: codes.code_at(seed, at // 30) for at in expected} == expected


@pytest.fixture
def house(advocate):
    app_of(advocate)
    paper_of(advocate)
    return advocate


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_of_twenty_processes_that_read_one_code_exactly_one_takes_it(house):
    given = {"user_id": house.pk, "now": NOW}
    for code in (codes.code_at(SEED, codes.step_at(NOW)), RECOVERY[1]):
        with Crowd(20, claimed, code=code, **given) as crowd:
            crowd.go()
            assert sorted(crowd.told()) == [False] * 19 + [True]


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_bring_one_code_at_once_exactly_one_comes_in(house, monkeypatch):
    monkeypatch.setattr("accounts.services.signing.FREE_TRIES", 1000)
    code = codes.code_at(SEED, codes.step_at(NOW))

    proofs = at_once(lambda _: come_in(user=house, given=code, now=NOW), range(20), of=20)

    assert sum(bool(proof) for proof in proofs) == 1
    assert Entry.objects.filter(action="accounts.signed_in").count() == 1
    assert Entry.objects.filter(action="accounts.factor_refused").count() == 19


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_bring_one_recovery_code_at_once_exactly_one_comes_in(house, monkeypatch):
    monkeypatch.setattr("accounts.services.signing.FREE_TRIES", 1000)

    proofs = at_once(lambda _: come_in(user=house, given=RECOVERY[0], now=NOW), range(20), of=20)

    assert sum(bool(proof) for proof in proofs) == 1
    assert RecoveryCode.objects.filter(used_at=None).count() == 9


@pytest.mark.django_db(transaction=True)
def test_twenty_who_guess_at_once_have_no_more_tries_than_one(house):
    proofs = at_once(lambda n: come_in(user=house, given=f"{n:06}", now=NOW), range(20), of=20)

    looked_at = Entry.objects.filter(action="accounts.factor_refused").count()
    assert looked_at <= 6
    assert sum(proof.wait > 0 for proof in proofs) == 20 - looked_at


@pytest.mark.django_db
def test_wrong_codes_and_wrong_passwords_are_counted_apart(house):
    come_in(user=house, given="000000", now=NOW)

    wait = SignInWait.objects.get()
    assert wait.tries == 1
    assert house.email not in str(SignInWait.objects.values().get())


@pytest.mark.django_db
def test_each_of_two_apps_has_its_own_codes_and_steps(house):
    waiting = begin_totp(by=house)
    later = NOW + timedelta(minutes=5)
    code = codes.code_at(waiting.seed, codes.step_at(NOW))
    confirm_totp(code=code, by=house, now=NOW, begun=str(waiting.pk))

    for seed in (SEED, waiting.seed):
        code = codes.code_at(seed, codes.step_at(later))
        assert confirm(user=house, given=code, now=later).kind is Kind.TOTP
        assert not confirm(user=house, given=code, now=later)


@pytest.mark.django_db
def test_an_app_that_waits_for_its_first_code_proves_nothing(house):
    waiting = begin_totp(by=house)

    assert not confirm(user=house, given=codes.code_at(waiting.seed, codes.step_at(NOW)), now=NOW)


@pytest.mark.django_db
def test_a_seed_moved_to_anothers_row_does_not_open(house, colleague):
    theirs = app_of(colleague, seed=codes.new_seed())
    mine = Factor.objects.get(user=house, kind=Kind.TOTP.value)
    Factor.objects.filter(pk=theirs.pk).update(key_wrapped=bytes(mine.key_wrapped))

    with pytest.raises(Exception, match="does not open"):
        str(Factor.objects.get(pk=theirs.pk).seed)
