"""Check an evidence log with nothing but Python: `python3 check.py LOG.zip`.

Every file against its digest in manifest.json, every link of the chain, and every entry that is
shown whole against its own hash. The first place that does not hold is named.
"""

import csv
import io
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

MANIFEST = "manifest.json"
FORMAT = "reclaim-evidence-log/1"
PARTS = (
    "prev_hash", "id", "chain", "seq", "at", "actor", "actor_role", "action", "subject_type",
    "subject_id", "facts",
)  # fmt: skip
MOST_BYTES = 200 * 1024 * 1024


class Verdict(NamedTuple):
    """What is to be said of one file; `broken` is the first place that does not hold, or nothing.

    `manifest` is the digest of manifest.json, which the trail of the house keeps for this export.
    """

    broken: str
    manifest: str
    entries: int
    shown: int
    head: str

    @property
    def holds(self) -> bool:
        return not self.broken


class _Broken(Exception):
    pass


def verify(packed: bytes) -> Verdict:
    """Say whether an exported log is as it was made."""
    digest, known = "", {"entries": 0, "shown": 0, "head": ""}
    try:
        files = _files(packed)
        digest = sha256(files.get(MANIFEST, b"")).hexdigest()
        told = _manifest(files)
        _check_files(files, told)
        known = _check_chain(files, told["chain"])
        _check_items(files)
    except _Broken as place:
        return Verdict(str(place), digest, **known)  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError, RecursionError) as odd:
        return Verdict(f"not readable: {odd}", digest, **known)  # type: ignore[arg-type]
    return Verdict("", digest, **known)  # type: ignore[arg-type]


def link_hash(entry: dict[str, Any]) -> str:
    """Give an entry's hash: SHA-256 over its values, each led by its length in bytes."""
    parts = [str(entry[name]) for name in PARTS]
    whole = "".join(f"{len(part.encode())}:{part}" for part in parts)
    return sha256(whole.encode()).hexdigest()


def _files(packed: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise _Broken("the archive is larger than any log")
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
    if told.get("format") != FORMAT:
        raise _Broken(f"{MANIFEST}: the format is not {FORMAT}")
    return told


def _check_files(files: dict[str, bytes], told: dict[str, Any]) -> None:
    listed = {one["name"]: one for one in told["files"]}
    for name in sorted({*listed, *files} - {MANIFEST}):
        if name not in files:
            raise _Broken(f"{name}: missing")
        if name not in listed:
            raise _Broken(f"{name}: the manifest does not know it")
        if sha256(files[name]).hexdigest() != listed[name]["sha256"]:
            raise _Broken(f"{name}: changed since the manifest was written")


def _check_chain(files: dict[str, bytes], chain: dict[str, Any]) -> dict[str, Any]:
    before, links = "", {}
    for place, link in enumerate(_rows(files["chain.jsonl"]), start=1):
        if link["seq"] != place:
            raise _Broken(f"chain.jsonl, entry {place}: missing or out of its place")
        if link["prev_hash"] != before:
            raise _Broken(f"chain.jsonl, entry {place}: it does not follow the entry before it")
        before = links[place] = link["hash"]
    if (len(links), before) != (chain["seq"], chain["head"]):
        raise _Broken(f"chain.jsonl, entry {len(links)}: the chain ends elsewhere than it should")
    shown = sum(_check_entry(entry, links, chain["id"]) for entry in _rows(files["custody.jsonl"]))
    return {"entries": len(links), "shown": shown, "head": before}


def _check_entry(entry: dict[str, Any], links: dict[int, str], chain: str) -> int:
    place = entry["seq"]
    if entry["chain"] != chain or links.get(place) != entry["hash"]:
        raise _Broken(f"custody.jsonl, entry {place}: the chain has another entry at this place")
    if link_hash(entry) != entry["hash"]:
        raise _Broken(f"custody.jsonl, entry {place}: the entry was changed")
    return 1


def _check_items(files: dict[str, bytes]) -> None:
    """The table is the same rows as the lines, but for what keeps a spreadsheet from running it."""
    lines = [row["item"] for row in _rows(files["items.jsonl"])]
    table = list(csv.DictReader(io.StringIO(files["items.csv"].decode("utf-8-sig"))))
    if [row["item"] for row in table] != lines:
        raise _Broken("items.csv: its items are not those of items.jsonl")


def _rows(written: bytes) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in written.decode().splitlines())


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():  # noqa: PLR2004
        sys.exit("Name the archive to check: python3 check.py LOG.zip")
    found = verify(Path(sys.argv[1]).read_bytes())
    print(json.dumps(found._asdict(), indent=2))  # noqa: T201 - it is a program of its own
    sys.exit(0 if found.holds else 1)
