"""Who is counted for a funder in a quarter: served, released, and new once a fiscal year."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from cases.models import Case, Release
from cases.rules.release_words import Information, Purpose, RecipientKind
from cases.rules.releases import Needed, lets, taken_back_at_once
from intake.models import Intake
from reports.funder import serving
from reports.models import CountedCase, Snapshot
from reports.rules.counting import Person
from reports.rules.quarters import Quarter
from rows.reading import house


class Counted(NamedTuple):
    """The people of one report, as codes; the cases behind them stay inside."""

    quarter: Quarter
    new: Mapping[UUID, Person]
    continuing: frozenset[UUID]
    left_out: int
    new_elsewhere: Mapping[str, int]  # of each other quarter of the year, as locked


def needed(funder: str) -> Needed:
    """Give the release that lets somebody be counted (34 U.S.C. 12291(b)(2))."""
    return Needed(
        who="the funder",
        recipient_kind=RecipientKind.FUNDER.value,
        recipient_ref=funder,
        purpose=Purpose.COUNTING.value,
        information=frozenset({Information.COUNTED.value}),
    )


@house("count for a funder")
def counted(quarter: Quarter, *, funder: str, now: datetime, hold: bool = False) -> Counted:
    """Count a quarter by the releases that stand now; `hold` keeps them from changing meanwhile."""
    services = serving.served(quarter)
    free = _released(services, funder=funder, now=now, hold=hold)
    elsewhere = _new_elsewhere(quarter, funder)
    before = {case_id for cases in elsewhere.values() for case_id in cases}
    new = [case_id for case_id in services if case_id in free and case_id not in before]
    return Counted(
        quarter=quarter,
        new=_people(new, quarter, services),
        continuing=frozenset(free & before),
        left_out=len(services) - len(free),
        new_elsewhere={code: len(cases) for code, cases in elsewhere.items()},
    )


def _released(
    cases: Collection[UUID], *, funder: str, now: datetime, hold: bool
) -> frozenset[UUID]:
    asked = needed(funder)
    meant = Release.objects.filter(case__in=list(cases), purpose=asked.purpose).to_recipient(
        asked.recipient_kind, asked.recipient_ref
    )
    rows = meant.select_for_update(of=("self",), no_key=True) if hold else meant
    return frozenset(
        one.case_id
        for one in rows.order_by("pk").defer("held_at", "revoked_because")
        if lets(taken_back_at_once(one.terms, now), asked, now)
    )


def _new_elsewhere(quarter: Quarter, funder: str) -> dict[str, set[UUID]]:
    """Give who was new in the other quarters of the year, as their latest reports have it."""
    others = Snapshot.objects.filter(funder=funder).of_year(quarter.year).current()
    others = others.exclude(quarter=quarter.code)
    found: dict[str, set[UUID]] = {code: set() for code in others.values_list("quarter", flat=True)}
    rows = CountedCase.objects.filter(snapshot__in=others, is_new=True)
    for code, case_id in rows.values_list("snapshot__quarter", "case_id"):
        found[code].add(case_id)
    return dict(sorted(found.items()))


def _people(
    cases: Collection[UUID], quarter: Quarter, services: Mapping[UUID, frozenset[str]]
) -> dict[UUID, Person]:
    said = dict(Intake.objects.filter(case__in=cases).values_list("case_id", "answers"))
    came = dict(Intake.objects.filter(case__in=cases).values_list("case_id", "channel"))
    outcomes = serving.outcomes(cases, quarter)
    facts = Case.objects.filter(pk__in=cases).values_list("pk", "country", "age_when_made")
    return {
        pk: _person(said.get(pk, {}), country, age)._replace(
            channel=came.get(pk, ""),
            outcome=outcomes.get(pk, "not_asked"),
            services=services[pk],
        )
        for pk, country, age in facts
    }


def _person(said: Mapping[str, str], country: str, age_when_made: str) -> Person:
    return Person(
        age_now=said.get("age_now", ""),
        age_when_made=said.get("age_when_made", age_when_made),
        country=country,
        happened=said.get("happened", ""),
        extortion=said.get("extortion", ""),
        synthetic=said.get("is_synthetic", ""),
    )
