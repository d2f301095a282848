"""The log as one ZIP made in memory, its manifest, and how to check it."""

import io
import json
import zipfile
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.utils import timezone

from audit.models import Entry
from cases.models import Case, Release
from cases.paper.cells import as_csv
from evidence.log import check, rows
from evidence.models import Item
from evidence.rules.fingerprints import KINDS, NEAR

RULES = {"log": 1, "chain": 1, "near": {one.value: KINDS[one].radius for one in NEAR}}
SAME_TIME = (1980, 1, 1, 0, 0, 0)  # in the archive's own headers: the manifest says when
README = Path(__file__).with_name("README.txt")


class Bundle(NamedTuple):
    packed: bytes
    manifest: str  # the digest of manifest.json
    files: int


def pack(
    *,
    case: Case,
    items: Collection[Item],
    release: Release,
    hidden_too: bool,
    role: str,
    now: datetime,
) -> Bundle:
    """Give the log of these items under this release, as the case's chain stands now."""
    entries = list(Entry.objects.filter(chain=str(case.pk)).order_by("seq"))
    with timezone.override("UTC"):
        files = _files(items, entries, hidden_too=hidden_too)
    told = {
        "format": check.FORMAT,
        "case": case.code,
        "made_at": rows.moment(now),
        "made_by_role": role,
        "released_to": {"kind": release.recipient_kind, "ref": release.recipient_ref},
        "released_for": release.purpose,
        "release_ends_at": rows.moment(release.expires_at),
        "items": len(items),
        "addresses_kept_back": [
            item.label for item in items if rows.is_hidden(item) and not hidden_too
        ],
        "chain": _chain(case, entries),
        "rules": RULES,
        "files": [_listed(name, held) for name, held in sorted(files.items())],
    }
    manifest = json.dumps(told, indent=2, ensure_ascii=False).encode()
    packed = _zipped({check.MANIFEST: manifest, **files})
    return Bundle(packed, sha256(manifest).hexdigest(), len(files) + 1)


def _files(
    items: Collection[Item], entries: Collection[Entry], *, hidden_too: bool
) -> dict[str, bytes]:
    table = list(rows.item_rows(items, hidden_too=hidden_too))
    return {
        "README.txt": README.read_bytes(),
        "check.py": Path(check.__file__).read_bytes(),
        "items.csv": as_csv(table, columns=rows.ITEM),
        "items.jsonl": _lines(table),
        "looks.jsonl": _lines(rows.look_rows(items)),
        "fingerprints.jsonl": _lines(rows.fingerprint_rows(items)),
        "custody.jsonl": _lines(rows.custody_rows(entries)),
        "chain.jsonl": _lines(rows.chain_rows(entries)),
    }


def _chain(case: Case, entries: list[Entry]) -> dict[str, Any]:
    last = entries[-1] if entries else None
    return {
        "id": str(case.pk),
        "seq": last.seq if last else 0,
        "head": last.hash if last else "",
        "hash": "SHA-256 over each value, led by its length in bytes and a colon",
    }


def _listed(name: str, held: bytes) -> dict[str, Any]:
    return {"name": name, "bytes": len(held), "sha256": sha256(held).hexdigest()}


def _lines(told: Iterable[Mapping[str, Any]]) -> bytes:
    # ASCII alone: a reader that splits lines at U+2028 still finds one row a line.
    return "".join(f"{json.dumps(row)}\n" for row in told).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(zipfile.ZipInfo(name, SAME_TIME), held, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
