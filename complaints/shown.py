"""What the page of one complaint shows: sentences beside their sources, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField

from accounts.models import User
from accounts.rules import may
from complaints import gates, noticed
from complaints.added import added_to
from complaints.beside import Beside, FactRow
from complaints.document import Document, Kind, Part, Sentence
from complaints.exposure_page import taken_before
from complaints.facts import looks_of
from complaints.forms import is_writable
from complaints.linking import Linked, link
from complaints.models import ComplaintDraft, SignOff
from complaints.revisions import document_of, is_as_signed
from complaints.rules.completeness import Check, State
from complaints.rules.spoken import BECAUSE, STATUSES, TONES
from complaints.rules.steps import next_step
from complaints.rules.words import MadeBecause, Status
from complaints.standing import Standing, standing_of
from removal import looked

REGULATOR = "https://takeitdown.ftc.gov"


class Cell(NamedTuple):
    head: str
    words: str


@dataclass(frozen=True)
class Line:
    """One sentence as the page draws it, with the numbers of the facts it rests on."""

    sentence: Sentence
    number: str
    facts: tuple[str, ...] = ()
    written_by: str = ""
    field: BoundField | None = None
    cells: tuple[Cell, ...] = ()

    @property
    def is_blank(self) -> bool:
        return self.sentence.kind is Kind.BLANK

    @property
    def is_own(self) -> bool:
        return self.sentence.kind is Kind.OWN

    @property
    def is_inferred(self) -> bool:
        return self.sentence.kind is Kind.INFERENCE


@dataclass(frozen=True)
class ShownPart:
    part: Part
    facts: list[FactRow]
    lines: list[Line]
    rows: list[Line]
    own: BoundField | None


def of(
    draft: ComplaintDraft, *, reader: User, form: forms.Form | None, number: int, now: datetime
) -> dict[str, Any]:
    """Give the page's context; `number` is the revision to read, the one in force or an earlier."""
    standing = standing_of(draft, now=now)
    document = _read(standing, number)
    is_current = number == draft.revision_number
    writes = form if is_current and is_writable(draft.status) else None
    step = next_step(
        draft.status,
        blanks_left=len(standing.document.open_blanks()),
        facts_changed=_lacks(standing.checks, "facts"),
    )
    status = Status(draft.status)
    checks = list(gates.checklist(standing, reader))
    *cured, signing = checks
    return {
        "draft": draft,
        "document": document,
        "parts": list(_parts(document, standing, writes)),
        "standing": standing,
        "number": number,
        "is_current": is_current,
        "status": STATUSES[status],
        "tone": TONES[status],
        "because": BECAUSE[MadeBecause(draft.made_because)],
        "checks": checks,
        "notes": [check for check in standing.checks if check.state is State.NOTE],
        "missing": sum(check.state is State.MISSING for check in standing.checks),
        "open_checks": sum(not check.done for check in cured),
        "awaits_signing": not signing.done,
        "step": step,
        "may_step": step is not None and may(reader.role, step.deed),
        "revisions": draft.revisions.select_related("made_by").order_by("-number"),
        "addenda": list(added_to(draft)),
        "as_signed": draft.status != Status.FILED or is_as_signed(draft),
        "exposing": standing.told.exposing,
        "looked": (seen := looked.of(standing.told.request, now=now)),
        # What is gone everywhere is looked at by its own plan; this text claims nothing of it.
        "looks_again": seen.is_owed and any(one.is_up for one in looks_of(standing.told)),
        "taken_before": taken_before(draft, standing.told),
        "notice": noticed.of(standing.told, now=now),
        "signs": _signs(draft),
        "regulator": REGULATOR,
    }


def _signs(draft: ComplaintDraft) -> QuerySet[SignOff]:
    """Give every sign-off of this complaint, those that ended too."""
    return draft.sign_offs.select_related("signed_by", "ended_by", "release")


def _read(standing: Standing, number: int) -> Document:
    if number == standing.revision.number:
        return standing.document
    earlier = standing.draft.revisions.get(number=number)
    earlier.case = standing.draft.case
    return document_of(earlier)


def _lacks(checks: tuple[Check, ...], key: str) -> bool:
    return any(check.key == key and check.state is State.MISSING for check in checks)


def _parts(document: Document, standing: Standing, form: forms.Form | None) -> Iterator[ShownPart]:
    beside, names, linked = Beside(standing.told), _names(document), link(document)
    for part in document.parts:
        lines = [_line(one, part, linked, names, form) for one in part.sentences]
        yield ShownPart(
            part=part,
            facts=beside.facts(part, linked),
            lines=[line for line in lines if not line.sentence.cells],
            rows=[line for line in lines if line.sentence.cells],
            own=form[f"added_{part.letter}"] if form else None,
        )


def _line(
    sentence: Sentence,
    part: Part,
    linked: Linked,
    names: dict[str, str],
    form: forms.Form | None,
) -> Line:
    return Line(
        sentence,
        linked.sentences[sentence.key],
        linked.of(sentence),
        written_by=names.get(sentence.written_by, ""),
        field=form[sentence.key] if form and sentence.kind is Kind.BLANK else None,
        cells=tuple(map(Cell, part.columns, sentence.cells)),
    )


def _names(document: Document) -> dict[str, str]:
    writers = {str(one.written_by) for one in document.sentences() if one.written_by}
    return {str(user.pk): user.name for user in User.objects.filter(pk__in=writers)}
