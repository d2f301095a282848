"""Each request reads as whoever is signed in; a token's owner is told when the token is known."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from rows import reading


class AsTheReader:
    """Read and write this request's rows as its reader, also while its answer is streamed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        with reading.reading_as(user.pk if user.is_authenticated else None):
            response = self.get_response(request)
            if response.streaming:
                answer: Any = response
                reader = reading.now().reader or None
                answer.streaming_content = reading.streamed(answer.streaming_content, reader)
        return response
