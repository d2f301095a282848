"""A picture in every shape in which it could be left here, and where to look for it."""

import base64
import json
import re
import zlib
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.db import connection
from drf_spectacular.generators import SchemaGenerator

from sealing.column import SealedColumn
from tests.owner import as_owner

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def _chunk(kind: bytes, held: bytes) -> bytes:
    crc = zlib.crc32(kind + held).to_bytes(4, "big")
    return len(held).to_bytes(4, "big") + kind + held + crc


# A whole picture of one point, with a remark in it that nothing else contains.
REMARK = b"kestrel-over-the-weir-0417-kestrel-over-the-weir"
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\x02\0\0\0")
    + _chunk(b"tEXt", b"Comment\0" + REMARK)
    + _chunk(b"IDAT", zlib.compress(b"\0\xff\x88\x10"))
    + _chunk(b"IEND", b"")
)
BASE64 = base64.b64encode(PNG).decode()
# fmt: off
TEXTS = {
    "base64":  BASE64,
    "a data: address": f"data:image/png;base64,{BASE64}",
    "hex":     PNG.hex(),
    "percent": quote(PNG),
    "characters": PNG.decode("latin-1"),
}
# fmt: on
MULTIPART = (
    b'--x\r\nContent-Disposition: form-data; name="text"; filename="a.png"\r\n'
    b"Content-Type: image/png\r\n\r\n" + PNG + b"\r\n--x--\r\n"
)
BODIES = (
    ("multipart/form-data; boundary=x", MULTIPART),
    ("image/png", PNG),
    ("video/mp4", PNG),
    ("application/octet-stream", PNG),
    ("text/plain", BASE64.encode()),
)
_MIDDLE = slice(9, 33)  # whole triplets from a fixed place, so that base64 spells them alike
NEEDLES = (
    REMARK.decode(),
    REMARK.hex()[:40],
    *(base64.b64encode(REMARK)[start:].decode()[_MIDDLE] for start in (0,)),
    *(BASE64[start : start + 24] for start in (0, 40, 60)),
)


def hits(text: str) -> list[str]:
    return [needle for needle in NEEDLES if needle.lower() in text.lower()]


def kept_in_the_database() -> list[str]:
    """Give each table that holds the picture in any spelling, in the clear or sealed."""
    return [*_in_the_clear(), *_sealed()]


def _in_the_clear() -> Iterator[str]:
    tables = connection.introspection.table_names()
    wanted = [f"%{needle.lower()}%" for needle in NEEDLES]
    look = "SELECT '{0}' FROM \"{0}\" AS row WHERE lower(row::text) LIKE ANY (%(wanted)s)"
    asked = " UNION ALL ".join(look.format(table) for table in tables)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(asked, {"wanted": wanted})
        yield from (table for (table,) in cursor.fetchall())


def _sealed() -> Iterator[str]:
    for model in apps.get_models():
        columns = [one for one in model._meta.fields if isinstance(one, SealedColumn)]
        for row in model._base_manager.all() if columns else ():
            for column in columns:
                if hits(json.dumps(getattr(row, column.name), default=str)):
                    yield f"{model._meta.db_table}.{column.name}"


def kept_on_disk() -> list[str]:
    """Give each file of the house's own folder that holds the picture."""
    spellings = [needle.encode() for needle in NEEDLES] + [REMARK]
    found = []
    for path in Path(settings.HOME).rglob("*"):
        if path.is_file() and not path.is_socket() and "postgres" not in path.parts:
            held = path.read_bytes()
            found += [str(path)] if any(one in held for one in spellings) else []
    return found


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("name")
        if tag in {"input", "textarea", "select", "button"} and name:
            self.names.add(name)


def fields_of(page: str) -> set[str]:
    """Give the name of every field that a page asks for."""
    reader = _Fields()
    reader.feed(page)
    return reader.names - {"csrfmiddlewaretoken"}


@cache
def api_fields() -> frozenset[str]:
    """Give the name of every field that any command of the API takes, or answers with."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    shapes = schema["components"]["schemas"].values()
    return frozenset(name for shape in shapes for name in shape.get("properties", {}))


def is_said(text: str) -> bool:
    return bool(re.search(r"picture|file|data: address|web page", text))
