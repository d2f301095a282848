"""Lines that say what is being done, and how long it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 52


@contextmanager
def step(words: str, *, to: TextIO | None = None) -> Iterator[Callable[[], None]]:
    """Print the words now and the seconds at the end; the function given adds patient dots."""
    began = time.monotonic()
    print(f"  {words} ", end="", file=to, flush=True)
    dots = 0

    def dot() -> None:
        nonlocal dots
        if time.monotonic() - began > dots + 1:
            dots += 1
            print(".", end="", file=to, flush=True)

    try:
        yield dot
    except BaseException:
        print(file=to, flush=True)
        raise
    took = f"{time.monotonic() - began:.1f} s"
    print(took.rjust(max(WIDTH - len(words) - dots, len(took) + 1)), file=to, flush=True)


def silent() -> None:
    """Stand in for the dot of a step that prints its own lines."""
