"""The sealing host trusts what it remembers over the file it is shown."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit import trail
from audit.seals import book, lines, memory, signing
from tests.services.test_seals import entered, kept, of, sealed, told

__all__ = ["kept"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def three(kept, advocate):
    for _ in range(3):
        entered(advocate, "a")
        sealed(kept)
    return kept


def seal(kept, *more):
    call_command(
        "seal_trail", f"--to={kept[0]}", f"--key={kept[1]}", *more, stdout=StringIO(),
        stderr=StringIO(),
    )  # fmt: skip


def beside(kept):
    return memory.recall(memory.place_for(kept[1], home=kept[1].parent))


def test_the_last_number_and_digest_stand_beside_the_key(three):
    last = of(three)[-1].seal

    assert beside(three) == (3, last.digest)
    assert (three[1].parent / "key.pem.last").stat().st_mode & 0o777 == 0o600


def test_seals_that_were_cut_at_their_end_are_not_gone_on_from(three):
    before = "".join(three[0].read_text().splitlines(keepends=True)[:2])
    three[0].write_text(before)

    with pytest.raises(CommandError, match="made seal 3, and the last one there is 2"):
        seal(three)

    assert three[0].read_text() == before


@pytest.mark.parametrize("more", [[], ["--anew=restored"]])
def test_a_place_that_was_emptied_is_none_to_begin_in(three, more):
    three[0].unlink()

    with pytest.raises(CommandError, match="the last one there is none"):
        seal(three, *more)

    assert not three[0].exists()


def test_where_the_seals_are_lost_a_person_begins_and_the_number_goes_on(three):
    lost = of(three)[-1].seal
    three[0].unlink()

    seal(three, "--first")

    (begun,) = of(three)
    assert (begun.seal.number, begun.seal.kind, begun.seal.previous) == (4, "first", lost.digest)
    seal(three)
    assert told(three)["holds"]


def test_a_seal_of_the_same_number_that_this_host_did_not_make_is_refused(three, advocate):
    """As after a restore of the whole sealing place: same key, another third seal."""
    *_, second, third = of(three)
    other = third.seal._replace(database_at=third.seal.at)
    forged = lines.signed(other, third.moved, signing.load(three[1]))
    text = three[0].read_text().splitlines(keepends=True)[:2]

    three[0].write_text("".join([*text, forged.text() + "\n"]))
    assert second.seal.digest == forged.seal.previous
    kept_there = book.read([three[0]], keys=[three[2]])
    assert memory.why_not_after(beside(three), kept_there).startswith("seal 3 is not the one")
    with pytest.raises(CommandError, match="the one that this host made"):
        seal(three)


def test_a_crash_between_the_seal_and_its_note_stops_nothing(three):
    earlier = of(three)[1].seal
    memory.remember(memory.place_for(three[1], home=three[1].parent), earlier)

    seal(three)

    assert beside(three).number == 4


def test_a_seal_that_cannot_be_noted_is_handed_on_all_the_same(
    three, tmp_path, monkeypatch, mailoutbox
):
    def full(file, seal):
        raise memory.NotRemembered(f"Seal {seal.number} is kept, and {file} cannot be written.")

    monkeypatch.setattr(memory, "remember", full)
    copy = tmp_path / "copy"

    with pytest.raises(CommandError, match=r"Seal 4 is kept, and .* cannot be written") as no:
        seal(three, f"--also=tee {copy}", "--mail=notary@agency.example")

    assert no.value.returncode == 1
    assert copy.read_text() == three[0].read_text().splitlines(keepends=True)[-1]
    assert [letter.subject for letter in mailoutbox] == ["Seal 4"]
    monkeypatch.undo()
    seal(three)
    assert beside(three).number == 5


def test_lines_of_another_key_are_none_to_go_on_from(three, tmp_path):
    stranger = tmp_path / "stranger"
    stranger.mkdir()
    signing.make(stranger / "key.pem")

    with pytest.raises(CommandError, match="signature does not hold"):
        seal((three[0], stranger / "key.pem"))


def test_a_new_key_goes_on_from_the_one_before_that_is_named(three, tmp_path, settings):
    renewed = tmp_path / "renewed"
    renewed.mkdir()
    public = signing.make(renewed / "key.pem")
    settings.RECLAIM_SEAL_PUBLIC_KEYS = [three[2], public]

    seal((three[0], renewed / "key.pem"))

    assert book.read([three[0]], keys=[three[2], public]).last.number == 4


def test_a_first_seal_over_a_trail_asks_to_be_told_so(kept, advocate):
    trail.record(by=advocate, action="tests.told", subject=advocate, case="a")

    with pytest.raises(CommandError, match="is it the right place"):
        seal(kept)
    assert not kept[0].exists()

    seal(kept, "--first")
    assert of(kept)[0].seal.number == 1


def test_a_key_whose_folder_takes_nothing_has_its_memory_in_the_home(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(memory.os, "access", lambda *_: False)

    assert memory.place_for(kept[1], home=tmp_path / "h") == tmp_path / "h" / "key.pem.last"


def test_a_memory_that_cannot_be_read_seals_nothing(three):
    memory.place_for(three[1], home=three[1].parent).write_text("{")

    with pytest.raises(CommandError, match="does not say which seal"):
        seal(three)

    assert len(of(three)) == 3


def test_an_old_last_seal_fails_the_check_that_asks_for_a_young_one(three, time_machine):
    given = [f"--against={three[0]}", f"--public-key={three[2]}", "--not-older-than=2"]

    call_command("verify_trail", *given, stdout=StringIO())
    time_machine.move_to(datetime.now(UTC) + timedelta(hours=3))

    with pytest.raises(CommandError, match="more than 2 hours ago"):
        call_command("verify_trail", *given, stdout=StringIO())
    with pytest.raises(CommandError, match="no seal whose age"):
        call_command("verify_trail", "--not-older-than=2", stdout=StringIO())
