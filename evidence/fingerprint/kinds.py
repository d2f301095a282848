"""What kind of file this is, by its first bytes; its name is not believed."""

from pathlib import Path

HEAD = 64
# fmt: off
BEGINS = (  # bytes, from where on, kind
    (b"\xff\xd8\xff",       0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n",  0, "image/png"),
    (b"GIF87a",             0, "image/gif"),
    (b"GIF89a",             0, "image/gif"),
    (b"WEBP",               8, "image/webp"),
    (b"AVI ",               8, "video/x-msvideo"),
    (b"BM",                 0, "image/bmp"),
    (b"II*\0",              0, "image/tiff"),
    (b"MM\0*",              0, "image/tiff"),
    (b"\x1aE\xdf\xa3",      0, "video/webm"),
    (b"\0\0\x01\xba",       0, "video/mpeg"),
    (b"\0\0\x01\xb3",       0, "video/mpeg"),
    (b"FLV\x01",            0, "video/x-flv"),
    (b"OggS",               0, "video/ogg"),
)
BRANDS = {  # of a file that begins with a size and `ftyp`; any other brand is a film
    b"avif": "image/avif", b"avis": "image/avif",
    b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"msf1": "image/heic",
    b"qt  ": "video/quicktime",
}
# fmt: on


def kind_of(path: Path) -> str:
    """Give the MIME type of a picture or video, or an empty text for anything else."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "video/mp4")
    return next((kind for mark, at, kind in BEGINS if head[at : at + len(mark)] == mark), "")
