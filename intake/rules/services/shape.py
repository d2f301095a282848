"""What is told of a service before anyone is sent there."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from intake.rules.words import Mark, ServiceKind

COMPILED = date(2026, 11, 22)  # law.md was put together on this day from copies of each source
NO_IMAGE = "Nothing: no image is asked for, shown or handed over."


class Service(NamedTuple):
    code: str
    name: str
    kind: ServiceKind
    steps: tuple[str, ...]
    needs: tuple[str, ...] = ()
    with_image: str = NO_IMAGE  # what it does with an image, in words for the survivor
    takes_image: bool = False
    limits: tuple[str, ...] = ()
    url: str = ""
    phone: str = ""
    mark: Mark = Mark.VERIFIED
    unchecked: tuple[str, ...] = ()  # parts of this that no source was found for
    checked_on: date = COMPILED
    source: str = ""
    reference: str = ""  # what number it gives, "" when none
    never_keep: str = ""  # why its PIN or password is never written down, "" when it has none


def by_code(*groups: Iterable[Service]) -> dict[str, Service]:
    return {service.code: service for group in groups for service in group}
