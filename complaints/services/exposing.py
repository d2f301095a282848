"""What the survivor chose to have shown; the text follows at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Authority, Release
from cases.rules import require_past
from cases.rules.moves import require_known
from cases.rules.release_words import SignedBy
from cases.wanted import wanted
from complaints import released
from complaints.document import Document
from complaints.exposing import standing
from complaints.models import ComplaintDraft, ExposureChoice
from complaints.revisions import document_of, in_force
from complaints.rules.exposing import CHOSEN_BY, HOW_ASKED, as_json, settled
from complaints.rules.exposure import PROTECTIVE, Exposure
from complaints.rules.moves import require_open
from complaints.rules.words import Status
from complaints.services.drafting import owe_review
from complaints.services.locked import locked_draft
from complaints.services.writing import SIGNED, unsign, write
from complaints.standing import composed
from complaints.told import names_of
from complaints.wording import keep_words


@transaction.atomic
def choose_exposure(
    *,
    draft_id: UUID,
    choice: Exposure,
    chosen_by: str,
    how_asked: str,
    chosen_at: datetime,
    authority_id: UUID | None = None,
    by: User,
    now: datetime,
) -> ExposureChoice:
    """Record what the survivor chose to have shown, and compose the text accordingly.

    A signed text that says something else now falls back to draft, and both sign-offs with it.
    """
    require(by.role, Deed.WORK_CASE)
    require_known(chosen_by, CHOSEN_BY, field="chosen_by")
    require_known(how_asked, HOW_ASKED, field="how_asked")
    require_past(chosen_at, now, field="chosen_at")
    draft = locked_draft(draft_id=draft_id, by=by)
    require_open(draft.status)
    told, _, _ = composed(draft, now=now)
    _require_unnamed(draft, choice)
    kept = as_json(settled(choice, minor=told.minor))
    _require_new(standing(draft), kept, chosen_at)
    made = ExposureChoice.objects.create(  # type: ignore[misc]  # sealed names
        case=draft.case,
        draft=draft,
        number=_next(draft),
        choice=kept,
        chosen_by_kind=chosen_by,
        authority=_authority(draft, chosen_by, authority_id),
        how_asked=how_asked,
        chosen_at=chosen_at,
        release=_release(draft, now),
        recorded_at=now,
        recorded_by=by,
    )
    fell = _follow(draft, by=by, now=now)
    trail.record(
        by=by,
        action="complaints.chose_exposure",
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        revision=draft.revision_number,
        shown=_beyond(choice),
        how=HOW_ASKED[made.how_asked].lower(),  # type: ignore[index]
        sign_off="taken back" if fell else "none to take back",
    )
    return made


def _follow(draft: ComplaintDraft, *, by: User, now: datetime) -> bool:
    """Compose the text by the choice; tell whether a sign-off fell with the one before."""
    _, _, document = composed(draft, now=now)
    before = document_of(in_force(draft))
    document = keep_words(document, earlier=before)
    if _said(document) == _said(before):  # asked again, and not a word of it is another
        return False
    fell = draft.status == Status.SIGNED_OFF or draft.sign_offs.standing().exists()
    write(draft=draft, document=document, number=draft.revision_number + 1, by=by, now=now)
    columns = ["revision_number", "grounds"]
    if draft.status == Status.SIGNED_OFF:
        draft.status = Status.DRAFT.value
        unsign(draft=draft)
        owe_review(draft=draft, now=now)
        columns += ["status", *SIGNED]
    draft.save(update_fields=columns)
    return fell


def _said(document: Document) -> list[tuple[str, str]]:
    return [(one.key, one.shown) for one in document.sentences()]


def _require_new(last: ExposureChoice | None, kept: dict[str, object], chosen_at: datetime) -> None:
    """Pass unless this very choice, of that very moment, is on record: it came twice."""
    if last is not None and (last.choice, last.chosen_at) == (kept, chosen_at):
        raise NotAllowed("This choice is on record already.", code="nothing_changed")


def _next(draft: ComplaintDraft) -> int:
    last = standing(draft)
    return last.number + 1 if last else 1


def _release(draft: ComplaintDraft, now: datetime) -> Release | None:
    return wanted(case=draft.case, now=now, **released.needed(draft)).release


def _authority(draft: ComplaintDraft, chosen_by: str, pk: UUID | None) -> Authority | None:
    if chosen_by == SignedBy.SELF:
        return None
    known = Authority.objects.filter(case=draft.case_id, revoked_at=None)
    standing_on = known.filter(pk=pk).first() if pk else None
    if standing_on is None:
        raise NotAllowed(
            "Choose an authority of this case that stands.",
            code="no_such_authority",
            field="authority_id",
        )
    authority: Authority = standing_on
    return authority


def _require_unnamed(draft: ComplaintDraft, choice: Exposure) -> None:
    names = names_of(draft.request)
    if names.whole_in(choice.pseudonym) or names.part_of(choice.pseudonym):
        raise NotAllowed(
            "This holds the name on record; a pseudonym is another name.",
            code="names_the_person",
            field="pseudonym",
        )


def _beyond(choice: Exposure) -> list[str]:
    """Name the fields that show more than the most protective answer; never what they hold."""
    hidden = {"pseudonym", "contact_words"}
    return [
        name
        for name, value in choice._asdict().items()
        if name not in hidden and value != getattr(PROTECTIVE, name)
    ]
