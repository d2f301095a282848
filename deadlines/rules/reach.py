"""Whether a law may apply at all, as far as the countries on record tell; a person decides."""

from collections.abc import Collection
from enum import StrEnum


class Connection(StrEnum):
    """Why a law is taken up: what ties the matter to the country."""

    SURVIVOR_THERE = "survivor_there"
    PLATFORM_THERE = "platform_there"
    SHOWN_THERE = "shown_there"
    ATTORNEY_SAYS = "attorney_says"


class Reach(StrEnum):
    """Whether a law may apply, as far as country and platform tell."""

    SURVIVOR = "survivor"
    PLATFORM = "platform"
    UNKNOWN = "unknown"  # the case names no country
    ELSEWHERE = "elsewhere"


def reach(*, reaches: Collection[str], survivor_in: str, operator_in: str) -> Reach:
    """Give what ties a matter to a law's countries; `ELSEWHERE` is no answer that it cannot."""
    if survivor_in and survivor_in in reaches:
        return Reach.SURVIVOR
    if operator_in and operator_in in reaches:
        return Reach.PLATFORM
    return Reach.ELSEWHERE if survivor_in else Reach.UNKNOWN


def connection_contradicts(
    connection: str, *, reaches: Collection[str], survivor_in: str, operator_in: str
) -> bool:
    """Tell whether the record says otherwise than the reason given for taking a law up."""
    said = {Connection.SURVIVOR_THERE: survivor_in, Connection.PLATFORM_THERE: operator_in}
    country = said.get(Connection(connection), "")
    return bool(country) and country not in reaches
