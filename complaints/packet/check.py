"""Check a packet with nothing but Python: `python3 check.py PACKET.zip`.

Every file against its digest in manifest.json, and MANIFEST.txt against the same. The first place
that does not hold is named.
"""

import io
import json
import sys
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

MANIFEST, IN_WORDS = "manifest.json", "MANIFEST.txt"
FORMATS = (
    "reclaim-complaint-packet/1",
    "reclaim-pattern-packet/1",
    "reclaim-released-part/1",
)
MOST_BYTES = 100 * 1024 * 1024


class Verdict(NamedTuple):
    """What is to be said of one file; `broken` is the first place that does not hold, or nothing.

    `manifest` is the digest of manifest.json, which the trail of the house keeps for this export.
    """

    broken: str
    manifest: str
    files: int
    about: str

    @property
    def holds(self) -> bool:
        return not self.broken


class _Broken(Exception):
    pass


def verify(packed: bytes) -> Verdict:
    """Say whether a packet is as it was made."""
    digest, count, about = "", 0, ""
    try:
        files = _files(packed)
        digest = sha256(files.get(MANIFEST, b"")).hexdigest()
        told = _manifest(files)
        about = str(told["about"])
        count = _check_files(files, told)
        _check_words(files, told)
    except _Broken as place:
        return Verdict(str(place), digest, count, about)
    except (KeyError, TypeError, ValueError, RecursionError) as odd:
        return Verdict(f"not readable: {odd}", digest, count, about)
    return Verdict("", digest, count, about)


def in_words(told: dict[str, Any]) -> str:
    """Give a manifest as a person reads it."""
    lines = [f"PACKET {told['about']}", told["says"], ""]
    for one in told["files"]:
        lines += [f"{one['name']}  ({one['what']}; {one['bytes']} bytes)", f"  {one['sha256']}"]
    return "\n".join([*lines, "", "Each line of 64 signs is a file's SHA-256.", ""])


def _files(packed: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise _Broken("the archive is larger than any packet")
            names = archive.namelist()
            twice = [name for name in names if names.count(name) > 1]
            if twice:
                raise _Broken(f"{twice[0]}: it stands in the archive twice")
            return {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as odd:
        raise _Broken(f"the archive cannot be read: {odd}") from odd


def _manifest(files: dict[str, bytes]) -> dict[str, Any]:
    if MANIFEST not in files:
        raise _Broken(f"{MANIFEST}: missing")
    told: dict[str, Any] = json.loads(files[MANIFEST])
    if told.get("format") not in FORMATS:
        raise _Broken(f"{MANIFEST}: the format is none of {', '.join(FORMATS)}")
    return told


def _check_files(files: dict[str, bytes], told: dict[str, Any]) -> int:
    listed = {one["name"]: one for one in told["files"]}
    for name in sorted({*listed, *files} - {MANIFEST, IN_WORDS}):
        if name not in files:
            raise _Broken(f"{name}: missing")
        if name not in listed:
            raise _Broken(f"{name}: the manifest does not know it")
        if sha256(files[name]).hexdigest() != listed[name]["sha256"]:
            raise _Broken(f"{name}: changed since the manifest was written")
    return len(listed)


def _check_words(files: dict[str, bytes], told: dict[str, Any]) -> None:
    if files.get(IN_WORDS, b"").decode() != in_words(told):
        raise _Broken(f"{IN_WORDS}: it says something else than {MANIFEST}")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():  # noqa: PLR2004
        sys.exit("Name the archive to check: python3 check.py PACKET.zip")
    found = verify(Path(sys.argv[1]).read_bytes())
    print(json.dumps(found._asdict(), indent=2))  # noqa: T201 - it is a program of its own
    sys.exit(0 if found.holds else 1)
