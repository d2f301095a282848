"""PDQ in numpy, after Meta's description of it: an oracle for tests, and nothing the product runs.

Written apart from the browser's module and from pdqhash, and held against digits that pdqhash made
(vectors.json). Single precision throughout, sums in the reference's order.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SIDE, KEPT = 64, 16
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def pdq(picture: NDArray[np.uint8]) -> tuple[str, int]:
    """Give 64 hexadecimal digits and the quality, 0 to 100, of height x width x 3 bytes."""
    small = _decimated(_blurred(_luma(picture)))
    waves = _waves(small)
    middle = np.sort(waves, axis=None)[KEPT * KEPT // 2 - 1]  # the lower of the two middle ones
    bits = (waves > middle).reshape(-1)[::-1]  # the last bit is written first
    return np.packbits(bits).tobytes().hex(), _quality(small)


def _luma(picture: NDArray[np.uint8]) -> Floats:
    red, green, blue = (picture[..., band].astype(np.float32) for band in range(3))
    return LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue


def _blurred(luma: Floats) -> Floats:
    """Blur twice by a box about a hundred-and-twenty-eighth of each side wide."""
    height, width = luma.shape
    for _ in range(2):
        luma = _box(luma.T, _window(width)).T
        luma = _box(luma, _window(height))
    return luma


def _window(length: int) -> int:
    return (length + 2 * SIDE - 1) // (2 * SIDE)


def _box(lines: Floats, window: int) -> Floats:
    """Give the mean of a window that runs down the first axis, cut short at both ends."""
    length, half = len(lines), (window + 2) // 2
    result, total, held = np.empty_like(lines), np.zeros_like(lines[0]), 0
    for place in range(length + half - 1):
        if place < length:
            total, held = total + lines[place], held + 1
        if place >= window:
            total, held = total - lines[place - window], held - 1
        if place >= half - 1:
            result[place - half + 1] = total / np.float32(held)
    return result


def _decimated(luma: Floats) -> Floats:
    height, width = luma.shape
    rows = ((np.arange(SIDE) + 0.5) * height / SIDE).astype(int)
    columns = ((np.arange(SIDE) + 0.5) * width / SIDE).astype(int)
    return luma[np.ix_(rows, columns)]


def _quality(small: Floats) -> int:
    """Count how much the picture changes from point to point, in whole hundredths."""
    steps = [np.trunc(np.diff(small, axis=axis) * 100 / 255) for axis in (0, 1)]
    return min(100, int(sum(np.abs(step).sum() for step in steps) / 90))


def _waves(small: Floats) -> Floats:
    place = np.arange(SIDE)[None, :]
    wave = np.arange(1, KEPT + 1)[:, None]
    scale = float(np.float32(np.sqrt(2 / SIDE)))  # rounded first, as the reference does
    matrix = scale * np.cos(np.pi / 2 / SIDE * wave * (2 * place + 1))
    return _product(_product(matrix.astype(np.float32), small), matrix.astype(np.float32).T)


def _product(left: Floats, right: Floats) -> Floats:
    """Multiply in single precision, one term after the other."""
    total = np.zeros((len(left), right.shape[1]), np.float32)
    for step in range(left.shape[1]):
        total = total + left[:, step, None] * right[step]
    return total
