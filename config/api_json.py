"""JSON as the API reads it: words, keys and numbers, and no picture spelled out in any of them."""

import re
from collections.abc import Iterator
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from audit.rules import NotAllowed
from sealing.imagery import refuse_imagery

# JSON may spell half of a pair; such a text cannot be answered with, kept or sealed in UTF-8.
HALF = re.compile("[\ud800-\udfff]")


class Json(JSONParser):
    """JSON in which no key and no value is really a picture, at whatever depth it stands."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            read = super().parse(stream, media_type, parser_context)
            for field, text in _texts(read, ""):
                _refuse(text, field)
        except RecursionError as too_deep:
            raise ParseError("This JSON is nested too deep to be a command.") from too_deep
        return read


def _refuse(text: str, field: str) -> None:
    if HALF.search(text):
        raise ParseError("This JSON holds half of a character. Send whole ones.")
    try:
        refuse_imagery(text)
    except NotAllowed as no:
        raise NotAllowed(no.sentence, code=no.code, field=field) from no


def _texts(read: Any, field: str) -> Iterator[tuple[str, str]]:
    """Give every text of a body with the command's field that it stands in; keys are texts too."""
    if isinstance(read, str):
        yield field, read
    elif isinstance(read, list):
        for each in read:
            yield from _texts(each, field)
    elif isinstance(read, dict):
        for key, each in read.items():
            yield field, key
            yield from _texts(each, field or key)
