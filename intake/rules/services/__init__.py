"""The services of the plan: what each asks, takes and cannot do (law.md 3.1, 6 and 8)."""

from intake.rules.services.abroad import ABROAD
from intake.rules.services.adults import ADULTS
from intake.rules.services.asking import ASKING
from intake.rules.services.minors import MINORS
from intake.rules.services.safety import SAFETY
from intake.rules.services.shape import Service, by_code

__all__ = ["SERVICES", "Service"]

SERVICES: dict[str, Service] = by_code(SAFETY, MINORS, ADULTS, ASKING, ABROAD)
