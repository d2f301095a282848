"""Which services fit, in which order, and why."""

from typing import NamedTuple

from intake.rules.conditions import Row, place_unknown
from intake.rules.facts import Facts
from intake.rules.lines import Line, lines_for
from intake.rules.nevers import NEVERS
from intake.rules.table import REMARKS, TABLE
from intake.rules.words import Maker, Said, Track

VERSION = "2026-11-23"

ASKED_OF_ALL = (
    "danger_now", "extortion", "age_when_made", "is_synthetic", "happened", "file_on_own_device",
)  # fmt: skip
ASKED_OF_MINORS = ("age_now", "series_known", "spreads")

# The rows of each track, sorted out once: the table is asked often.
OFFERS = {track: tuple(row for row in TABLE if track in row.who) for track in Track}
BESIDE = {track: tuple(row for row in REMARKS if track in row.who) for track in Track}
REFUSES = {track: tuple(never for never in NEVERS if track in never.who) for track in Track}
BARS = {track: tuple(never for never in REFUSES[track] if never.bars) for track in Track}


class Step(NamedTuple):
    """One service of a plan: its code in SERVICES, why it is here, and the rules that say so."""

    service: str
    reasons: tuple[str, ...]
    rules: tuple[str, ...]


class Plan(NamedTuple):
    """What is offered in order, what is not and why, what to ask again, and who helps now."""

    track: Track
    steps: tuple[Step, ...]
    nevers: tuple[str, ...]
    ask_again: tuple[str, ...]
    lines: tuple[Line, ...]


def route(facts: Facts) -> Plan:
    """Give the services that fit these facts, in the order in which they are offered."""
    return Plan(
        track=facts.track,
        steps=_steps(facts),
        nevers=tuple(never.sentence for never in REFUSES[facts.track] if never.when(facts)),
        ask_again=ask_again(facts),
        lines=lines_for(facts),
    )


def _steps(facts: Facts) -> tuple[Step, ...]:
    offers = [row for row in OFFERS[facts.track] if row.when(facts)]
    remarks = [row for row in BESIDE[facts.track] if row.when(facts)]
    why: dict[str, list[Row]] = {code: [] for row in offers for code in row.services}
    for row in (*offers, *remarks):
        for code in why.keys() & row.services:
            why[code].append(row)
    barred = _barred(facts)
    return tuple(_step(code, rows) for code, rows in why.items() if code not in barred)


def _barred(facts: Facts) -> set[str]:
    return {code for never in BARS[facts.track] if never.when(facts) for code in never.bars}


def _step(code: str, rows: list[Row]) -> Step:
    reasons = dict.fromkeys(row.reason for row in rows)
    return Step(code, tuple(reasons), tuple(dict.fromkeys(row.rule for row in rows)))


def ask_again(facts: Facts) -> tuple[str, ...]:
    """Give the questions that nobody knew the answer to; rather not say is left in peace (R15)."""
    is_minor = facts.track is Track.MINOR
    asked = (*ASKED_OF_ALL, *ASKED_OF_MINORS) if is_minor else ASKED_OF_ALL
    again = [slug for slug in asked if getattr(facts, slug) == "unsure"]
    if not facts.country:
        again.append("country")
    if place_unknown(facts):
        again.append("where")
    if not is_minor and facts.is_synthetic is not Said.YES and facts.made_by is Maker.UNSURE:
        again.append("made_by")
    return tuple(again)
