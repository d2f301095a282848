"""`reclaim-fingerprint`: files in, digits out, and a sentence for every file that gives none."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from evidence.fingerprint import pictures
from evidence.fingerprint.command import main
from evidence.rules.fingerprints import distance
from tests.oracle.pdq import pdq
from tests.oracle.pictures import coloured, noise, plain

ROOT = Path(__file__).resolve().parents[2]
PICTURE = Image.fromarray(coloured(320, 240, 77))
TURNED_BY_EXIF = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _an_oracle_where_pdqhash_is_not_built(monkeypatch):
    """Stand in for the C++ library: CI has none, and the oracle says what it says."""

    class Stand:
        @staticmethod
        def compute(picture):
            digits, quality = pdq(picture)
            return np.unpackbits(np.frombuffer(bytes.fromhex(digits), np.uint8)), quality

    monkeypatch.setattr(pictures, "pdqhash", Stand)
    monkeypatch.setattr(pictures, "producer", lambda: "reclaim-fingerprint/1 test")


def made(capsys, *words):
    code = main([*map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def saved(folder, name, picture=PICTURE, **how):
    picture.save(folder / name, **how)
    return folder / name


def test_a_picture_gives_every_fingerprint_and_facts_of_its_file(tmp_path, capsys):
    file = saved(tmp_path, "a.png")

    code, [one] = made(capsys, file)

    digits, quality = pdq(np.asarray(PICTURE))
    assert code == 0
    assert (one["pdq"], one["quality"]) == (digits, quality)
    assert one["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert one["md5"] == hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
    assert (one["width"], one["height"], one["mime"]) == (320, 240, "image/png")
    assert one["byte_length"] == file.stat().st_size
    assert len(one["phash"]) == 16


def test_a_person_reads_the_same_on_lines_of_their_own(tmp_path, capsys):
    assert main([str(saved(tmp_path, "a.png"))]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:5]] == ["PDQ", "pHash", "SHA-256", "MD5"]


@pytest.mark.parametrize("orientation", TURNED_BY_EXIF)
def test_a_picture_turned_by_exif_is_read_upright(tmp_path, orientation, capsys):
    exif = Image.Exif()
    exif[0x0112] = orientation
    laid = PICTURE.transpose(TURNED_BY_EXIF[orientation])

    _, [one] = made(capsys, saved(tmp_path, "a.png", laid, exif=exif))

    assert one["pdq"] == pdq(np.asarray(PICTURE))[0]
    assert (one["width"], one["height"]) == (320, 240)


def test_what_is_clear_is_laid_over_white(tmp_path, capsys):
    clear = PICTURE.convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 160, 240))
    white = PICTURE.copy()
    white.paste("white", (0, 0, 160, 240))

    _, [one, other] = made(
        capsys, saved(tmp_path, "clear.png", clear), saved(tmp_path, "white.png", white)
    )

    assert one["pdq"] == other["pdq"]


@pytest.mark.parametrize(
    ("name", "picture", "how"),
    [
        ("a.jpg", PICTURE, {"quality": 95}),
        ("a.webp", PICTURE, {"quality": 95}),
        ("cmyk.jpg", PICTURE.convert("CMYK"), {"quality": 95}),
        ("palette.gif", PICTURE.convert("P", palette=Image.Palette.ADAPTIVE), {}),
        ("moving.gif", PICTURE.convert("P", palette=Image.Palette.ADAPTIVE),
         {"save_all": True, "append_images": [Image.new("P", PICTURE.size)]}),
    ],
)  # fmt: skip
def test_other_encodings_of_the_picture_are_near(tmp_path, capsys, name, picture, how):
    code, [one] = made(capsys, saved(tmp_path, name, picture, **how))

    assert code == 0
    assert distance(one["pdq"], pdq(np.asarray(PICTURE))[0]) <= 31
    assert ("animated: its first picture" in one["notes"]) is (name == "moving.gif")


def test_sixteen_bits_of_grey_are_read_as_eight(tmp_path, capsys):
    grey = noise(320, 240, 5)
    deep = Image.fromarray(grey.astype(np.uint16) * 257)

    _, [one, other] = made(
        capsys,
        saved(tmp_path, "deep.png", deep),
        saved(tmp_path, "grey.png", Image.fromarray(grey)),
    )

    assert one["pdq"] == other["pdq"]


def test_a_plain_picture_is_told_to_be_one(tmp_path, capsys):
    _, [one] = made(capsys, saved(tmp_path, "a.png", Image.fromarray(plain(64, 64))))

    assert one["quality"] == 0
    assert any("too plain" in note for note in one["notes"])


def test_a_broken_or_hostile_file_gets_a_sentence_and_its_digests(tmp_path, capsys, monkeypatch):
    whole = saved(tmp_path, "a.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "noise.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "photo.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(100))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    saved(tmp_path, "bomb.png")
    names = ["noise.png", "empty.jpg", "photo.heic", "bomb.png", "absent.jpg"]

    code, found = made(capsys, *(tmp_path / name for name in names))

    told = {one["file"]: one for one in found}
    assert code == 1
    assert "damaged" in told["noise.png"]["trouble"] or "kind" in told["noise.png"]["trouble"]
    assert told["empty.jpg"]["trouble"] == "the file is empty"
    assert "not read here" in told["photo.heic"]["trouble"]
    assert "million pixels" in told["bomb.png"]["trouble"]
    assert "no such file" in told["absent.jpg"]["trouble"]
    assert not any("pdq" in one for one in found)
    assert len(told["bomb.png"]["sha256"]) == 64


def test_a_file_that_breaks_off_says_so(tmp_path, capsys):
    whole = saved(tmp_path, "a.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2])

    code, [one] = made(capsys, tmp_path / "cut.jpg")

    assert (code, one["trouble"]) == (1, "the file breaks off before its end")


def test_a_video_gives_the_digests_of_its_file_alone(tmp_path, capsys):
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\0\0\0\x18ftypisom" + bytes(9_000_000))

    code, [one] = made(capsys, film)

    assert (code, one["mime"]) == (0, "video/mp4")
    assert one["sha256"] == hashlib.sha256(film.read_bytes()).hexdigest()
    assert "pdq" not in one
    assert "phash" not in one


def test_without_pdqhash_the_rest_is_made_and_it_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(pictures, "pdqhash", None)

    code, [one] = made(capsys, saved(tmp_path, "a.png"))

    assert code == 0
    assert "pdq" not in one
    assert len(one["phash"]) == 16
    assert any("pdqhash is not installed" in note for note in one["notes"])


def test_it_runs_without_settings_and_loads_none(tmp_path):
    file = saved(tmp_path, "a.png")
    ask = (
        "import sys; from evidence.fingerprint.command import main;"
        f"main([{str(file)!r}]); print('django' in sys.modules)"
    )
    env = {name: to for name, to in os.environ.items() if not name.startswith("DJANGO_")}
    said = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    assert said.stdout.splitlines()[-1] == "False"
