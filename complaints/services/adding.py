"""What became known after filing, added beside the filed text; a person files each addendum."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import models, transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Release
from cases.rules import TaskKind, require_past
from cases.services import owe_task, require_release
from complaints import packet, released
from complaints.composing import phrases
from complaints.models import Addendum, AddendumFiling, ComplaintDraft
from complaints.revisions import require_as_signed
from complaints.rules.addenda import LOOKED, AddendumKind, require_added_to, require_unfiled
from complaints.rules.moves import require_filed_after
from complaints.rules.words import Status
from complaints.services.drafting import add_addendum
from complaints.services.locked import locked_draft
from complaints.spoken import exact
from complaints.told import Told, gather
from evidence.models import ListingFact
from removal.models import Answer, RemovalRequest

LONGEST_NUMBER = 100


class Later(NamedTuple):
    """One thing that became known after filing, and the row that says so."""

    kind: AddendumKind
    text: str
    source: models.Model
    retracted: bool = False  # that the row was taken back, rather than what it says


def add_what_followed(*, request: RemovalRequest, now: datetime) -> int:
    """Inner: add every later look and answer to the request's filed complaint, each once.

    Gives how many there are, those that were added before among them.
    """
    filed = ComplaintDraft.objects.for_display().filter(request=request, status=Status.FILED.value)
    draft = filed.first()
    if draft is None:
        return 0
    told = gather(draft)
    followed = (*_looks(told), *_answers(told))
    for later in followed:
        add_addendum(draft=draft, now=now, by=None, **later._asdict())
    return len(followed)


def _looks(told: Told) -> Iterator[Later]:
    filed_at = told.draft.filed_at
    known = set(told.draft.addenda.values_list("source_id", flat=True))
    for item in told.items:
        for row in item.facts.all():
            kind = LOOKED.get(row.kind)
            if kind is None or filed_at is None or row.recorded_at <= filed_at:
                continue
            if row.retracted_at is None:
                yield Later(kind, _look_words(told, item.label, row), row)
            elif str(row.pk) in known:
                words = _mistake_words(item.label, row)
                yield Later(AddendumKind.MISTAKE, words, row, retracted=True)


def _look_words(told: Told, label: str, row: ListingFact) -> str:
    return (
        f"After this complaint was filed it became known that {label} was"
        f" {phrases.SEEN[row.kind]} when looked at, at {exact(row.at, told.zone)}."
    )


def _mistake_words(label: str, row: ListingFact) -> str:
    return (
        f"What an earlier addendum says of {label}, as of {exact(row.at)}, was recorded by mistake"
        " and taken back."
    )


def _answers(told: Told) -> Iterator[Later]:
    filed_at = told.draft.filed_at
    for answer in told.answers:
        if filed_at is not None and answer.recorded_at > filed_at:
            yield Later(AddendumKind.ANSWER, _answer_words(told, answer), answer)


def _answer_words(told: Told, answer: Answer) -> str:
    reference = told.clean(answer.reference)
    given = f", reference {reference}" if reference else ""
    return (
        f"After this complaint was filed it became known that the service"
        f" {phrases.ANSWERS[answer.kind]}, at {exact(answer.answered_at, told.zone)}{given}."
    )


@transaction.atomic
def export_addendum(*, addendum_id: UUID, by: User, now: datetime) -> bytes:
    """Give one addendum as a tagged PDF, under the release that stands now."""
    require(by.role, Deed.EXPORT_PACKET)
    addendum, draft = _locked(addendum_id, by)
    require_added_to(draft.status)
    require_as_signed(draft)
    release = require_release(case=draft.case, now=now, **released.needed(draft))
    paper = packet.addendum_paper_of(draft, addendum, _place_of(draft, addendum))
    trail.record(
        by=by,
        action="complaints.exported_addendum",
        subject=addendum,
        case=draft.case,
        request=draft.request.label,
        number=_place_of(draft, addendum),
        release=str(release.pk),
    )
    return packet.as_pdf(paper)


@transaction.atomic
def record_addendum_filing(
    *, addendum_id: UUID, filed_at: datetime, number: str = "", by: User, now: datetime
) -> AddendumFiling:
    """Record that a person sent an addendum after the complaint; recorded without a release too."""
    require(by.role, Deed.FILE_COMPLAINT)
    addendum, draft = _locked(addendum_id, by)
    require_added_to(draft.status)
    require_unfiled(is_filed=AddendumFiling.objects.filter(addendum=addendum).exists())
    require_past(filed_at, now, field="filed_at")
    require_filed_after(filed_at, addendum.made_at)
    release = _release(draft, at=filed_at)
    filing: AddendumFiling = AddendumFiling.objects.create(  # type: ignore[misc]  # sealed names
        case=draft.case,
        addendum=addendum,
        filed_at=filed_at,
        filed_by=by,
        number=_number(number),
        release=release,
        unreleased=release is None,
        recorded_at=now,
    )
    if release is None:
        owe_task(
            case=draft.case, kind=TaskKind.RELEASE, subject_id=addendum.pk,
            assigned_to=draft.assigned_to, now=now,
        )  # fmt: skip
    trail.record(
        by=by,
        action="complaints.filed_addendum",
        subject=addendum,
        case=draft.case,
        request=draft.request.label,
        number=_place_of(draft, addendum),
        filed_at=filed_at,
        release=str(release.pk) if release else "",
        under="a release" if release else "no release that stood at that moment",
    )
    return filing


def _place_of(draft: ComplaintDraft, addendum: Addendum) -> int:
    """Give the place of an addendum among all of its complaint, from 1."""
    order = list(draft.addenda.order_by("made_at", "id").values_list("pk", flat=True))
    return order.index(addendum.pk) + 1


def _locked(addendum_id: UUID, by: User) -> tuple[Addendum, ComplaintDraft]:
    addendum: Addendum = Addendum.objects.visible_to(by).get(pk=addendum_id)
    draft = locked_draft(draft_id=addendum.draft_id, by=by)
    addendum.case, addendum.draft = draft.case, draft
    return addendum, draft


def _release(draft: ComplaintDraft, *, at: datetime) -> Release | None:
    try:
        return require_release(case=draft.case, now=at, happened=True, **released.needed(draft))
    except NotAllowed as no:
        if no.code != "release_needed":
            raise
        return None


def _number(number: str) -> str:
    words = " ".join(number.split())
    if len(words) > LONGEST_NUMBER:
        raise NotAllowed("That is too long for a number.", code="too_long", field="number")
    return words
