"""What changed between the versions of a determination, and what changed since the last one."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from restitution.models import Determination
from restitution.rules.question import Question
from restitution.rules.questions import QUESTIONS
from restitution.rules.remedies import REMEDIES
from restitution.rules.words import OUTCOMES, Outcome
from restitution.signal import TONES


class Change(NamedTuple):
    """One answer as it was and as it is."""

    label: str
    was: str
    now: str


class Version(NamedTuple):
    """One determination as its page shows it, with what changed from the one before."""

    row: Determination
    word: str
    tone: str
    table: str  # what the decision table said of the same facts
    outcome_was: str  # of the version before, where it was another
    changes: tuple[Change, ...]

    @property
    def agrees(self) -> bool:
        return self.row.outcome == self.row.weighed_outcome


def of_remedy(rows: Sequence[Determination]) -> list[Version]:
    """Give every version of one remedy, the latest first, as `rows` come."""
    return [_version(row, earlier) for row, earlier in zip_longest(rows, rows[1:])]


def since(row: Determination, facts: Mapping[str, str]) -> tuple[Change, ...]:
    """Give what changed in the facts of a remedy after it was determined."""
    return changes(row.remedy, row.facts, facts)


def changes(remedy: str, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Change, ...]:
    asked = REMEDIES[remedy].questions if remedy in REMEDIES else tuple(QUESTIONS)
    return tuple(
        Change(
            QUESTIONS[slug].label,
            _said(slug, before.get(slug, "")),
            _said(slug, after.get(slug, "")),
        )
        for slug in asked
        if before.get(slug, "") != after.get(slug, "")
    )


def _version(row: Determination, before: Determination | None) -> Version:
    outcome = Outcome(row.outcome)
    was = OUTCOMES[Outcome(before.outcome)] if before and before.outcome != row.outcome else ""
    return Version(
        row=row,
        word=OUTCOMES[outcome],
        tone=TONES[outcome],
        table=OUTCOMES[Outcome(row.weighed_outcome)],
        outcome_was=was,
        changes=changes(row.remedy, before.facts, row.facts) if before else (),
    )


def _said(slug: str, plain: str) -> str:
    """Say an answer as a determination kept it: a code, a day or a sum."""
    question: Question = QUESTIONS[slug]
    if not plain:
        return "Not asked yet"
    if plain in question.choices:
        return question.choices[plain]
    if question.kind == "money":
        return f"${plain}"
    try:
        day = date.fromisoformat(plain)
    except ValueError:
        return plain
    return f"{day.day} {day:%B %Y}"
