from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Release
from cases.services import require_release
from complaints import packet, released, shows, taken
from complaints.models import ComplaintDraft
from complaints.packet import bundle, portal
from complaints.revisions import document_of, in_force
from complaints.rules.words import Status
from complaints.services.locked import locked_draft
from complaints.told import gather


class Form(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    TEXT = "txt"
    PORTAL = "portal"  # in the order of the regulator's own form
    ADDENDA = "addenda"
    ZIP = "zip"  # all of them, with a manifest


class Exported(NamedTuple):
    name: str  # the case code and nothing else tells what it is
    content_type: str
    content: bytes
    sha256: str
    changed: tuple[str, ...] = ()  # against the last that was taken in this form
    is_first: bool = True


class _Made(NamedTuple):
    content: bytes
    digest: str  # of the file; of its manifest where it is a packet
    parts: dict[str, str]


TEXT = "text/plain; charset=utf-8"
NAMES = {  # how the file's name ends, and what it is
    Form.PDF: (".pdf", "application/pdf"),
    Form.DOCX: (
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    Form.TEXT: (".txt", TEXT),
    Form.PORTAL: ("-portal.txt", TEXT),
    Form.ADDENDA: ("-addenda.pdf", "application/pdf"),
    Form.ZIP: ("-packet.zip", "application/zip"),
}


@transaction.atomic
def export(*, draft_id: UUID, form: Form, by: User, now: datetime) -> Exported:
    """Give the packet to take away, under the release that stands now; unsigned, it says Draft.

    A draft is gated like the rest: paper and files leave the house, whatever is printed on them.
    The entry keeps the digest of what was given, and what changed since it was last given.
    """
    require(by.role, Deed.EXPORT_PACKET)
    draft = locked_draft(draft_id=draft_id, by=by)
    release = _release(draft, form, now)
    made = _made(draft, form, release)
    before = taken.last(draft, form)
    changed = before.differs_from(made.parts) if before else ()
    trail.record(
        by=by,
        action="complaints.exported",
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        items=[listing.item.label for listing in draft.request.listings.select_related("item")],
        revision=draft.revision_number,
        form=form.value,
        draft_status=draft.status,
        release=str(release.pk),
        sha256=made.digest,
        parts=[f"{digest} {name}" for name, digest in sorted(made.parts.items())],
        changed=list(changed),
    )
    ending, kind = NAMES[form]
    name = f"{draft.request.code}{ending}"
    return Exported(name, kind, made.content, made.digest, changed, before is None)


def _release(draft: ComplaintDraft, form: Form, now: datetime) -> Release:
    """Give the release that covers what this very text shows; addenda name items by label alone."""
    needed = released.needed(draft)
    shown = set() if form is Form.ADDENDA else shows.beyond(document_of(in_force(draft)))
    if shown and draft.status != Status.FILED:
        shows.require_no_child(shown, minor=gather(draft).minor)
    needed["information"] |= shown
    return require_release(case=draft.case, now=now, **needed)


def _made(draft: ComplaintDraft, form: Form, release: Release) -> _Made:
    if form is Form.ZIP:
        packed = bundle.pack(draft, release)
        return _Made(packed.packed, packed.manifest, packed.parts)
    content = _paper(draft, form)
    digest = sha256(content).hexdigest()
    return _Made(content, digest, {NAMES[form][0].strip("-."): digest})


def _paper(draft: ComplaintDraft, form: Form) -> bytes:
    if form is Form.ADDENDA:
        if not draft.addenda.exists():
            raise NotAllowed("Nothing was added to this complaint.", code="no_addendum")
        return packet.as_pdf(packet.addenda_paper_of(draft))
    paper = packet.paper_of(draft)
    match form:
        case Form.PDF:
            return packet.as_pdf(paper)
        case Form.DOCX:
            return packet.as_docx(paper)
        case Form.PORTAL:
            return portal.as_text(paper).encode()
        case _:
            return packet.as_text(paper).encode()
