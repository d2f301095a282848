"""What may be sent here: words, as a form or as JSON, and few enough (ADR 0041)."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from audit.rules import NotAllowed
from config.middleware import Answer
from config.pages import refusal
from sealing.imagery import refuse_imagery

WORDS = {"application/json", "application/x-www-form-urlencoded"}

# fmt: off
NO_FILE = ("Reclaim takes no picture, video or file in any form; nothing of it was read. Say in "
           "words where it is. The API reads application/json alone.")
TOO_LARGE = ("More was sent than {most} KiB of text; nothing of it was read. Send it in parts: a "
             "long list in several, a long note as two.")
IN_THE_ADDRESS = "The address of this page carries a picture or file written out as text."
# fmt: on


class WordsAlone:
    """Refuse a body that is a file, or larger than any text of ours, before a byte is read.

    Nothing behind it parses multipart: what no parser reads cannot be kept by mistake.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_no_words(request):
            return refusal(request, 415, "unsupported_media_type", NO_FILE)
        if _length(request) > (most := settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
            return refusal(request, 413, "too_large", TOO_LARGE.format(most=most // 1024))
        if any(map(_is_picture, request.GET.keys())) or any(map(_is_picture, _asked(request.GET))):
            return refusal(request, 400, "image_bytes", IN_THE_ADDRESS)
        return self.get_response(request)


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


def _is_no_words(request: HttpRequest) -> bool:
    has_body = _length(request) > 0 or "Transfer-Encoding" in request.headers
    return has_body and (request.content_type or "").lower() not in WORDS


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0


def _asked(given: QueryDict) -> Iterator[str]:
    return (text for _, texts in given.lists() for text in texts)


def _is_picture(text: str) -> bool:
    try:
        refuse_imagery(text)
    except NotAllowed:
        return True
    return False


def _refuse(text: str, field: str) -> None:
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
