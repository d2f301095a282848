"""Where a case stands for its remedies: one card a remedy, what is due, what is to ask."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from cases.models import Case
from restitution import ledger, told
from restitution.models import CourtCase, Day, Determination
from restitution.rules.facts import Reserve
from restitution.rules.remedies import REMEDIES, Remedy
from restitution.rules.reminders import DueDay, Urgency, computed, urgency
from restitution.rules.telling import DAYS, DayKind
from restitution.rules.weighing import Weighed, weigh
from restitution.rules.words import Outcome
from restitution.told import Held

ORDER = {
    Outcome.SUPPORT: 0, Outcome.NEEDS: 1, Outcome.UNSURE: 2, Outcome.UNLIKELY: 3,
    Outcome.NOT_ROUTE: 4,
}  # fmt: skip


class Card(NamedTuple):
    """One remedy on one case: what the table says of the facts, and what an attorney found."""

    remedy: Remedy
    weighed: Weighed
    found: Determination | None
    changed: tuple[str, ...]  # questions whose answers changed since it was found

    @property
    def is_open(self) -> bool:
        """Tell whether an attorney has something to find or to look at again."""
        if self.found is None:
            return self.weighed.outcome is Outcome.SUPPORT
        return bool(self.changed)


class Standing(NamedTuple):
    """A case as the desk knows it."""

    case: Case
    held: Mapping[str, Held]
    cards: tuple[Card, ...]
    days: tuple[DueDay, ...]  # to come, the first first
    today: date

    @property
    def urgent(self) -> bool:
        return any(card.weighed.urgent for card in self.cards)

    @property
    def urgency(self) -> Urgency:
        first = self.days[0] if self.days else None
        return urgency(first, urgent=self.urgent, today=self.today)

    @property
    def missing(self) -> tuple[str, ...]:
        """Give the questions nobody has asked yet, each once, where their answer still matters."""
        open_cards = (card for card in self.cards if card.weighed.outcome in _ASKING)
        return tuple(dict.fromkeys(one.slug for c in open_cards for one in c.weighed.missing))

    @property
    def unsure(self) -> tuple[str, ...]:
        open_cards = (card for card in self.cards if card.weighed.outcome in _ASKING)
        return tuple(dict.fromkeys(one.slug for c in open_cards for one in c.weighed.unsure))

    @property
    def asks_due(self) -> tuple[Held, ...]:
        """Give what was to be asked again by today."""
        return tuple(
            one for one in self.held.values() if one.next_ask_on and one.next_ask_on <= self.today
        )

    @property
    def to_find(self) -> int:
        return sum(card.is_open for card in self.cards)

    def card(self, remedy: str) -> Card:
        return next(card for card in self.cards if card.remedy.code == remedy)


_ASKING = {Outcome.SUPPORT, Outcome.NEEDS, Outcome.UNSURE}


def of_cases(cases: Collection[Case], *, now: datetime) -> list[Standing]:
    """Give where each case stands, for whoever was let in to all of it."""
    today = timezone.localdate(now)
    held, found, days = told.of_cases(cases), _found(cases), _days(cases)
    noted = ledger.reserve()
    reserve = Reserve(noted.amount, noted.as_of) if noted else None
    return [
        standing(
            case,
            held[case.pk],
            found=found[case.pk],
            days=days[case.pk],
            reserve=reserve,
            today=today,
        )
        for case in cases
    ]


def of_case(case: Case, *, now: datetime) -> Standing:
    return of_cases([case], now=now)[0]


def standing(
    case: Case,
    held: Mapping[str, Held],
    *,
    found: Mapping[str, Determination],
    days: Iterable[DueDay],
    reserve: Reserve | None,
    today: date,
) -> Standing:
    facts = told.facts(held)
    cards = tuple(
        _card(remedy, weigh(code, facts, today=today, reserve=reserve), held, found.get(code))
        for code, remedy in REMEDIES.items()
    )
    due = [*days, *(day for card in cards for day in computed(card.weighed, today=today))]
    return Standing(case, held, cards, _each_once(due, today), today)


def _card(
    remedy: Remedy, weighed: Weighed, held: Mapping[str, Held], found: Determination | None
) -> Card:
    changed = changes(found.facts, told.plain(held), remedy) if found else ()
    return Card(remedy, weighed, found, changed)


def changes(before: Mapping[str, str], after: Mapping[str, str], remedy: Remedy) -> tuple[str, ...]:
    """Give the questions of a remedy whose answers are not what they were."""
    return tuple(slug for slug in remedy.questions if before.get(slug, "") != after.get(slug, ""))


def _each_once(days: Iterable[DueDay], today: date) -> tuple[DueDay, ...]:
    """Give days to come in their order; one kind on one day is one, whoever says so."""
    known: dict[tuple[DayKind, date], DueDay] = {}
    for day in days:
        if day.on >= today:
            known.setdefault((day.kind, day.on), day)
    return tuple(sorted(known.values(), key=lambda day: (day.on, day.kind)))


def _found(cases: Collection[Case]) -> dict[UUID, dict[str, Determination]]:
    by_pk = {case.pk: case for case in cases}
    found: dict[UUID, dict[str, Determination]] = defaultdict(dict)
    for one in Determination.objects.filter(case__in=by_pk).in_force().select_related("by"):
        one.case = by_pk[one.case_id]  # its key is at hand there
        found[one.case_id][one.remedy] = one
    return found


def _days(cases: Collection[Case]) -> dict[UUID, list[DueDay]]:
    by_pk = {case.pk: case for case in cases}
    found: dict[UUID, list[DueDay]] = defaultdict(list)
    courts = CourtCase.objects.before_sentence().filter(case__in=by_pk, sentencing_on__isnull=False)
    for court in courts.order_by("sentencing_on", "number"):
        words = f"Sentencing in court case {court.number}"
        day = DueDay(f"court:{court.pk}", DayKind.SENTENCING, court.sentencing_on, words)
        found[court.case_id].append(day)
    for row in Day.objects.filter(case__in=by_pk).standing().order_by("on", "pk"):
        row.case = by_pk[row.case_id]
        kind = DayKind(row.kind)
        words = str(row.words) or DAYS[kind]
        found[row.case_id].append(DueDay(f"day:{row.pk}", kind, row.on, words, row.remedy))
    return found
