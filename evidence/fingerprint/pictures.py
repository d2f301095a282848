"""PDQ and pHash of a picture: upright, over white, at full size, its colour profile ignored."""

import importlib.metadata
import warnings
from pathlib import Path
from typing import NamedTuple

import imagehash
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

try:
    import pdqhash
except ImportError:  # no wheel for Linux: built from source where there is a compiler
    pdqhash = None

RULE = "upright, profile ignored, white matte, full size"
MOST_PIXELS = 100_000_000
SMALLEST = 16  # below this nothing of a picture is left to compare
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
WITHOUT_PDQ = "no PDQ: pdqhash is not installed here (it is built with a C++ compiler)"


class Unreadable(Exception):
    """Why no picture could be read from a file, in words for its owner."""


class Picture(NamedTuple):
    """What was made of a picture; PDQ is missing where its library is."""

    width: int
    height: int
    phash: str
    pdq: str = ""
    quality: int | None = None
    notes: tuple[str, ...] = ()


def picture(path: Path) -> Picture:
    """Give the fingerprints of a picture, or say why it cannot be read."""
    image, notes = upright(path)
    width, height = image.size
    phash = str(imagehash.phash(image))
    if pdqhash is None:
        return Picture(width, height, phash, notes=(*notes, WITHOUT_PDQ))
    pixels = np.ascontiguousarray(image)  # pdqhash reads memory, and heeds no stride
    bits, quality = pdqhash.compute(pixels)
    return Picture(width, height, phash, np.packbits(bits).tobytes().hex(), int(quality), notes)


def upright(path: Path) -> tuple[Image.Image, tuple[str, ...]]:
    """Give the first frame as a person sees it: turned by EXIF, over white, in RGB."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=FORMATS) as file:
                _require_size(file)
                notes = ("animated: its first picture",) if _moves(file) else ()
                return _flattened(ImageOps.exif_transpose(file)), notes
        except UnidentifiedImageError:
            raise Unreadable("this kind of picture is not read here") from None
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
            raise Unreadable("the picture is too large to be opened safely") from None
        except (OSError, ValueError, SyntaxError, IndexError, EOFError, TypeError) as broken:
            raise Unreadable(_broken(broken)) from None


def producer() -> str:
    """Name this program and the libraries whose version changes a digit."""
    used = ["pillow", "imagehash", *(["pdqhash"] if pdqhash else [])]
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in used)
    return f"reclaim-fingerprint/1 {versions}"


def _require_size(file: Image.Image) -> None:
    width, height = file.size
    if width * height > MOST_PIXELS:
        millions = MOST_PIXELS // 1_000_000
        raise Unreadable(f"the picture has more than {millions} million pixels")
    if min(width, height) < SMALLEST:
        raise Unreadable(f"the picture is smaller than {SMALLEST} pixels a side")


def _moves(file: Image.Image) -> bool:
    return getattr(file, "n_frames", 1) > 1


def _flattened(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):  # sixteen bits of grey: the upper eight, as browsers do
        image = Image.fromarray((np.asarray(image) >> 8).astype("uint8"))
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return image.convert("RGB")


def _broken(error: Exception) -> str:
    if "truncated" in str(error).lower():
        return "the file breaks off before its end"
    return "the file is damaged, or is no picture"
