"""What Chromium makes of a file is what Python makes of it, to the digit (HASHING.md, 3)."""

import hashlib

import imagehash
import numpy as np
import pytest
from PIL import Image, ImageCms

from tests.journeys.fingerprinting import HERE, Bench, answered_here, expected, saved, turned
from tests.oracle import pictures

pytestmark = pytest.mark.journey
PHOTO = pictures.coloured(*pictures.SIZES["odd"], seed=5)


def odd_profile():
    """A profile whose red is not sRGB's: whoever heeds it gets other colours."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    entry = profile.find(b"rXYZ")
    at = int.from_bytes(profile[entry + 4 : entry + 8], "big") + 8
    profile[at : at + 4] = int(0.6 * 65536).to_bytes(4, "big")
    return bytes(profile)


def with_alpha(*, soft):
    height, width = PHOTO.shape[:2]
    steps = np.linspace(0, 255, width) if soft else np.arange(width) // 40 % 2 * 255
    return np.dstack([PHOTO, np.tile(steps.astype(np.uint8), (height, 1))])


def moving(kind):
    frames = [Image.fromarray(pictures.coloured(200, 150, seed)) for seed in (1, 2, 3)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=80)


def in_colour(mode):
    return Image.fromarray(PHOTO).convert(mode)


# fmt: off
FILES = {
    "jpeg, colours halved":    lambda: saved(PHOTO, "JPEG", quality=90, subsampling=2),
    "jpeg, colours whole":     lambda: saved(PHOTO, "JPEG", quality=80, subsampling=0),
    "jpeg, progressive":       lambda: saved(PHOTO, "JPEG", progressive=True),
    "jpeg, grey":              lambda: saved(in_colour("L"), "JPEG"),
    "jpeg, printing colours":  lambda: saved(in_colour("CMYK"), "JPEG"),
    "jpeg, odd profile":       lambda: saved(PHOTO, "JPEG", icc_profile=odd_profile()),
    "png":                     lambda: saved(PHOTO, "PNG"),
    "png, odd profile":        lambda: saved(PHOTO, "PNG", icc_profile=odd_profile()),
    "png, palette":            lambda: saved(in_colour("P"), "PNG"),
    "png, cut out":            lambda: saved(with_alpha(soft=False), "PNG"),
    "png, fading":             lambda: saved(with_alpha(soft=True), "PNG"),
    "png, 16 bits of grey":    lambda: saved(PHOTO[..., 1].astype(np.uint16) * 257, "PNG"),
    "png, turned":             lambda: saved(PHOTO, "PNG", exif=turned(6)),
    "gif":                     lambda: saved(PHOTO, "GIF"),
    "gif, moving":             lambda: moving("GIF"),
    "png, moving":             lambda: moving("PNG"),
    "webp, moving":            lambda: moving("WEBP"),
    "webp":                    lambda: saved(PHOTO, "WEBP", quality=80),
    "webp, lossless":          lambda: saved(PHOTO, "WEBP", lossless=True),
    "webp, fading":            lambda: saved(with_alpha(soft=True), "WEBP", lossless=True),
    "webp, odd profile":       lambda: saved(PHOTO, "WEBP", icc_profile=odd_profile()),
    "avif":                    lambda: saved(PHOTO, "AVIF", quality=80),
}
# fmt: on
FILES |= {
    f"{kind}, held {way}": lambda kind=kind, way=way: saved(PHOTO, kind, exif=turned(way))
    for kind in ("JPEG", "WEBP")
    for way in range(2, 9)
}
FILES |= {
    f"png, {name}": lambda size=size: saved(pictures.coloured(*size, seed=8), "PNG")
    for name, size in pictures.SIZES.items()
}
SHAPES = {"plain": pictures.plain, "slope": pictures.slope, "page": pictures.page}
FILES |= {
    f"png, {name}": lambda draw=draw: saved(draw(400, 600), "PNG") for name, draw in SHAPES.items()
}


@pytest.fixture(scope="module")
def made():
    """Give what was made of each file so far: a file is chosen once, and asked about more often."""
    return {}


def shown_of(made, bench, name):
    if name not in made:
        content = FILES[name]()
        made[name] = (content, bench.choose(content))
    return made[name]


@pytest.fixture(scope="module")
def bench(chromium):
    one = Bench(chromium, HERE)
    answered_here(one.context)
    yield one.open()
    one.context.close()


@pytest.mark.parametrize("name", FILES)
def test_the_browser_gives_the_digits_of_the_reference(bench, made, name, tmp_path):
    content, shown = shown_of(made, bench, name)

    reference = expected(content, tmp_path)

    assert shown["pdq"] == reference["pdq"]
    assert shown["quality"].startswith(f"Quality {reference['quality']} of 100")
    assert shown["sha256"] == hashlib.sha256(content).hexdigest()
    assert shown["md5"] == hashlib.md5(content, usedforsecurity=False).hexdigest()
    width, height = reference["size"]
    assert shown["picture"] == f"{width:,} \N{MULTIPLICATION SIGN} {height:,} pixels"
    assert bench.complaints == []


@pytest.mark.parametrize("name", FILES)
def test_the_weaker_lead_is_imagehashs_own(bench, made, name, tmp_path):
    content, shown = shown_of(made, bench, name)

    bits = int(shown["phash"], 16) ^ int(
        str(imagehash.phash(expected(content, tmp_path)["image"])), 16
    )

    assert bits.bit_count() <= (2 if "fading" in name else 0)  # engines round half-clear points


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("gif, moving", "first frame alone"),
        ("png, moving", "first frame alone"),
        ("webp, moving", "first frame alone"),
        ("jpeg, printing colours", "printing colours"),
        ("JPEG, held 6", "stored turned"),
        ("WEBP, held 8", "stored turned"),
        ("png, turned", "stored turned"),
    ],
)
def test_what_is_odd_about_a_file_is_said(bench, made, name, says):
    assert says in shown_of(made, bench, name)[1]["notes"]
