"""Which chokepoint to ask next when a site ignores notices: a proposal, and nothing more."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from removal.rules.desk_words import Chokepoint

# The original first, then what hides it, then what shows it to others.
ORDER = (
    Chokepoint.HOST,
    Chokepoint.NETWORK,
    Chokepoint.SEARCH,
    Chokepoint.REGISTRAR,
    Chokepoint.PAYMENT,
)


class Tried(NamedTuple):
    """One who was found behind the site: whether a request went there, and whether it helped."""

    kind: str
    is_begun: bool = False
    is_sent: bool = False


class Proposal(NamedTuple):
    """What to do next: ask one that is known, finish one that is begun, or find one out."""

    act: str  # send | ask | find
    kind: str
    why: str


def next_rung(tried: Sequence[Tried], *, none: Collection[str] = ()) -> Proposal | None:
    """Give the next one; None once each kind was asked, or looked for and not found."""
    known = {one.kind for one in tried} | set(none)
    found = [
        *(Proposal("send", one.kind, DRAFTED) for one in _in_order(tried) if _is_drafted(one)),
        *(Proposal("ask", one.kind, KNOWN) for one in _in_order(tried) if not one.is_begun),
        *(Proposal("find", kind.value, WHY_FIND[kind]) for kind in ORDER if kind not in known),
    ]
    return found[0] if found else None


# The heading of the one act, where nobody of that kind is known yet.
FIND = {
    Chokepoint.HOST: "Find out who hosts it",
    Chokepoint.NETWORK: "Find out whether a network stands in front",
    Chokepoint.SEARCH: "See which search engines list it",
    Chokepoint.REGISTRAR: "Find out who registered the domain",
    Chokepoint.PAYMENT: "See who takes the money, if it sells",
}
DRAFTED = "A request to it is drafted and was not sent."
KNOWN = "It is known and was not asked yet."
WHY_FIND = {
    Chokepoint.HOST: "Only the host can remove the thing itself.",
    Chokepoint.NETWORK: "If a network stands in front, it can name the host behind it.",
    Chokepoint.SEARCH: "Results can go whatever the site does.",
    Chokepoint.REGISTRAR: "It can pass the notice on to whoever holds the name.",
    Chokepoint.PAYMENT: "If the site sells, who takes the money has rules of its own.",
}


def _is_drafted(one: Tried) -> bool:
    return one.is_begun and not one.is_sent


def _in_order(tried: Sequence[Tried]) -> list[Tried]:
    places = {kind.value: place for place, kind in enumerate(ORDER)}
    return sorted(tried, key=lambda one: places[one.kind])
