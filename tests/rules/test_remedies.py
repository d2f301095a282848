"""Every combination of what a remedy asks comes to one outcome: the one that the law says."""

from datetime import date
from decimal import Decimal
from itertools import product
from math import prod

import pytest

from restitution.rules.facts import Fact, Reserve
from restitution.rules.questions import QUESTIONS
from restitution.rules.remedies import REMEDIES
from restitution.rules.weighing import weigh, weigh_all
from restitution.rules.words import KNOWN, Outcome
from tests.rules import remedy_oracle as oracle

TODAY = date(2026, 11, 23)
AMOUNT = Reserve(Decimal(43000), date(2026, 6, 1))
FIVE = "ynur-"
LONG_AGO, IN_TIME = date(1980, 5, 1), date(2001, 5, 1)
BARRED = {
    "y": {"born_on": Fact(KNOWN, LONG_AGO), "discovered_on": Fact(KNOWN, date(2010, 1, 1))},
    "n": {"born_on": Fact(KNOWN, IN_TIME)},
    "u": {"born_on": Fact(KNOWN, LONG_AGO), "discovered_on": Fact("unsure")},
    "r": {"born_on": Fact("rather_not"), "discovered_on": Fact("rather_not")},
    "-": {},
}
STAGES = {"b": "before_sentencing", "a": "sentenced"} | {c: oracle.CODE[c] for c in "ur-"}
COURTS = {"f": "federal", "s": "state_only", "x": "none"} | {c: oracle.CODE[c] for c in "ur-"}
RECEIVED = {
    "b": Fact(KNOWN, amount=Decimal(43000)), "a": Fact(KNOWN, amount=Decimal("43000.01")),
    "u": Fact("unsure"), "r": Fact("rather_not"), "-": Fact(),
}  # fmt: skip
WHEN = {
    "l": Fact(KNOWN, date(2025, 3, 1)), "o": Fact(KNOWN, date(2022, 9, 30)),
    "p": Fact(KNOWN, date(2022, 11, 1)), "u": Fact("unsure"), "r": Fact("rather_not"), "-": Fact(),
}  # fmt: skip


def facts(**said):
    return {slug: fact for slug, value in said.items() if (fact := _fact(value)).value}


def _fact(value):
    return value if isinstance(value, Fact) else Fact(oracle.CODE.get(value, value))


def outcome(remedy, told):
    weighed = weigh(remedy, told, today=TODAY, reserve=AMOUNT)
    return weighed.outcome.value, weighed.urgent


@pytest.mark.parametrize("remedy", REMEDIES.values(), ids=lambda one: one.code)
def test_every_combination_has_exactly_one_row_and_every_row_its_combination(remedy):
    columns = [column.slug for column in remedy.columns]
    seen, met = 0, set()

    for values in product(*(column.values for column in remedy.columns)):
        read = dict(zip(columns, values, strict=True))
        fitting = [row.id for row in remedy.rows if row.fits(read)]
        assert len(fitting) == 1, (read, fitting)
        met.update(fitting)
        seen += 1

    assert seen == prod(len(column.values) for column in remedy.columns)
    assert met == {row.id for row in remedy.rows}


def told_2255(minor, predicate, injury, barred, settled):
    offence = {"y": "2252A", "n": "none"}.get(predicate, predicate)
    return BARRED[barred] | facts(minor=minor, predicate=offence, injury=injury, settled=settled)


def test_each_2255_combination_is_what_the_law_and_the_cautious_reading_say():
    for said in product(FIVE, FIVE, FIVE, FIVE, FIVE):
        assert outcome("usc2255", told_2255(*said))[0] == oracle.usc2255(*said), said


@pytest.mark.parametrize(
    ("remedy", "slugs"),
    [
        ("usc2259", ("convicted_110", "identified", "stage", "restitution_requested",
                     "sentenced_on")),
        ("usc223h", ("convicted_223h", "identified_223h", "stage_223h", "requested_223h",
                     "sentenced_223h_on")),
    ],
)  # fmt: skip
def test_each_federal_case_is_what_the_law_and_the_cautious_reading_say(remedy, slugs):
    on, named, at, asked, day = slugs
    for said in product(COURTS, "ypnur-", FIVE, STAGES, FIVE):
        court, convicted, identified, stage, requested = said
        for ago in (None, 90, 91) if stage == "a" else (None,):
            told = facts(
                court=COURTS[court], **{on: convicted, named: identified, asked: requested}
            )
            told |= facts(**{at: STAGES[stage]})
            if ago:
                told[day] = Fact(KNOWN, date.fromordinal(TODAY.toordinal() - ago))
            expected = (
                oracle.federal(court, convicted, identified, stage),
                oracle.federal_urgent(*said[:4], ago != 91),
            )
            assert outcome(remedy, told) == expected, (said, ago)


