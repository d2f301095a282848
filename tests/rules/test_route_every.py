"""Every combination of the inputs gives a plan, and the never column holds in each."""

from intake.rules import SERVICES, Facts, route, routing
from intake.rules.conditions import ANY, Row, always
from intake.rules.nevers import NEVERS
from intake.rules.table import REMARKS, TABLE
from intake.rules.words import Age, Happened, Maker, Said, ServiceKind, Track, Where
from tests.rules.routed import (
    AGES,
    COUNTRIES,
    DOMAIN,
    EVERY_KIND,
    KNOWN,
    ONE_KIND,
    PLAIN,
    codes,
    every,
    fields_read,
)

BOTH_AGES = {"age_when_made": AGES, "age_now": AGES}
# Three walks; the test below them proves that nothing reads across two of them.
WALKS = (
    {**BOTH_AGES, "country": COUNTRIES, "is_synthetic": KNOWN, "file_on_own_device": KNOWN,
     "where": EVERY_KIND},
    {**BOTH_AGES, "danger_now": KNOWN, "extortion": KNOWN, "country": COUNTRIES,
     "made_by": tuple(Maker), "is_synthetic": KNOWN},
    {**BOTH_AGES, "happened": tuple(Happened), "series_known": KNOWN, "spreads": KNOWN},
)  # fmt: skip
SAFETY = {"emergency", "safety-plan"}
SEXTORTION = {"sextortion-under-18", "sextortion-adult"}
ASKING = {"platform-report", "request-48h", "report-account", "search-removal", "places-later"}
FORBIDDEN_WORDS = ("download it again", "find a copy", "revenge porn", "child porn", "eligible")


def is_adult(facts):
    return facts.age_when_made == "18plus" and facts.age_now != "under18"


def owed(facts):
    """Give each rule of law.md 3.2 as services that must be there, told without the table."""
    has_file, covered = facts.file_on_own_device == "yes", Where.COVERED in facts.where
    uk = facts.country == "GB"
    rules = [
        (not is_adult(facts), {"cybertipline", "platform-report"}),  # R2
        (not is_adult(facts) and has_file, {"take-it-down"}),
        (not is_adult(facts) and not has_file, {"ncmec-call"}),  # R4
        (covered, {"request-48h"}),  # R2, R6
        (is_adult(facts) and has_file, {"stopncii"}),  # R6
        (is_adult(facts) and not has_file, {"platform-report", "search-removal", "ccri"}),  # R7
        (Where.SEARCH in facts.where, {"search-removal"}),  # R8
        (is_adult(facts) and uk, {"rp-helpline", "uk-48h"}),  # R9
        (facts.country == "AU", {"esafety"}),  # R10
        (facts.country == "IN", {"in-grievance", "in-gac", "in-cybercrime"}),  # R11
        (is_adult(facts) and facts.is_synthetic == "yes", {"mark-forgery"}),  # R12
        (not is_adult(facts) and facts.age_now == "under18" and uk, {"report-remove"}),  # R3
        (not is_adult(facts) and "yes" in (facts.series_known, facts.spreads),  # R5
         {"project-arachnid", "ncmec-survivors", "attorney-review"}),
        (not facts.where, {"places-later"}),
        (bool(facts.where & {Where.OUTSIDE, Where.UNCLEAR}), {"chokepoints"}),
    ]  # fmt: skip
    return set().union(*(services for holds, services in rules if holds))


def barred(facts):
    rules = [
        (not is_adult(facts), {"stopncii", "copyright-notice", "sextortion-adult"}),  # R2, R14
        (is_adult(facts), {"take-it-down", "report-remove", "cybertipline", "project-arachnid"}),
        (facts.file_on_own_device != "yes", {"take-it-down", "stopncii"}),
        (facts.country != "GB" or facts.age_now != "under18", {"report-remove"}),
        (facts.made_by != "self" or facts.is_synthetic == "yes", {"copyright-notice"}),  # R12, R14
        (facts.country != "GB", {"uk-48h", "rp-helpline"}),
        (facts.country != "AU", {"esafety"}),
        (facts.country != "IN", {"in-grievance", "in-gac", "in-cybercrime"}),
        (Where.COVERED not in facts.where, {"request-48h"}),
    ]
    return set().union(*(services for holds, services in rules if holds))


def assert_is_a_plan(facts):
    plan = route(facts)
    offered = codes(plan)
    found = set(offered)
    assert len(found) == len(offered), facts
    assert found & ASKING, facts  # also when nobody told where it is
    assert owed(facts) <= found, (facts, owed(facts) - found)
    assert not barred(facts) & found, (facts, barred(facts) & found)
    assert all(step.reasons and step.rules for step in plan.steps), facts
    assert plan.lines, facts
    assert plan.nevers, facts
    first = [code for code in offered if code in SAFETY]
    then = [code for code in offered if code in SEXTORTION]
    assert offered[: len(first) + len(then)] == first + then, facts
    assert bool(first) == (facts.danger_now != "no"), facts
    assert bool(then) == (facts.extortion != "no"), facts
    assert "copyright-notice" not in offered[:-1], facts  # an extra stands last, or nowhere


