"""Every value an input of the routing may take, and how combinations of them are walked."""

from itertools import chain, combinations, product

from intake.rules import Facts
from intake.rules.words import Age, Happened, Maker, Said, Where

KNOWN = tuple(Said)[:3]  # yes, no, unsure: "rather not say" is proved to route as unsure
AGES = tuple(Age)[:3]
COUNTRIES = ("US", "GB", "AU", "IN", "FR", "")
ONE_KIND = (frozenset(), *(frozenset({kind}) for kind in Where), frozenset(Where))
EVERY_KIND = tuple(
    frozenset(some)
    for some in chain.from_iterable(combinations(Where, n) for n in range(len(Where) + 1))
)

DOMAIN = {
    "danger_now": tuple(Said),
    "extortion": tuple(Said),
    "age_when_made": tuple(Age),
    "age_now": tuple(Age),
    "country": COUNTRIES,
    "is_synthetic": tuple(Said),
    "made_by": tuple(Maker),
    "happened": tuple(Happened),
    "where": EVERY_KIND,
    "file_on_own_device": tuple(Said),
    "series_known": tuple(Said),
    "spreads": tuple(Said),
}

PLAIN = Facts(danger_now=Said.NO, extortion=Said.NO)


def every(base=PLAIN, **domain):
    """Give the facts of every combination of these values."""
    for values in product(*domain.values()):
        yield base._replace(**dict(zip(domain, values, strict=True)))


def codes(plan):
    return [step.service for step in plan.steps]


class Spy:
    """Facts that remember which of their fields were asked for."""

    def __init__(self, facts):
        self.facts, self.asked = facts, set()

    def __getattr__(self, name):
        self.asked.update({"age_when_made", "age_now"} if name == "track" else {name})
        return getattr(self.facts, name)


def fields_read(condition):
    """Give every field that a condition ever reads: grown until no combination reads another."""
    read: set[str] = set()
    while True:
        seen = set(read)
        for facts in every(Facts(), **{name: DOMAIN[name] for name in sorted(read)}):
            spy = Spy(facts)
            condition(spy)
            seen |= spy.asked
        if seen == read:
            return read
        read = seen