def test_each_reserve_combination_is_what_the_law_and_the_cautious_reading_say():
    collectors = {"y": ("self", "representative"), "n": ("barred",)}
    for said in product(FIVE, "ypnur-", FIVE, RECEIVED, FIVE):
        identified, trafficking, paid, received, collector = said
        for who in collectors.get(collector, (collector,)):
            told = facts(identified=identified, convicted_trafficking=trafficking,
                         reserve_paid=paid, collector=who)  # fmt: skip
            told["restitution_received"] = RECEIVED[received]
            assert outcome("reserve", told)[0] == oracle.reserve(*said), said


def test_each_6851_combination_is_what_the_law_and_the_cautious_reading_say():
    commercial = {"n": "no", "c": "coerced", "f": "free"} | {c: oracle.CODE[c] for c in "ur-"}
    image = {"y": "real", "n": "forged"} | {c: oracle.CODE[c] for c in "ur-"}
    disclosed = {"t": "threat_only"} | {c: oracle.CODE[c] for c in FIVE}
    for said in product("ncfu-", "ytnr-", "ynu-", "ynur-", "ynr-", WHEN, "ynu-"):
        sale, shared, named, real, known, when, _ = said
        told = facts(commercial=commercial[sale], disclosed=disclosed[shared], identifiable=named)
        told |= facts(image_is=image[real], discloser_known=known, other_exception=said[-1])
        told |= facts(disclosed_on=WHEN[when])
        assert outcome("usc6851", told)[0] == oracle.usc6851(said), said


# Whether to want an order is the survivor's own: that one has a test below.
ASKED_OF_ANYBODY = [one for one in REMEDIES.values() if one.code != "protective_order"]


@pytest.mark.parametrize("remedy", ASKED_OF_ANYBODY, ids=lambda one: one.code)
def test_rather_not_say_comes_to_what_not_sure_comes_to_but_is_left_in_peace(remedy):
    for slug in remedy.questions:
        for rest in ("yes", "unsure", ""):
            others = {other: Fact(rest) for other in remedy.questions if other != slug and rest}
            doubt = weigh(remedy.code, others | {slug: Fact("unsure")}, today=TODAY)
            unsaid = weigh(remedy.code, others | {slug: Fact("rather_not")}, today=TODAY)
            again = [one.next_ask_days for one in unsaid.unsure if one.slug == slug]

            assert (unsaid.outcome, unsaid.urgent) == (doubt.outcome, doubt.urgent), slug
            assert again in ([], [None])


def test_an_order_of_protection_is_not_asked_about_twice_where_the_survivor_would_not_say():
    unsaid = facts(state="TX", protection_wanted="rather_not")

    weighed = weigh("protective_order", unsaid, today=TODAY)

    assert weighed.outcome == Outcome.UNSURE
    assert [(one.slug, one.next_ask_days) for one in weighed.unsure] == [
        ("protection_wanted", None)
    ]


@pytest.mark.parametrize("remedy", REMEDIES.values(), ids=lambda one: one.code)
def test_no_door_is_opened_or_closed_by_what_nobody_knows(remedy):
    for value in ("", "unsure", "rather_not", "a code that no question knows"):
        told = {slug: Fact(value) for slug in remedy.questions}

        weighed = weigh(remedy.code, told, today=TODAY)

        assert weighed.outcome in (Outcome.NEEDS, Outcome.UNSURE), value
        assert (weighed.met, weighed.against) == ((), ())


@pytest.mark.parametrize("remedy", REMEDIES.values(), ids=lambda one: one.code)
def test_only_a_law_in_force_and_verified_can_have_facts_that_support_it(remedy):
    supports = [row.id for row in remedy.rows if row.outcome == Outcome.SUPPORT]

    assert bool(supports) == (remedy.status == "in_force" and remedy.mark == "V")


def test_a_pending_law_is_never_more_than_a_question():
    for value in QUESTIONS["image_is"].choices:
        weighed = weigh("defiance", facts(image_is=value), today=TODAY)

        assert weighed.outcome in (Outcome.UNSURE, Outcome.NOT_ROUTE)
        assert weighed.checked_on == date(2026, 11, 22)
        assert weighed.mark == "V-2nd"


def test_all_remedies_are_weighed_in_one_order_and_each_names_its_row():
    weighed = weigh_all({}, today=TODAY)

    assert [one.remedy for one in weighed] == list(REMEDIES)
    assert all(one.row in {row.id for row in REMEDIES[one.remedy].rows} for one in weighed)
