"""Ask the house's own trail whether an exported log is one that it made, and unchanged since."""

import io
import json
import zipfile
from typing import NamedTuple

from audit.models import Entry
from evidence.log.check import Verdict


class Compared(NamedTuple):
    """What the trail says of a file; `broken` is nothing when it knows it."""

    exported_at: str
    broken: str


def compare(packed: bytes, found: Verdict) -> Compared:
    """Find the entry of this export by its manifest, and each link of its chain in ours."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        links = [json.loads(line) for line in archive.read("chain.jsonl").splitlines()]
        chain = json.loads(archive.read("manifest.json"))["chain"]["id"]
    ours = Entry.objects.filter(chain=chain)
    made = ours.filter(
        action="evidence.exported_log", facts__contains=f'"manifest":"{found.manifest}"'
    ).first()
    if made is None:
        return Compared("", "the trail knows no export with this manifest")
    kept = dict(ours.filter(seq__lt=made.seq).values_list("seq", "hash"))
    for link in links:
        if kept.get(link["seq"]) != link["hash"]:
            return Compared(
                made.at.isoformat(), f"the trail has another entry at place {link['seq']}"
            )
    return Compared(made.at.isoformat(), "")
