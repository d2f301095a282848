"""What is known of a case for its remedies, each answer with who said it and when."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from cases.models import Case
from restitution import records
from restitution.models import RemedyFact
from restitution.rules.facts import Fact
from restitution.rules.known import Known, known
from restitution.rules.questions import QUESTIONS, Question
from restitution.rules.telling import SOURCES, Source
from restitution.rules.words import KNOWN, OPEN, UNTOLD


class Held(NamedTuple):
    """The answer to one question: what a person said, or else what the case says by itself."""

    question: Question
    fact: Fact
    row: RemedyFact | None = None
    known: Known | None = None  # what the case says, whether it counts or not

    @property
    def is_open(self) -> bool:
        return self.fact.value in OPEN

    @property
    def is_of_the_case(self) -> bool:
        """Tell whether nobody had to be asked."""
        return bool(self.known and self.known.counts and self.row is None and self.fact.value)

    @property
    def differs(self) -> bool:
        """Tell whether a person said one thing and the case says another."""
        if self.row is None or self.known is None or not self.known.counts or self.is_open:
            return False
        return self.known.fact.value not in OPEN and self.fact != self.known.fact

    @property
    def words(self) -> str:
        return spoken(self.question, self.fact)

    @property
    def known_said(self) -> str:
        """Give what the case says of it, in words."""
        return spoken(self.question, self.known.fact) if self.known else ""

    @property
    def source(self) -> str:
        """Say who said it, or where the case says it."""
        if self.row is not None and self.fact == fact_of(self.row):
            return SOURCES[Source(self.row.source)]
        return self.known.words if self.known and self.known.counts else ""

    @property
    def said_at(self) -> datetime | None:
        return self.row.said_at if self.row else None

    @property
    def next_ask_on(self) -> date | None:
        """Give when to ask again, while this answer is the one that counts."""
        counts = self.row is not None and self.fact == fact_of(self.row)
        return self.row.next_ask_on if self.row and counts else None


def of_cases(cases: Collection[Case]) -> dict[UUID, dict[str, Held]]:
    """Give the answers of each case by question; cases were selected with their keys."""
    rows = _rows(cases)
    held_records = records.of(cases)
    return {case.pk: _held(rows[case.pk], known(held_records[case.pk])) for case in cases}


def of_case(case: Case) -> dict[str, Held]:
    return of_cases([case])[case.pk]


def outside(held: Held) -> Held:
    """Give an answer as the agency is shown it: without what the attorneys' ledger alone says."""
    if held.known is None or not held.known.apart:
        return held
    return Held(held.question, fact_of(held.row) if held.row else Fact(), held.row)


def facts(held: Mapping[str, Held]) -> dict[str, Fact]:
    return {slug: one.fact for slug, one in held.items() if one.fact.value}


def plain(held: Mapping[str, Held]) -> dict[str, str]:
    """Give answers as a determination keeps them: a code, a day or a sum."""
    return {slug: _plain(one) for slug, one in sorted(facts(held).items())}


def fact_of(row: RemedyFact) -> Fact:
    """Give a row as the tables read it; a day that is none any more counts as not said."""
    if row.value != KNOWN or not row.told:
        return Fact(row.value)
    if QUESTIONS[row.slug].kind == "money":
        return Fact(KNOWN, amount=Decimal(str(row.told)))
    return Fact(KNOWN, on=date.fromisoformat(str(row.told)))


def spoken(question: Question, fact: Fact) -> str:
    """Give an answer in words, as a page says it."""
    if fact.on:
        return f"{fact.on.day} {fact.on:%B %Y}"
    if fact.amount is not None:
        return f"${fact.amount:,.2f}"
    return question.choices.get(fact.value, "Not asked yet" if not fact.value else fact.value)


def _plain(fact: Fact) -> str:
    if fact.on:
        return fact.on.isoformat()
    return str(fact.amount) if fact.amount is not None else fact.value


def _rows(cases: Collection[Case]) -> dict[UUID, dict[str, RemedyFact]]:
    by_pk = {case.pk: case for case in cases}
    found: dict[UUID, dict[str, RemedyFact]] = defaultdict(dict)
    for row in RemedyFact.objects.filter(case__in=by_pk).current().select_related("said_by"):
        row.case = by_pk[row.case_id]  # its key is at hand there
        if row.slug in QUESTIONS:
            found[row.case_id][row.slug] = row
    return found


def _held(rows: Mapping[str, RemedyFact], of_case: Mapping[str, Known]) -> dict[str, Held]:
    found = {}
    for slug, question in QUESTIONS.items():
        row, known = rows.get(slug), of_case.get(slug)
        found[slug] = Held(question, _which(row, known), row, known)
    return found


def _which(row: RemedyFact | None, known: Known | None) -> Fact:
    """Give what counts: a person's word, unless they were not sure and the case is."""
    said = fact_of(row) if row else Fact()
    if known is None or not known.counts or said.value not in OPEN:
        return said
    return known.fact if known.fact.value not in UNTOLD or not said.value else said
