"""What may be sent here: words, as a form or as JSON, and few enough (ADR 0041)."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from audit.rules import NotAllowed
from config.middleware import Answer
from config.pages import refusal
from config.policy import REPORT_TYPES, REPORTS
from sealing.imagery import refuse_imagery

WORDS = {"application/json", "application/x-www-form-urlencoded"}

# fmt: off
NO_FILE = ("Reclaim takes no picture, video or file in any form; nothing of it was read. Say in "
           "words where it is. The API reads application/json alone.")
TOO_LARGE = ("More was sent than {most} KiB of text; nothing of it was read. Send it in parts: a "
             "long list in several, a long note as two.")
NO_LENGTH = "Say how long the body is with Content-Length; what comes in chunks is not read."
IN_A_FORM = "This form carries the bytes of a file. Reclaim takes words alone."
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
        if "Transfer-Encoding" in request.headers:  # read as empty, it would be done without a word
            return refusal(request, 400, "length_required", NO_LENGTH)
        if _length(request) > (most := settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
            return refusal(request, 413, "too_large", TOO_LARGE.format(most=most // 1024))
        if any(map(_is_picture, request.GET.keys())) or any(map(_is_picture, _asked(request.GET))):
            return refusal(request, 400, "image_bytes", IN_THE_ADDRESS)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Refuse bytes in a form; anything else is for the form's own fields to name (ADR 0041)."""
        if any("\0" in text for text in (*request.POST.keys(), *_asked(request.POST))):
            return refusal(request, 400, "image_bytes", IN_A_FORM)
        return None


def _is_no_words(request: HttpRequest) -> bool:
    has_body = _length(request) > 0 or "Transfer-Encoding" in request.headers
    taken = REPORT_TYPES if request.path_info == REPORTS else WORDS
    return has_body and (request.content_type or "").lower() not in taken


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
