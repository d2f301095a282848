"""R1 to R15 of law.md 3.2, each by a story."""

import pytest

from intake.rules import SERVICES, facts_from, facts_of, read, route
from intake.rules.words import Age, Happened, Maker, Said, Where
from tests.rules.routed import PLAIN, codes

ADULT = PLAIN._replace(age_when_made=Age.ADULT, age_now=Age.ADULT, country="FR")
CHILD = PLAIN._replace(age_when_made=Age.UNDER18, age_now=Age.UNDER18, country="FR")
YES, NO, UNSURE = Said.YES, Said.NO, Said.UNSURE
COVERED = frozenset({Where.COVERED})
SEARCHED = frozenset({Where.SEARCH})

# fmt: off
STORIES = [
    ("R1", ADULT._replace(extortion=YES, country="US", file_on_own_device=YES, where=COVERED),
     ["sextortion-adult", "ic3", "fbi-tips", "stopncii", "request-48h"]),
    ("R1 under 18", CHILD._replace(extortion=YES, country="US", where=COVERED),
     ["sextortion-under-18", "cybertipline", "ic3", "fbi-tips", "ncmec-call", "platform-report",
      "request-48h"]),
    ("R2", CHILD._replace(file_on_own_device=YES, where=COVERED),
     ["cybertipline", "take-it-down", "platform-report", "request-48h"]),
    ("R2 not sure", CHILD._replace(age_when_made=Age.UNSURE, file_on_own_device=YES, where=COVERED),
     ["cybertipline", "take-it-down", "platform-report", "request-48h"]),
    ("R3", CHILD._replace(country="GB", file_on_own_device=YES, where=COVERED),
     ["cybertipline", "take-it-down", "platform-report", "request-48h", "report-remove"]),
    ("R4", CHILD._replace(file_on_own_device=UNSURE, where=COVERED),
     ["cybertipline", "ncmec-call", "platform-report", "request-48h"]),
    ("R5", CHILD._replace(age_now=Age.ADULT, series_known=YES, where=COVERED),
     ["cybertipline", "ncmec-call", "platform-report", "request-48h", "project-arachnid",
      "ncmec-survivors", "attorney-review"]),
    ("R6", ADULT._replace(file_on_own_device=YES, where=COVERED),
     ["stopncii", "request-48h"]),
    ("R7", ADULT._replace(file_on_own_device=NO, where=COVERED),
     ["request-48h", "platform-report", "search-removal", "ccri"]),
    ("R8", ADULT._replace(file_on_own_device=YES, where=SEARCHED),
     ["stopncii", "search-removal"]),
    ("R9", ADULT._replace(country="GB", file_on_own_device=YES, where=COVERED),
     ["stopncii", "request-48h", "rp-helpline", "uk-48h"]),
    ("R10", ADULT._replace(country="AU", file_on_own_device=YES, where=COVERED),
     ["stopncii", "request-48h", "esafety"]),
    ("R11", ADULT._replace(country="IN", file_on_own_device=YES, where=COVERED),
     ["stopncii", "request-48h", "in-grievance", "in-gac", "in-cybercrime"]),
    ("R12", ADULT._replace(is_synthetic=YES, file_on_own_device=YES, where=COVERED),
     ["stopncii", "request-48h", "mark-forgery"]),
    ("R13", CHILD._replace(is_synthetic=YES, file_on_own_device=YES, where=COVERED),
     ["cybertipline", "take-it-down", "platform-report", "request-48h"]),
    ("R14", ADULT._replace(made_by=Maker.SELF, is_synthetic=NO, file_on_own_device=YES,
                           where=COVERED),
     ["stopncii", "request-48h", "copyright-notice"]),
    ("R15", PLAIN._replace(country="FR", file_on_own_device=YES),
     ["cybertipline", "take-it-down", "platform-report", "places-later"]),
    ("danger", ADULT._replace(danger_now=YES, extortion=YES, file_on_own_device=YES, where=COVERED),
     ["emergency", "safety-plan", "sextortion-adult", "stopncii", "request-48h"]),
    ("outside", ADULT._replace(file_on_own_device=YES, where=frozenset({Where.OUTSIDE})),
     ["stopncii", "platform-report", "chokepoints"]),
    ("encrypted", CHILD._replace(where=frozenset({Where.ENCRYPTED})),
     ["cybertipline", "ncmec-call", "platform-report", "report-account"]),
]
# fmt: on


@pytest.mark.parametrize(
    ("facts", "offered"), [row[1:] for row in STORIES], ids=[s[0] for s in STORIES]
)
def test_each_rule_offers_its_services_in_its_order(facts, offered):
    assert codes(route(facts)) == offered


def step(plan, code):
    return next(step for step in plan.steps if step.service == code)


def test_an_adult_of_today_who_was_a_child_in_the_image_is_on_the_stricter_track():
    plan = route(CHILD._replace(age_now=Age.ADULT, file_on_own_device=YES))

    assert plan.track == "minor"
    assert "take-it-down" in codes(plan)
    assert "stopncii" not in codes(plan)


