"""Lines a person can reach for help, by country and age (law.md section 8)."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from intake.rules.facts import Facts
from intake.rules.services.shape import COMPILED
from intake.rules.words import Age, Mark, Said, Track

# Common knowledge, and marked so: no source was read for them.
EMERGENCY = {"US": "911", "GB": "999", "AU": "000", "IN": "112"}


class Line(NamedTuple):
    code: str
    name: str
    what_for: str
    phone: str = ""
    url: str = ""
    hours: str = ""
    mark: Mark = Mark.VERIFIED
    checked_on: date = COMPILED
    source: str = ""
    unchecked: str = ""  # the part of it that no source was found for


def _us(facts: Facts) -> bool:
    return facts.country in {"US", ""}  # not said: most of the agency's survivors are there


def _adult_now(facts: Facts) -> bool:
    return facts.track is Track.ADULT or facts.age_now is Age.ADULT


# fmt: off
LINES: tuple[tuple[Callable[[Facts], bool], Line], ...] = (
    (_us, Line(
        "988", "988 Suicide and Crisis Lifeline", "Any crisis of the mind, for anyone.",
        "988", "", "At any hour: call, text or chat", source="http://www.northescambia.com/2022/07/"
        "988-hotline-is-the-new-national-suicide-and-crisis-lifeline")),
    (lambda facts: facts.country == "GB" and not _adult_now(facts), Line(
        "childline", "Childline", "Someone to talk to, for young people in the UK.",
        "0800 1111", "https://www.childline.org.uk", unchecked="The number.",
        source="https://www.childline.org.uk/info-advice/bullying-abuse-safety/"
               "online-mobile-safety/report-remove-down/")),
    (lambda facts: facts.track is Track.MINOR, Line(
        "ncmec", "NCMEC: 1-800-THE-LOST", "Images of someone under 18, from any country.",
        "1-800-843-5678", "https://report.cybertip.org", source="https://takeitdown.ncmec.org/faq/",
    )),
    (lambda facts: _adult_now(facts) and facts.country != "GB", Line(
        "ccri", "CCRI Image Abuse Helpline", "Adults whose intimate images are shared. The helpline"
        " is in the United States; the Safety Center is for anyone.",
        "1-844-878-2274", "https://cybercivilrights.org/ccri-safety-center", "At any hour",
        source="https://ovc.ojp.gov/funding/awards/15povc-23-gk-01579-nonf")),
    (lambda facts: facts.country == "GB" and _adult_now(facts), Line(
        "rp-helpline", "revengepornhelpline.org.uk (its own name)",
        "Adults in the UK whose intimate images are shared.",
        "", "https://revengepornhelpline.org.uk", "Monday to Friday, 10:00 to 16:00",
        source="https://revengepornhelpline.org.uk/information-and-advice/reporting-content/"
               "reporting-to-social-media/")),
    (_us, Line(
        "rainn", "RAINN", "Sexual violence of any kind, with someone to talk to.",
        "1-800-656-4673", "https://rainn.org", "At any hour: call or chat", Mark.SECOND_HAND,
        source="https://rainn.org/get-help/national-sexual-assault-hotline")),
    (lambda facts: _us(facts) and facts.extortion is not Said.NO, Line(
        "fbi", "FBI", "Extortion and threats.",
        "1-800-225-5324", "https://tips.fbi.gov", unchecked="The digits of 1-800-CALL-FBI.",
        source="https://www.getpeeps.app/safety/resources/blackmail")),
    (lambda facts: facts.country == "AU", Line(
        "esafety", "eSafety Commissioner", "Reports of intimate images in Australia.",
        "", "https://www.esafety.gov.au", mark=Mark.UNVERIFIED, unchecked="The web address.",
        source="http://www.austlii.edu.au/au/legis/cth/consol_act/osa2021154/s77.html")),
    (lambda facts: facts.country == "IN", Line(
        "in-1930", "1930", "Cybercrime in India.",
        "1930", "https://cybercrime.gov.in", mark=Mark.SECOND_HAND,
        source="https://www.shankariasparliament.com/current-affairs/prelim-bits-6/"
               "information-technology-intermediary-guidelines-and-digital-media-ethics-code-"
               "amendment-rules-2026")),
)
# fmt: on


def lines_for(facts: Facts) -> tuple[Line, ...]:
    """Give the lines for this person; the emergency number first unless danger was ruled out."""
    found = tuple(line for fits, line in LINES if fits(facts))
    emergency = _emergency(facts.country)
    return (*found, emergency) if facts.danger_now is Said.NO else (emergency, *found)


def _emergency(country: str) -> Line:
    number = EMERGENCY.get(country, "")
    name = "Emergency number" if number else "The emergency number where you are"
    what_for = "Danger right now, to anyone." if country else "In the United States 911."
    return Line("emergency", name, what_for, number, mark=Mark.UNVERIFIED, unchecked="The number.")
