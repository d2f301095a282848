"""All papers of a complaint in one ZIP, with a manifest for machines and one for people."""

import io
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from cases.models import Release
from complaints.models import Addendum, ComplaintDraft
from complaints.packet import check, codes, portal
from complaints.packet.model import Paper
from complaints.packet.paper import as_pdf
from complaints.packet.plain_text import as_text
from complaints.packet.word_file import as_docx
from complaints.packet.words import addendum_paper_of, known_addenda, paper_of
from complaints.revisions import in_force

SAME_TIME = (1980, 1, 1, 0, 0, 0)  # in the archive's own headers: the trail says when
README = Path(__file__).with_name("README.txt")
Files = dict[str, tuple[str, bytes]]  # a name, what it is in words, and the file


class Bundle(NamedTuple):
    packed: bytes
    manifest: str  # the digest of manifest.json
    parts: dict[str, str]  # each file's digest


def pack(draft: ComplaintDraft, release: Release) -> Bundle:
    """Give the packet; the same revision, signatures, addenda and release give the same bytes."""
    revision, paper = in_force(draft), paper_of(draft)
    known = known_addenda(draft)
    files = {
        **printed("complaint", "the complaint", paper),
        "portal.txt": ("in the order of the regulator's form", portal.as_text(paper).encode()),
        "facts.json": ("sentences and their facts, as codes", codes.as_json(codes.facts(draft))),
        "evidence-index.json": (
            "the index of evidence",
            codes.as_json(codes.evidence_index(paper)),
        ),
        "sign-offs.json": ("who stands behind it", codes.as_json(codes.sign_offs(draft))),
        "release.json": ("the release it left under", codes.as_json(codes.release(release))),
        "addenda.json": ("what was added after filing", codes.as_json(codes.addenda(known))),
        **_addenda(draft, known),
        "README.txt": ("what this is", README.read_bytes()),
        "check.py": ("the check", Path(check.__file__).read_bytes()),
    }
    about = {
        "format": check.FORMATS[0],
        "about": f"{draft.request.code}, revision {revision.number}",
        "says": f"{paper.heading}. {paper.mark}. Text SHA-256 {revision.sha256}.",
        "case": draft.case.code,
        "request": draft.request.code,
        "revision": revision.number,
        "sha256": revision.sha256,
        "status": draft.status,
        "addenda": len(known),
        "release": str(release.pk),
    }
    return zipped(about, files)


def printed(name: str, what: str, paper: Paper) -> Files:
    """Give one paper in all three forms."""
    return {
        f"{name}.pdf": (f"{what}, on paper", as_pdf(paper)),
        f"{name}.docx": (f"{what}, as a Word file", as_docx(paper)),
        f"{name}.txt": (f"{what}, as plain text", as_text(paper).encode()),
    }


def zipped(about: Mapping[str, Any], files: Files) -> Bundle:
    """Pack files with the manifest that lists them; no time of making stands in it."""
    listed = [_listed(name, *files[name]) for name in sorted(files)]
    told = {**about, "files": listed}
    manifest = codes.as_json(told)
    whole = {check.MANIFEST: manifest, check.IN_WORDS: check.in_words(told).encode()}
    whole |= {name: held for name, (_, held) in sorted(files.items())}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in whole.items():
            archive.writestr(zipfile.ZipInfo(name, SAME_TIME), held, zipfile.ZIP_DEFLATED)
    parts = {one["name"]: one["sha256"] for one in listed}
    return Bundle(packed.getvalue(), sha256(manifest).hexdigest(), parts)


def _addenda(draft: ComplaintDraft, known: list[Addendum]) -> Files:
    files: Files = {}
    for number, one in enumerate(known, start=1):
        paper = addendum_paper_of(draft, one, number)
        files |= printed(f"addenda/addendum-{number:02}", f"addendum {number}", paper)
    return files


def _listed(name: str, what: str, held: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "what": what,
        "bytes": len(held),
        "sha256": sha256(held).hexdigest(),
    }
