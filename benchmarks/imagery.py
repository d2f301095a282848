"""How long a text is read for imagery: an honest note, and texts made to be slow.

.venv/bin/python benchmarks/imagery.py
"""

import sys
import timeit
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from audit.rules import NotAllowed
from sealing.imagery import refuse_imagery

NOTE = ("She called; see https://chatter.example/post/12345?ref=share today. " * 60)[:4_000]
TEXTS = {
    "a note of 4,000 characters": NOTE,
    "60,000 x <": "<" * 60_000,
    "20,000 x '<a '": "<a " * 20_000,
    "12,000 x data:": "data:" * 12_000,
    "60 runs of 999": ("a" * 999 + " ") * 60,
}


def read(text: str) -> None:
    with suppress(NotAllowed):
        refuse_imagery(text)


for name, text in TEXTS.items():
    best = min(timeit.repeat(lambda text=text: read(text), number=3, repeat=5)) / 3
    print(f"{name:<28} {best * 1000:8.2f} ms")
