"""Which services fit, in which order, and why: R1 to R15 of law.md 3.2 as a table."""

from typing import NamedTuple

from intake.rules.facts import Facts
from intake.rules.lines import Line
from intake.rules.words import Track

VERSION = "2026-11-23"


class Step(NamedTuple):
    """One service of a plan: its code in SERVICES, why it is here, and the rules that say so."""

    service: str
    reasons: tuple[str, ...]
    rules: tuple[str, ...]


class Plan(NamedTuple):
    track: Track
    steps: tuple[Step, ...]
    nevers: tuple[str, ...]
    ask_again: tuple[str, ...]
    lines: tuple[Line, ...]


def route(facts: Facts) -> Plan:
    """Give the services that fit these facts, in the order in which they are offered."""
    return Plan(facts.track, (), (), (), ())
