import json
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings

from cases.paper.glyphs import legible, without_unprintable

SOURCES = Path("templates", "print")
MOST_TRIES = 30


def as_pdf(source: str, words: dict[str, Any]) -> bytes:
    """Set these words by one of our sources; the same words give the same bytes.

    A character that the fonts inside do not have is printed as its code point, `[U+4E2D]`.
    """
    words = without_unprintable(words)
    for _ in range(MOST_TRIES):
        try:
            return _compiled(source, words)
        except typst.TypstError as trouble:
            words = legible(words, trouble.message)
    return _compiled(source, words)


def _compiled(source: str, words: dict[str, Any]) -> bytes:
    path = Path(settings.BASE_DIR) / SOURCES / source
    compiler = typst.Compiler(
        path,
        root=path.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"packet": json.dumps(words)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    return cast(bytes, made)  # one PDF; only images come as a list


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Take the fonts inside the library alone: every machine prints alike."""
    return typst.Fonts(include_system_fonts=False)
