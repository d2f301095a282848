"""Keys come from the environment, a file that may change, or a program; each says what is lost."""

import json
import time
from pathlib import Path

import pytest

from sealing import sources
from sealing.live import Live

KEYS = {"SECRET_KEY": "s", "RECLAIM_AGENCY_KEYS": "1:one", "RECLAIM_INDEX_KEY": "i"}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "keys.json"
    sources.write(path, KEYS)
    return path


def test_the_environment_comes_first_then_a_program_then_a_file(file):
    assert isinstance(sources.named(KEYS), sources.Environment)
    assert isinstance(sources.named({sources.COMMAND: "x", sources.FILE: "y"}), sources.Command)
    assert isinstance(sources.named({sources.FILE: str(file)}), sources.File)
    assert sources.named({"RECLAIM_INDEX_KEY": "i"}) is None


def test_a_file_is_for_its_owner_alone_and_is_written_whole(file):
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]
    assert json.loads(file.read_text()) == KEYS


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o602, 0o620, 0o660, 0o666, 0o601])
def test_a_file_that_others_may_read_or_change_is_refused_with_its_cure(file, mode):
    file.chmod(mode)

    with pytest.raises(sources.NoKeys, match=f"{mode:04o}.*Run chmod 600 {file}"):
        sources.Kept(sources.File(file))


@pytest.mark.parametrize("mode", [0o400, 0o600, 0o440, 0o640])
def test_its_owner_reads_it_and_a_group_may_as_containers_have_it(file, mode):
    file.chmod(mode)

    assert sources.Kept(sources.File(file))["RECLAIM_INDEX_KEY"] == "i"


def test_a_file_that_is_opened_to_others_meanwhile_is_not_read_again(file, monkeypatch):
    monkeypatch.setattr(sources, "LOOKED_EACH", 0)
    kept = sources.Kept(sources.File(file))

    sources.write(file, KEYS | {"RECLAIM_INDEX_KEY": "later"})
    file.chmod(0o644)

    assert kept["RECLAIM_INDEX_KEY"] == "i"


def test_a_process_that_runs_on_meets_a_new_key_of_the_file(file, monkeypatch):
    monkeypatch.setattr(sources, "LOOKED_EACH", 0)
    live = Live(sources.Kept(sources.File(file)), "RECLAIM_AGENCY_KEYS")
    assert list(live) == ["1:one"]

    sources.write(file, KEYS | {"RECLAIM_AGENCY_KEYS": "2:two,1:one"})

    assert list(live) == ["2:two", "1:one"]
    assert "two" not in repr(live)


def test_what_was_read_goes_on_while_the_file_is_gone_or_broken(file, monkeypatch):
    monkeypatch.setattr(sources, "LOOKED_EACH", 0)
    kept = sources.Kept(sources.File(file))

    file.write_text("half of")
    assert kept["RECLAIM_INDEX_KEY"] == "i"
    file.unlink()
    assert kept["RECLAIM_INDEX_KEY"] == "i"


def test_a_program_that_prints_the_keys_is_asked_and_not_too_often(tmp_path):
    (tmp_path / "keys").write_text(json.dumps(KEYS))
    kept = sources.Kept(sources.Command(f"cat {tmp_path / 'keys'}"))
    (tmp_path / "keys").write_text(json.dumps(KEYS | {"RECLAIM_INDEX_KEY": "later"}))

    kept.look_again()
    assert kept["RECLAIM_INDEX_KEY"] == "i"
    kept.source.asked = time.monotonic() - sources.ASKED_EACH - 1
    kept.look_again()
    assert kept["RECLAIM_INDEX_KEY"] == "later"


@pytest.mark.parametrize(
    "source",
    [
        sources.Command("false"),
        sources.Command("echo nothing"),
        sources.Command("echo []"),
        sources.Command("no-such-program-here"),
        sources.Command('echo {"SECRET_KEY":"s"}'),
    ],
    ids=lambda source: source.line,
)
def test_a_source_without_keys_says_what_is_lost_and_shows_nothing(source, capfd):
    with pytest.raises(sources.NoKeys, match="stays unreadable for good") as no:
        sources.Kept(source)

    assert 'SECRET_KEY":' not in str(no.value)
    assert capfd.readouterr().out == ""


def test_a_missing_file_says_where_it_was_and_what_to_do(tmp_path):
    with pytest.raises(sources.NoKeys, match=r"keys\.json cannot be read .*recover_keys"):
        sources.Kept(sources.File(tmp_path / "keys.json"))


def test_what_stands_in_the_environment_by_name_comes_before_the_file(file):
    kept = sources.Kept(sources.File(file), {"SECRET_KEY": "another"})

    assert (kept["SECRET_KEY"], kept["RECLAIM_INDEX_KEY"]) == ("another", "i")


def test_a_file_that_cannot_be_replaced_is_as_it_was_and_no_draft_of_keys_lies_beside_it(
    tmp_path, monkeypatch
):
    file = tmp_path / "keys.json"
    sources.write(file, KEYS)
    before = file.read_text()

    def busy(self, target):
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(OSError, match="busy"):
        sources.write(file, KEYS | {"RECLAIM_AGENCY_KEYS": "2:two"})

    assert [one.name for one in tmp_path.iterdir()] == ["keys.json"]
    assert file.read_text() == before
