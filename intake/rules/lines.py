"""Lines a person can reach for help, by country and age (law.md section 8)."""

from datetime import date
from typing import NamedTuple

from intake.rules.words import Mark


class Line(NamedTuple):
    code: str
    name: str
    phone: str
    url: str
    hours: str
    what_for: str
    mark: Mark
    checked_on: date
    source: str
