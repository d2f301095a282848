"""What the page of one complaint shows: sentences beside their sources, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse

from accounts.models import User
from accounts.rules import Deed, may
from complaints.document import Document, Kind, Part, Sentence
from complaints.forms import is_writable
from complaints.models import ComplaintDraft
from complaints.revisions import document_of
from complaints.rules.completeness import RELEASE, Check, State
from complaints.rules.spoken import BECAUSE, STATUSES, TONES
from complaints.rules.steps import next_step
from complaints.rules.words import MadeBecause, Status
from complaints.sources import Link, Sources
from complaints.standing import Standing, standing_of

REGULATOR = "https://takeitdown.ftc.gov"


class Cell(NamedTuple):
    head: str
    words: str


@dataclass(frozen=True)
class Line:
    """One sentence as the page draws it."""

    sentence: Sentence
    sources: list[Link]
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


class Checked(NamedTuple):
    """One check as the checklist draws it."""

    label: str
    done: bool
    why: str
    url: str
    act: str


# Where on the request's page each thing that may be missing is put right.
CURES = {
    "elements": ("#parts", "See the four parts"),
    "receipt": ("#clock", "Record receipt"),
    "after_deadline": ("#clock", "Record a look"),
    "fresh_look": ("#clock", "Record a look"),
}


@dataclass(frozen=True)
class ShownPart:
    part: Part
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
        "checks": list(_checklist(standing, reader)),
        "notes": [check for check in standing.checks if check.state is State.NOTE],
        "missing": sum(check.state is State.MISSING for check in standing.checks),
        "step": step,
        "may_step": step is not None and may(reader.role, step.deed),
        "revisions": draft.revisions.select_related("made_by").order_by("-number"),
        "addenda": draft.addenda.select_related("case__key"),
        "regulator": REGULATOR,
    }


def _checklist(standing: Standing, reader: User) -> Iterator[Checked]:
    """Give each check, with the place where this reader can cure what is missing."""
    request = reverse("removal:request", args=[standing.draft.request_id])
    open_blanks = standing.document.open_blanks()
    for check in standing.checks:
        if check.state is State.NOTE:
            continue
        place, act = CURES.get(check.key, ("", ""))
        url = f"{request}{place}" if act and _may_cure(reader, check.key) else ""
        if check.key == RELEASE:
            url = standing.wanted.url if _may_cure(reader, RELEASE) else ""
            yield Checked(check.label, check.done, check.why, url, "Record it")
        elif check.key == "blanks" and open_blanks:
            left = "1 is left." if len(open_blanks) == 1 else f"{len(open_blanks)} are left."
            first = f"#id_{open_blanks[0].key}"
            yield Checked(check.label, done=False, why=left, url=first, act="Go to the first")
        else:
            yield Checked(check.label, check.done, check.why, url, act)


def _may_cure(reader: User, key: str) -> bool:
    """Tell whether this reader would find more there than a refusal."""
    cures = {RELEASE: Deed.WORK_CASE, "receipt": Deed.RECORD_RECEIPT}
    return key not in cures or may(reader.role, cures[key])


def _read(standing: Standing, number: int) -> Document:
    if number == standing.revision.number:
        return standing.document
    earlier = standing.draft.revisions.get(number=number)
    earlier.case = standing.draft.case
    return document_of(earlier)


def _lacks(checks: tuple[Check, ...], key: str) -> bool:
    return any(check.key == key and check.state is State.MISSING for check in checks)


def _parts(document: Document, standing: Standing, form: forms.Form | None) -> Iterator[ShownPart]:
    sources, names = Sources(standing.told), _names(document)
    for part in document.parts:
        lines = [_line(one, part, sources, names, form) for one in part.sentences]
        yield ShownPart(
            part=part,
            lines=[line for line in lines if not line.sentence.cells],
            rows=[line for line in lines if line.sentence.cells],
            own=form[f"added_{part.letter}"] if form else None,
        )


def _line(
    sentence: Sentence,
    part: Part,
    sources: Sources,
    names: dict[str, str],
    form: forms.Form | None,
) -> Line:
    return Line(
        sentence,
        sources.of(sentence.sources),
        written_by=names.get(sentence.written_by, ""),
        field=form[sentence.key] if form and sentence.kind is Kind.BLANK else None,
        cells=tuple(map(Cell, part.columns, sentence.cells)),
    )


def _names(document: Document) -> dict[str, str]:
    writers = {str(one.written_by) for one in document.sentences() if one.written_by}
    return {str(user.pk): user.name for user in User.objects.filter(pk__in=writers)}
