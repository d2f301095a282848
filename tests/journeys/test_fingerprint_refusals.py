"""Files that are broken, hostile or too much, and a browser that falsifies: said, and survived."""

import hashlib
import os
import struct
import zlib

import numpy as np
import pytest

from tests.journeys.fingerprinting import HERE, Bench, answered_here, saved
from tests.oracle import pictures

pytestmark = pytest.mark.journey
PHOTO = pictures.coloured(317, 211, seed=5)
JPEG, PNG, GIF, WEBP, AVIF = (saved(PHOTO, kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "AVIF"))


def chunk(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))


def png_bomb(width, height):
    """A few kilobytes that unfold to as many pixels as they say."""
    lines = zlib.compress(bytes(1024), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG[:8] + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def jpeg_that_says(width, height):
    at = JPEG.index(b"\xff\xc0") + 5
    return JPEG[:at] + struct.pack(">HH", height, width) + JPEG[at + 4 :]


def gif_that_says(width, height):
    return GIF[:6] + struct.pack("<HH", width, height) + GIF[10:]


def webp_that_says(width, height):
    at = WEBP.index(b"\x9d\x01\x2a") + 3
    return WEBP[:at] + struct.pack("<HH", width, height) + WEBP[at + 4 :]


def avif_that_says(width, height):
    at = AVIF.index(b"ispe") + 8
    return AVIF[:at] + struct.pack(">II", width, height) + AVIF[at + 8 :]


HUGE = (60_000, 60_000)
# fmt: off
REFUSED = {
    "nothing":                     (b"",                                "empty"),
    "svg":                         (b"<svg xmlns='x'><script/></svg>",  "web page or a drawing"),
    "svg with a declaration":      (b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "web page"),
    "html":                        (b"<!doctype html><img src=x>",      "web page"),
    "html that says it is a jpeg": (b"<html>\xff\xd8\xff",              "web page"),
    "text":                        (b"not a picture at all",            "no picture or video"),
    "a program":                   (b"\x7fELF" + bytes(200),            "no picture or video"),
    "an archive":                  (b"PK\x03\x04" + bytes(200),         "no picture or video"),
    "half a jpeg":                 (JPEG[: len(JPEG) // 2],             "ends before"),
    "a jpeg without its end":      (JPEG[:-2],                          "ends before"),
    "a jpeg's first bytes":        (JPEG[:4],                           "ends before"),
    "half a png":                  (PNG[: len(PNG) // 2],               "ends before"),
    "a png without its end":       (PNG[:-12],                          "ends before"),
    "half a gif":                  (GIF[: len(GIF) // 2],               "ends before"),
    "half a webp":                 (WEBP[: len(WEBP) // 2],             "ends before"),
    "half an avif":                (AVIF[: len(AVIF) // 2],             "ends before"),
    "a png bomb":                  (png_bomb(*HUGE),                    "100 million"),
    "a jpeg bomb":                 (jpeg_that_says(*HUGE),              "100 million"),
    "a gif bomb":                  (gif_that_says(*HUGE),               "100 million"),
    "a webp bomb":                 (webp_that_says(16_383, 16_383),     "100 million"),
    "an avif bomb":                (avif_that_says(*HUGE),              "100 million"),
    "a png of one long line":      (png_bomb(60_000, 20),               "32,767"),
    "a png of no width":           (png_bomb(0, 10),                    "ends before"),
    "a png of three points":       (saved(PHOTO[:3, :3], "PNG"),        "Below 16"),
    "a png whose points are noise": (PNG[:60] + os.urandom(200) + PNG[260:], "cannot be unfolded"),
    "a png with a tenth of its points": (png_bomb(900, 900),            "cannot be unfolded"),
    "a webp that says another size": (webp_that_says(5000, 5000),       "cannot be unfolded"),
}
# fmt: on
LIAR = """
const honest = OffscreenCanvasRenderingContext2D.prototype.getImageData;
OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...where) {
  const read = honest.apply(this, where);
  for (let i = 0; i < read.data.length; i += 97) read.data[i] ^= 1;
  return read;
};
"""


@pytest.fixture(scope="module")
def bench(chromium):
    one = Bench(chromium, HERE)
    answered_here(one.context)
    yield one.open()
    one.context.close()


@pytest.fixture
def lied_to(chromium):
    one = Bench(chromium, HERE)
    answered_here(one.context, worker=LIAR)
    yield one.open()
    one.context.close()


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_words(bench, name):
    content, says = REFUSED[name]

    shown = bench.choose(content)

    assert says in shown["refused"]
    assert not {"pdq", "phash", "sha256", "md5"} & shown.keys()
    assert bench.page.evaluate("document.activeElement.matches('[data-refused]')")
    assert bench.choose(JPEG)["sha256"] == hashlib.sha256(JPEG).hexdigest()  # the page is alive
    assert bench.complaints == []


def test_noise_behind_every_magic_stops_nothing(bench):
    for content in (JPEG, PNG, GIF, WEBP, AVIF):
        for seed in range(8):
            at = 12 + seed * 40
            bench.choose(content[:at] + os.urandom(30) + content[at + 30 :])

    assert len(bench.choose(PNG)["pdq"]) == 64
    assert bench.complaints == []


@pytest.mark.parametrize("kind", ["TIFF", "BMP"])
def test_a_picture_that_browsers_do_not_all_read_has_its_digests(bench, kind):
    content = saved(PHOTO, kind)

    shown = bench.choose(content)

    assert "no picture fingerprint" in shown["notes"]
    assert shown["sha256"] == hashlib.sha256(content).hexdigest()
    assert "pdq" not in shown


def test_a_video_has_its_digests_and_their_limit_is_said(bench):
    content = b"\0\0\0\x18ftypisom" + os.urandom(9_000_000)

    shown = bench.choose(content, "clip.mp4")

    assert shown["sha256"] == hashlib.sha256(content).hexdigest()
    assert shown["md5"] == hashlib.md5(content, usedforsecurity=False).hexdigest()
    assert shown["mime"] == "video/mp4"
    assert "any re-save" in shown["notes"]
    assert not {"pdq", "phash", "picture", "quality"} & shown.keys()


def test_a_picture_too_plain_to_match_says_so(bench):
    shown = bench.choose(saved(pictures.plain(300, 300), "PNG"))

    assert shown["quality"].startswith("Quality 0 of 100: too plain to match")


def test_a_browser_that_falsifies_what_is_read_makes_no_picture_fingerprint(lied_to):
    shown = lied_to.choose(JPEG)

    assert "alters what a page reads" in shown["notes"]
    assert "another browser" in shown["notes"]
    assert "reclaim-fingerprint" in shown["notes"]
    assert not {"pdq", "phash"} & shown.keys()
    assert shown["sha256"] == hashlib.sha256(JPEG).hexdigest()


def test_fifty_megapixels_work_and_can_be_stopped(bench):
    tile = pictures.coloured(1000, 625, seed=3)
    content = saved(np.tile(tile, (10, 8, 1)), "JPEG", quality=60)
    file = {"name": "big", "mimeType": "image/jpeg", "buffer": content}
    bench.page.set_input_files("#file", file)
    bench.page.get_by_role("button", name="Stop").click()
    stopped = bench.page.get_by_role("status").inner_text()

    shown = bench.choose(content)

    assert stopped == "Stopped. Nothing was kept."
    assert "8,000" in shown["picture"]
    assert "6,250" in shown["picture"]
    assert len(shown["pdq"]) == 64