def test_someone_under_18_now_cannot_have_been_an_adult_when_the_image_was_made():
    plan = route(ADULT._replace(age_now=Age.UNDER18, file_on_own_device=YES))

    assert plan.track == "minor"
    assert "stopncii" not in codes(plan)


def test_take_it_down_is_offered_with_care_when_the_age_is_not_sure():
    unsure = route(PLAIN._replace(file_on_own_device=YES))
    sure = route(CHILD._replace(file_on_own_device=YES))

    assert any("not sure" in reason for reason in step(unsure, "take-it-down").reasons)
    assert not any("not sure" in reason for reason in step(sure, "take-it-down").reasons)


def test_a_threat_alone_is_told_what_works_before_and_what_waits():
    plan = route(ADULT._replace(happened=Happened.THREAT, file_on_own_device=YES, where=COVERED))

    assert any("before anything is shared" in why for why in step(plan, "stopncii").reasons)
    assert any("Nothing is known to be up" in why for why in step(plan, "request-48h").reasons)


FROM_THE_GUIDES = (
    "not your fault", "Do not pay", "Stop replying", "Keep the messages", "do not delete",
    "block", "trust", "Change passwords", "paid recovery",
)  # fmt: skip


def test_sextortion_steps_keep_the_messages_and_warn_of_paid_recovery():
    for code in ("sextortion-under-18", "sextortion-adult"):
        text = " ".join(SERVICES[code].steps)
        for words in FROM_THE_GUIDES:
            assert words in text, (code, words)
        assert text.index("Keep the messages") < text.index("block")
    assert "CyberTipline" in " ".join(SERVICES["sextortion-under-18"].steps)
    assert "1-800-843-5678" in " ".join(SERVICES["sextortion-under-18"].steps)
    assert "IC3" in " ".join(SERVICES["sextortion-adult"].steps)
    assert "FBI" in " ".join(SERVICES["sextortion-adult"].steps)


def test_a_search_is_never_said_to_take_the_page_down():
    assert any("removes results only" in limit for limit in SERVICES["search-removal"].limits)
    assert any("page is gone" in never for never in route(ADULT._replace(where=SEARCHED)).nevers)


def test_the_copyright_extra_warns_that_the_name_is_told():
    assert "name" in SERVICES["copyright-notice"].steps[0]
    assert "published" in SERVICES["copyright-notice"].steps[0]


def test_stopncii_says_why_its_pin_is_never_kept():
    assert "PIN" in SERVICES["stopncii"].never_keep
    assert "withdraw" in SERVICES["stopncii"].never_keep


def test_each_never_that_stands_in_the_way_says_why():
    assert any("StopNCII is not offered" in why for why in route(CHILD).nevers)
    assert any("StopNCII cannot start" in why for why in route(ADULT).nevers)
    assert any("Take It Down cannot start" in why for why in route(CHILD).nevers)


LINES = [
    (CHILD._replace(country="US"), ["988", "ncmec", "rainn", "emergency"]),
    (CHILD._replace(country="GB"), ["childline", "ncmec", "emergency"]),
    (CHILD._replace(country="GB", age_now=Age.ADULT), ["ncmec", "rp-helpline", "emergency"]),
    (ADULT._replace(country="US"), ["988", "ccri", "rainn", "emergency"]),
    (ADULT._replace(country="US", extortion=YES, danger_now=YES),
     ["emergency", "988", "ccri", "rainn", "fbi"]),
    (ADULT._replace(country="GB"), ["rp-helpline", "emergency"]),
    (ADULT._replace(country="IN"), ["ccri", "in-1930", "emergency"]),
    (ADULT._replace(country="FR", danger_now=UNSURE), ["emergency", "ccri"]),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "lines"), LINES)
def test_the_lines_fit_the_country_and_the_age(facts, lines):
    assert [line.code for line in route(facts).lines] == lines


def test_the_old_suicide_line_is_nowhere():
    assert all("273-8255" not in line.phone for line in route(PLAIN).lines)


def test_not_sure_is_asked_again_and_rather_not_say_is_left_in_peace():
    plan = route(CHILD._replace(series_known=UNSURE, spreads=Said.UNSAID, where=COVERED))

    assert "series_known" in plan.ask_again
    assert "spreads" not in plan.ask_again
    assert "made_by" not in plan.ask_again


def test_facts_come_back_from_what_a_plan_keeps():
    answers = read({"country": "uk", "age_now": "unsaid", "extortion": "yes"})
    facts = facts_of(answers, where=[Where.COVERED])

    assert facts_from(facts.as_json()) == facts
    assert (facts.country, facts.age_now, facts.danger_now) == ("GB", Age.UNSAID, Said.UNSURE)
    assert facts_of(read({"country": "unsure"})).country == ""


def test_a_file_of_which_nobody_told_is_not_said_to_be_elsewhere():
    for said, sure in ((NO, True), (UNSURE, False), (Said.UNSAID, False)):
        steps = route(CHILD._replace(file_on_own_device=said)).steps
        reasons = " ".join(next(one for one in steps if one.service == "ncmec-call").reasons)
        assert ("The file is not on the person's own device" in reasons) is sure
