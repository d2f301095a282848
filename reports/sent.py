"""A file on its way to a browser or a program, a piece at a time."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse


def file_of(pieces: Iterable[bytes], name: str, kind: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
