"""The services of the plan: what each asks, takes and cannot do (law.md 3.1, 6 and 8)."""

from datetime import date
from typing import NamedTuple

from intake.rules.words import Mark, ServiceKind


class Service(NamedTuple):
    code: str
    name: str
    kind: ServiceKind
    steps: tuple[str, ...]
    needs: tuple[str, ...]
    with_image: str  # what it does with an image, in words for the survivor
    takes_image: bool
    limits: tuple[str, ...]
    url: str
    phone: str
    mark: Mark
    checked_on: date
    source: str
    reference: str  # what number it gives, "" when none
    never_keep: str  # why its PIN or password is never written down, "" when it has none


SERVICES: dict[str, Service] = {}
