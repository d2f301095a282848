"""Invented pictures, the same on every machine: whole numbers alone, nobody in them.

`PICTURES` gives arrays of height x width x 3 bytes by name; Pillow saves them as files.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
# fmt: off
SIZES = {  # name: width, height
    "square":       (256, 256),
    "landscape":    (640, 480),
    "portrait":     (480, 640),
    "odd":          (317, 211),
    "small":        (96, 64),
    "least":        (64, 64),
    "wide":         (900, 120),
    "tall":         (120, 900),
    "post":         (1080, 1350),
    "screen":       (1170, 2532),
}
# fmt: on


def noise(width: int, height: int, seed: int) -> Bytes:
    """Give clouds of several sizes, large ones strong and small ones weak, as photographs have."""
    layers = [
        _cloud(width, height, cells, seed * 31 + step) * weight
        for step, (cells, weight) in enumerate([(3, 8), (6, 6), (13, 4), (29, 2), (61, 1)])
    ]
    return (sum(layers) // 21).astype(np.uint8)  # type: ignore[union-attr]


def coloured(width: int, height: int, seed: int) -> Bytes:
    return np.stack([noise(width, height, seed + band) for band in (0, 100, 200)], axis=-1)


def plain(width: int, height: int) -> Bytes:
    return np.full((height, width, 3), 128, np.uint8)


def slope(width: int, height: int) -> Bytes:
    across = (np.arange(width) * 255 // (width - 1)).astype(np.uint8)
    return np.broadcast_to(across[None, :, None], (height, width, 3)).copy()


def page(width: int, height: int) -> Bytes:
    """Give what a screenshot of a chat looks like from far: bars of dark on white."""
    picture = np.full((height, width, 3), 250, np.uint8)
    marks = _hashed(np.arange(height // 24), 9)
    for line, mark in enumerate(marks):
        end = 40 + int(mark) % (width - 60)
        picture[line * 24 + 6 : line * 24 + 18, 20:end] = 30 + int(mark >> np.uint64(20)) % 120
    return picture


def _cloud(width: int, height: int, cells: int, seed: int) -> NDArray[np.int64]:
    """Give a grid of chance numbers, drawn out smoothly to the size wanted."""
    grid = (_hashed(np.arange((cells + 2) ** 2), seed) >> np.uint64(33)).astype(np.int64) % 256
    grid = grid.reshape(cells + 2, cells + 2)
    row, down = np.divmod(np.arange(height) * cells * 256 // height, 256)
    column, right = np.divmod(np.arange(width) * cells * 256 // width, 256)
    down, right = down[:, None], right[None, :]
    above = grid[row][:, column] * (256 - right) + grid[row][:, column + 1] * right
    below = grid[row + 1][:, column] * (256 - right) + grid[row + 1][:, column + 1] * right
    return (above * (256 - down) + below * down) >> 16


def _hashed(places: NDArray[np.int64], seed: int) -> NDArray[np.uint64]:
    """Give splitmix64 of each place: chance that no library's version changes."""
    with np.errstate(over="ignore"):
        z = (places.astype(np.uint64) + np.uint64(seed * 1_000_003 + 1)) * np.uint64(
            0x9E3779B97F4A7C15
        )
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def _clouds(seed: int, width: int, height: int) -> Callable[[], Bytes]:
    return lambda: coloured(width, height, seed)


PICTURES: dict[str, Callable[[], Bytes]] = {
    **{name: _clouds(seed, *size) for seed, (name, size) in enumerate(SIZES.items(), 1)},
    **{f"clouds-{seed}": _clouds(seed, 320, 240) for seed in range(20, 40)},
    "page": lambda: page(390, 844),
    "slope": lambda: slope(200, 100),
    "plain": lambda: plain(300, 200),
}
