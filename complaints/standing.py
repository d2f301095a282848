"""Where a draft stands: its text, what today's facts would say, and what is still missing."""

from dataclasses import dataclass
from datetime import datetime

from audit.rules import NotAllowed
from cases.wanted import Wanted, wanted
from complaints import facts, released
from complaints.composing import compose
from complaints.document import Document
from complaints.models import ComplaintDraft, Revision
from complaints.revisions import document_of, in_force
from complaints.rules.completeness import Check, checks
from complaints.rules.grounds import Found, grounds
from complaints.rules.moves import require_draftable
from complaints.signing import Signing, signing_of, wanted_of
from complaints.told import Told, gather


@dataclass(frozen=True)
class Standing:
    draft: ComplaintDraft
    revision: Revision
    document: Document
    told: Told
    checks: tuple[Check, ...]
    wanted: Wanted  # the release that it goes out under, or what is missing
    signing: Signing


def composed(draft: ComplaintDraft, *, now: datetime) -> tuple[Told, tuple[Found, ...], Document]:
    """Compose the text anew from the rows as they are; nothing is saved."""
    told = gather(draft)
    found = grounds(facts.for_grounds(told, now=now))
    return told, found, compose(told, found)


def require_ground(draft: ComplaintDraft, *, now: datetime) -> None:
    """Pass if the request still stands and its facts support a complaint as of now."""
    _, found, _ = composed(draft, now=now)
    request = draft.request
    require_draftable(
        request.status,
        request.platform.coverage,
        has_ground=bool(found),
        is_intermediary=bool(request.asked_as),
    )


def why_not_taken_up(draft: ComplaintDraft, *, now: datetime) -> str:
    """Say why a complaint that was set aside stays so, or nothing when it can be taken up."""
    try:
        require_ground(draft, now=now)
    except NotAllowed as no:
        return str(no)
    return ""


def standing_of(draft: ComplaintDraft, *, now: datetime) -> Standing:
    """Give the text in force beside what the record says now."""
    revision = in_force(draft)
    document = document_of(revision)
    told, found, today = composed(draft, now=now)
    release = wanted(case=draft.case, now=now, **released.needed(draft))
    gate = facts.for_gate(
        told,
        document,
        grounds=(one.ground for one in found),
        facts_changed=today.facts() != document.facts(),
        release_why=release.why,
        now=now,
    )
    signing = signing_of(draft, wanted_of(told, disputed=bool(gate.disputed)))
    return Standing(draft, revision, document, told, checks(gate), release, signing)
