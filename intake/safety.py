"""What a page shows before anything else when danger or extortion was told (law.md section 8)."""

from typing import NamedTuple

from intake.rules import SERVICES, Answers, facts_of
from intake.rules.lines import Line, lines_for
from intake.rules.words import Said, Track

URGENT = ("danger_now", "extortion")


class Safety(NamedTuple):
    danger: tuple[str, ...]
    sextortion: tuple[str, ...]
    lines: tuple[Line, ...]
    is_told: bool  # rather than not known


def safety_of(answers: Answers) -> Safety | None:
    """Give the steps to take first, unless danger and extortion were ruled out or not asked yet."""
    danger, extortion = (_open(answers, slug) for slug in URGENT)
    if not danger and not extortion:
        return None
    told = any(answers.said(slug) == Said.YES for slug in URGENT)
    code = "sextortion-adult" if answers.track is Track.ADULT else "sextortion-under-18"
    return Safety(
        danger=SERVICES["emergency"].steps if danger else (),
        sextortion=SERVICES[code].steps if extortion else (),
        lines=lines_for(facts_of(answers)),
        is_told=told,
    )


def _open(answers: Answers, slug: str) -> bool:
    return answers.has(slug) and answers.said(slug) != Said.NO
