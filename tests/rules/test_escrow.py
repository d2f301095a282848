"""Two of three people bring the keys back; none does alone, and without them nothing opens."""

from itertools import combinations

import pyrage
import pytest
from django.core.management import CommandError, call_command

from audit.rules import NotAllowed
from sealing import box, escrow, recovering, sources

KEYS = {"SECRET_KEY": "s", "RECLAIM_AGENCY_KEYS": "1:one", "RECLAIM_INDEX_KEY": "i"}
PEOPLE = ("anna", "bo", "cleo")


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    at = tmp_path_factory.mktemp("people")
    made = {name: pyrage.x25519.Identity.generate() for name in PEOPLE}
    for name, identity in made.items():
        (at / name).write_text(f"# {name}\n{identity}\n")
    return at, {name: str(identity.to_public()) for name, identity in made.items()}


@pytest.fixture
def copies(people, tmp_path, settings):
    settings.KEYS = sources.Kept(sources.Environment(KEYS))
    told = [f"{name}={recipient}" for name, recipient in people[1].items()]
    call_command("keep_keys", *told, f"--to={tmp_path}", verbosity=0)
    return tmp_path


@pytest.mark.parametrize("pair", list(combinations(PEOPLE, 2)))
def test_any_two_of_the_three_bring_the_keys_back(copies, people, pair):
    copy, to = copies / f"{'-and-'.join(pair)}.keys.age", copies / "back.json"

    who = [f"--identity={people[0] / name}" for name in reversed(pair)]
    recovering.main([str(copy), *who, f"--to={to}"], home=copies)

    assert sources.File(to).read() == KEYS
    assert to.stat().st_mode & 0o777 == 0o600
    with pytest.raises(SystemExit, match="not written over"):
        recovering.main([str(copy), *who, f"--to={to}"], home=copies)


@pytest.mark.parametrize("who", [["anna"], ["bo"], ["anna", "anna"], ["anna", "cleo"]])
def test_one_alone_or_another_brings_back_nothing(copies, people, who):
    copy = copies / "anna-and-bo.keys.age"

    with pytest.raises(NotAllowed, match="both people"):
        escrow.opened(copy.read_bytes(), [people[0] / name for name in who])


def test_a_copy_shows_no_key_and_is_for_its_owner_alone(copies):
    files = list(copies.iterdir())

    assert len(files) == 3
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in files)
    assert not any(b"1:one" in file.read_bytes() for file in files)


@pytest.mark.parametrize("given", [["anna=age1nonsense", "bo=age1nonsense"], ["anna=age1x"]])
def test_whoever_cannot_be_encrypted_to_is_said(given, tmp_path, settings):
    settings.KEYS = sources.Kept(sources.Environment(KEYS))

    with pytest.raises(CommandError):
        call_command("keep_keys", *given, f"--to={tmp_path}")


def test_without_the_key_what_was_sealed_stays_sealed():
    held = box.seal("Maria", b"k" * 32, bound_to="here")

    for wrong in (b"j" * 32, b"\0" * 32):
        with pytest.raises(box.CannotOpen):
            box.open_sealed(held, wrong, bound_to="here")
