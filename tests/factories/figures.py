"""Many requests with clocks at once, cloned from one that the services made; all invented."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

from accounts.models import User
from cases.models import Case
from deadlines.models import Clock
from removal.models import RemovalRequest, Submission
from sealing.fields import SealedTextField
from tests.factories import deadlines as made
from tests.factories import removal as removal_factory

HOUR = timedelta(hours=1)
OCTOBER = datetime(2026, 10, 5, 9, tzinfo=UTC)
FIRST = datetime(2026, 6, 1, tzinfo=UTC)
PLATFORMS = ("chirp", "murmur", "snapbook")


@dataclass(frozen=True)
class Asked:
    """One request as the platform received it, and what became of it."""

    case: int = 1
    at: datetime = OCTOBER
    hours: float | None = None  # until gone; None: not gone
    withdrawn: float | None = None  # hours until it was withdrawn
    platform: str = "chirp"
    channel: str = "web_form"
    basis: str = "proven"
    demo: bool = False

    @property
    def due_at(self) -> datetime:
        return self.at + 48 * HOUR

    @property
    def gone_at(self) -> datetime | None:
        return None if self.hours is None else self.at + self.hours * HOUR


def any_requests(dice: Random, many: int, *, until: datetime) -> Iterator[Asked]:
    """Give requests of every kind, received from June until then, by the same few people."""
    for _ in range(many):
        at = FIRST + dice.random() * (until - FIRST)
        ends = dice.choice(["gone", "gone", "open", "withdrawn"])
        after = dice.choice([-1, 0, 12.05, 48, 48.0003, 200, 2300, dice.uniform(0, 300)])
        yield Asked(
            case=dice.randrange(12),
            at=at.replace(microsecond=0),
            hours=after if ends == "gone" else None,
            withdrawn=abs(after) if ends == "withdrawn" else None,
            platform=dice.choice(PLATFORMS),
            channel=dice.choice(["web_form", "email", "other"]),
            basis=dice.choice(["proven", "inferred"]),
            demo=dice.random() < 0.1,
        )


class World:
    """Cases and clocks made from a mould; several calls add to the same cases."""

    def __init__(self, *, by: User) -> None:
        self.mould = made.clock(by=by)
        for slug in PLATFORMS:
            removal_factory.platform(slug=slug, name=slug.title())
        self.cases: dict[tuple[int, bool], Case] = {}
        self.number = 100

    def hold(self, asked: Iterable[Asked]) -> list[Clock]:
        """Keep these requests, and give their clocks in the same order; the mould is put away."""
        Clock.objects.filter(pk=self.mould.pk).update(
            closed_as="unclocked", closed_at=OCTOBER, wakes_at=None
        )
        rows = list(asked)
        self._cases(rows)
        pairs = [(one, self._request(one)) for one in rows]
        RemovalRequest.objects.bulk_create([request for _, request in pairs])
        sent = self.mould.request.submission
        Submission.objects.bulk_create(
            self._clone(sent, case=request.case, request=request, channel=one.channel)
            for one, request in pairs
        )
        return Clock.objects.bulk_create([self._clock(one, request) for one, request in pairs])

    def _cases(self, rows: list[Asked]) -> None:
        new = {(one.case, one.demo) for one in rows} - set(self.cases)
        for number, demo in sorted(new):
            code = f"{'D' if demo else 'F'}{number}"
            self.cases[number, demo] = self._clone(self.mould.case, code=code, is_demo=demo)
        Case.objects.bulk_create([self.cases[key] for key in sorted(new)])

    def _request(self, one: Asked) -> RemovalRequest:
        self.number += 1
        return self._clone(
            self.mould.request,
            case=self.cases[one.case, one.demo],
            platform_id=one.platform,
            number=self.number,
        )

    def _clock(self, one: Asked, request: RemovalRequest) -> Clock:
        ended = {"closed_at": None, "closed_as": "", "achieved_at": None}
        if one.withdrawn is not None:
            ended = {"closed_at": one.at + one.withdrawn * HOUR, "closed_as": "withdrawn"}
        elif one.gone_at is not None:
            word = "in_time" if one.gone_at <= one.due_at else "late"
            ended = {"closed_at": one.gone_at, "closed_as": word, "achieved_at": one.gone_at}
        return self._clone(
            self.mould,
            case=request.case,
            request=request,
            starts_at=one.at,
            due_at=one.due_at,
            basis=one.basis,
            wakes_at=None,
            **{"achieved_at": None, **ended},
        )

    @staticmethod
    def _clone(row, **changed):
        twin = copy(row)
        twin._state = copy(row._state)
        twin._state.adding = True
        twin._state.fields_cache = {}
        twin.pk = uuid4()
        # What is sealed is bound to the row it was written for; a clone has none of it
        sealed = [f.name for f in row._meta.fields if isinstance(f, SealedTextField)]
        for name, value in {**dict.fromkeys(sealed, ""), **changed}.items():
            setattr(twin, name, value)
        return twin