def test_every_combination_of_the_laws_own_inputs_gives_a_plan():
    inputs = {
        **BOTH_AGES, "country": COUNTRIES, "is_synthetic": KNOWN, "file_on_own_device": KNOWN,
        "happened": tuple(Happened)[:4], "extortion": KNOWN, "series_known": KNOWN,
        "where": ONE_KIND,
    }  # fmt: skip
    walked = 0
    for facts in every(**inputs):
        assert_is_a_plan(facts)
        walked += 1
    assert walked == 3**2 * 6 * 3 * 3 * 4 * 3 * 3 * 8


def test_every_combination_of_places_who_took_it_and_how_far_it_spread_gives_a_plan():
    for walk in WALKS:
        for facts in every(**walk):
            assert_is_a_plan(facts)


def test_no_condition_reads_across_the_walks_so_nothing_stays_unwalked():
    conditions = [row.when for row in (*TABLE, *REMARKS, *NEVERS)]

    for read in map(fields_read, conditions):
        assert any({*read, *BOTH_AGES} <= {*walk, *BOTH_AGES} for walk in WALKS), read


def test_rather_not_say_routes_as_not_sure():
    for name, values in DOMAIN.items():
        if "unsaid" not in values:
            continue
        for base in every(age_when_made=AGES, file_on_own_device=KNOWN, country=("GB", "US")):
            kind = type(values[0])
            unsaid, unsure = (base._replace(**{name: kind(how)}) for how in ("unsaid", "unsure"))
            assert codes(route(unsaid)) == codes(route(unsure)), name


def test_the_never_column_bars_what_a_row_offers_by_mistake(monkeypatch):
    slip = Row("R6", ANY, always, tuple(SERVICES), "A slip.")
    monkeypatch.setattr(routing, "OFFERS", dict.fromkeys(Track, (slip,)))

    for facts in every(**BOTH_AGES, file_on_own_device=KNOWN, country=COUNTRIES):
        offered = set(codes(route(facts)))
        if is_adult(facts):
            assert not offered & {"take-it-down", "report-remove"}
        else:
            assert not offered & {"stopncii", "copyright-notice"}
        if facts.file_on_own_device != "yes":
            assert not offered & {"take-it-down", "stopncii"}


def test_the_table_holds_without_the_never_column(monkeypatch):
    monkeypatch.setattr(routing, "BARS", dict.fromkeys(Track, ()))

    for facts in every(
        **BOTH_AGES, file_on_own_device=KNOWN, country=COUNTRIES, made_by=tuple(Maker)
    ):
        assert_is_a_plan(facts)


def test_every_service_is_offered_by_some_row_and_every_row_offers_a_known_one():
    assert {code for row in TABLE for code in row.services} == set(SERVICES)
    assert {code for row in REMARKS for code in row.services} <= set(SERVICES)


def test_no_sentence_of_a_plan_asks_to_fetch_an_image_or_speaks_ill():
    said = [row.reason for row in (*TABLE, *REMARKS)] + [never.sentence for never in NEVERS]
    for service in SERVICES.values():
        said += [*service.steps, *service.needs, *service.limits, service.name, service.with_image]

    text = " ".join(said).lower()
    assert not [words for words in FORBIDDEN_WORDS if words in text]
    assert "download" not in text


def test_each_service_says_what_it_does_with_an_image_and_where_that_was_read():
    for service in SERVICES.values():
        assert service.steps, service.code
        assert service.needs, service.code
        assert service.limits, service.code
        assert service.with_image, service.code
        assert service.source, service.code
        assert service.kind in ServiceKind, service.code

    takes = {code for code, service in SERVICES.items() if service.takes_image}
    assert takes == {"report-remove", "project-arachnid"}
    assert all("handed over" in SERVICES[code].with_image for code in takes)


def test_nothing_said_at_all_is_a_plan_of_the_stricter_branch():
    plan = route(Facts())

    assert plan.track == "minor"
    assert codes(plan)[:3] == ["emergency", "safety-plan", "sextortion-under-18"]
    assert {"age_when_made", "danger_now", "where", "country"} <= set(plan.ask_again)
    assert route(PLAIN._replace(age_when_made=Age.UNSAID)).track == "minor"
    assert plan == route(Facts(**dict.fromkeys(("danger_now", "extortion"), Said.UNSURE)))
