"""A case's money added up: by court case, by defendant, and what is watched in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from cases.models import Case
from restitution.models import CourtCase, MoneyLine, ReserveAmount
from restitution.rules import money
from restitution.rules.money import NOTHING, LineKind, OfCourt, Reserve
from restitution.rules.watches import Watch, watches

UNNAMED = "Not named"


@dataclass(frozen=True)
class Totals:
    """Sums with reversals taken off; `received` and what stands beside it are restitution alone.

    Whoever asks has been let in already: this gives figures, and no door.
    """

    courts: tuple[OfCourt, ...]
    claimed: Decimal
    reserve: Reserve | None

    def of(self, kind: LineKind) -> Decimal:
        return sum((one.of(kind) for one in self.courts), NOTHING)

    @property
    def losses(self) -> Decimal | None:
        """Give the greatest losses that a federal court found, or None."""
        return money.cap(self.courts)

    @property
    def ordered(self) -> Decimal:
        return self.of(LineKind.ORDERED)

    @property
    def received(self) -> Decimal:
        return self.of(LineKind.RECEIVED)

    @property
    def received_federal(self) -> Decimal:
        """Give what was received where section 2259 may be the ground."""
        return money.received_federal(self.courts)

    @property
    def outstanding(self) -> Decimal:
        """Give what was ordered and has not come, case by case: more in one pays no other."""
        return sum((one.outstanding for one in self.courts), NOTHING)

    @property
    def reserve_paid(self) -> Decimal:
        return self.of(LineKind.RESERVE)

    @property
    def watches(self) -> tuple[Watch, ...]:
        return watches(self.courts, claimed=self.claimed, reserve=self.reserve)


def totals(case: Case) -> Totals:
    """Give what the ledger of a case adds up to."""
    sums: dict[object, dict[str, Decimal]] = defaultdict(dict)
    lines = MoneyLine.objects.filter(case=case).order_by()
    for court_id, kind, amount in lines.values_list("court_case", "kind").annotate(Sum("amount")):
        sums[court_id][kind] = amount
    courts = CourtCase.objects.filter(case=case).order_by("number")
    claimed = LineKind.CLAIMED.value
    return Totals(
        courts=tuple(
            OfCourt(one.number, one.kind, one.offence, sums.get(one.pk, {})) for one in courts
        ),
        claimed=sum((one.get(claimed, NOTHING) for one in sums.values()), NOTHING),
        reserve=reserve(),
    )


def reserve() -> Reserve | None:
    """Give the Reserve's amount as it was noted for the latest day."""
    noted = ReserveAmount.objects.first()
    return Reserve(noted.amount, noted.as_of, noted.source) if noted else None


@dataclass(frozen=True)
class OfDefendant:
    name: str
    courts: tuple[int, ...]
    ordered: Decimal
    received: Decimal
    outstanding: Decimal


def by_defendant(courts: Iterable[CourtCase], sums: Iterable[OfCourt]) -> tuple[OfDefendant, ...]:
    """Add up by who owes: one name in two courts is one defendant, whatever its case of letters."""
    met: dict[str, list[OfCourt]] = defaultdict(list)
    names: dict[str, str] = {}
    known = {one.number: one for one in sums}
    for court in courts:
        name = " ".join(str(court.defendant).split()) or UNNAMED
        names.setdefault(name.casefold(), name)
        met[name.casefold()].append(known[court.number])
    return tuple(
        OfDefendant(
            name=names[folded],
            courts=tuple(one.number for one in theirs),
            ordered=sum((one.of(LineKind.ORDERED) for one in theirs), NOTHING),
            received=sum((one.of(LineKind.RECEIVED) for one in theirs), NOTHING),
            outstanding=sum((one.outstanding for one in theirs), NOTHING),
        )
        for folded, theirs in met.items()
    )
