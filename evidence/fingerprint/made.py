"""Everything that is made of one file, as it is shown, written and sent."""

from pathlib import Path
from typing import Any, NamedTuple

from evidence.fingerprint import pictures
from evidence.fingerprint.digests import digests
from evidence.fingerprint.kinds import kind_of

FLOOR = 50
# fmt: off
NAMES = (  # field, as it is shown
    ("pdq",    "PDQ"),
    ("phash",  "pHash"),
    ("sha256", "SHA-256"),
    ("md5",    "MD5"),
)
# fmt: on
FILE_ALONE = "SHA-256 and MD5 only: any re-save of the file escapes them"


class Made(NamedTuple):
    """The fingerprints of one file; `trouble` says why a picture gave none of its own."""

    file: str
    fields: dict[str, Any]
    notes: tuple[str, ...] = ()
    trouble: str = ""


def made_of(path: Path) -> Made:
    """Make what can be made of a file; OSError where it cannot be read at all."""
    mime, plain = kind_of(path), digests(path)
    fields: dict[str, Any] = {**plain._asdict(), "mime": mime, "producer": pictures.producer()}
    if plain.byte_length == 0:
        return Made(path.name, {}, trouble="the file is empty")
    if not mime.startswith("image/"):
        return Made(path.name, fields, notes=(FILE_ALONE,))
    try:
        seen = pictures.picture(path)
    except pictures.Unreadable as no:
        return Made(path.name, fields, notes=(FILE_ALONE,), trouble=str(no))
    of_picture = {"phash": seen.phash, "width": seen.width, "height": seen.height}
    of_pdq = {"pdq": seen.pdq, "quality": seen.quality} if seen.pdq else {}
    whole = {**of_pdq, **of_picture, **fields, "rule_version": pictures.RULE}
    return Made(path.name, whole, notes=(*seen.notes, *_low(seen.quality)))


def as_text(made: Made) -> str:
    """Give it as a person reads it; the digits stand alone on a line's end, to be copied."""
    lines = [made.file]
    for field, name in NAMES:
        if field in made.fields:
            lines.append(f"  {name:<8} {made.fields[field]}{_quality(made, field)}")
    if made.fields:
        lines.append(f"  {_file(made.fields)}")
    lines += [f"  Note: {note}." for note in made.notes]
    if made.trouble:
        lines.append(f"  No fingerprint of the picture: {made.trouble}.")
    return "\n".join(lines)


def as_json(made: Made) -> dict[str, Any]:
    return {"file": made.file, **made.fields, "notes": list(made.notes), "trouble": made.trouble}


def _quality(made: Made, field: str) -> str:
    return f"  quality {made.fields['quality']}" if field == "pdq" else ""


def _file(fields: dict[str, Any]) -> str:
    size = f", {fields['width']} x {fields['height']} pixels" if "width" in fields else ""
    return f"{fields['byte_length']:,} bytes{size}, {fields['mime'] or 'no picture or video'}"


def _low(quality: int | None) -> tuple[str, ...]:
    if quality is None or quality >= FLOOR:
        return ()
    return (f"quality below {FLOOR}: too plain to be compared with others",)
