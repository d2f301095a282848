"""The lines of several processes, as they come."""

import os
import selectors
import time
from typing import IO

LONGEST = 65536


class Lines:
    """Reads pipes without ever waiting for one of them."""

    def __init__(self) -> None:
        self.pipes = selectors.DefaultSelector()
        self.begun: dict[int, bytes] = {}

    def follow(self, pipe: IO[bytes], name: str) -> None:
        os.set_blocking(pipe.fileno(), False)
        self.pipes.register(pipe, selectors.EVENT_READ, name)

    def read(self, seconds: float) -> list[tuple[str, str]]:
        """Give the (name, line) pairs that came within the time, soon after the first."""
        if not self.pipes.get_map():
            time.sleep(seconds)
            return []
        came = []
        for key, _ in self.pipes.select(seconds):
            came += [(key.data, line) for line in self._lines(key.fileobj)]  # type: ignore[arg-type]
        return came

    def _lines(self, pipe: IO[bytes]) -> list[str]:
        number = pipe.fileno()
        new = os.read(number, LONGEST)
        *whole, rest = (self.begun.pop(number, b"") + new).split(b"\n")
        if not new:
            self.pipes.unregister(pipe)
            pipe.close()
            whole.append(rest)
        elif len(rest) < LONGEST:
            self.begun[number] = rest
        return [text for line in whole if (text := line.decode(errors="replace").rstrip())]
