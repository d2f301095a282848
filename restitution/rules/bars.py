"""Days that the law counts: ends of old limits, reminders, the ninety days after sentencing.

Whoever is born on 29 February has no such day in most years. Where a right ends, the later day is
taken (1 March), so that nobody is told too early that it ended; where a reminder is set, the
earlier one.
"""

from datetime import date, timedelta
from decimal import Decimal

from restitution.rules.facts import Reserve, Told
from restitution.rules.money import RESERVE_BASE
from restitution.rules.table import Dated
from restitution.rules.words import BEFORE, BLANK, NO, OPEN, SINCE, SURE_NOT, UNSAID, YES, Mark

SCHEME_LINE, TIDA_LINE = date(2018, 12, 7), date(2025, 5, 19)
BARRED_LINE = date(2022, 9, 16)
ACT_LINE = date(2022, 10, 1)
LOSSES_WITHIN = timedelta(days=90)  # 18 U.S.C. 3664(d)(5), U
LEGS = {
    "born_on": "The first old-law period, to the 28th birthday",
    "discovered_on": "The second, ten years from discovery",
}
OF_AGE, OLD_YEARS = 18, 10
USUAL_YEARS, REMINDER_YEARS = 4, 3  # 28 U.S.C. 1658 as the usual reading, U


def years_after(day: date, years: int) -> date:
    """Give the same day of a later year; 1 March for a 29 February that the year lacks."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_after_early(day: date, years: int) -> date:
    """Give the same day of a later year; 28 February for a 29 February that the year lacks."""
    late = years_after(day, years)
    return late if (late.month, late.day) == (day.month, day.day) else late - timedelta(days=1)


def ended_28(born: date) -> date:
    """Give the end of ten years after turning 18; by 29 February, the later reading."""
    return max(years_after(years_after(born, OF_AGE), OLD_YEARS), years_after(born, 28))


def ended_10(found: date) -> date:
    return years_after(found, OLD_YEARS)


def leg(told: Told, slug: str) -> str:
    """Say whether one old-law period had ended before the line: yes, no, or why nobody knows."""
    said = told.fact(slug).value
    if said in (BEFORE, SINCE):
        return YES if said == BEFORE else NO
    if said in (BLANK, UNSAID):
        return said
    day = told.day(slug)
    if day is None:
        return SURE_NOT
    return YES if _end(slug, day) < BARRED_LINE else NO


def barred_by_legs(told: Told) -> str:
    """Say whether both legs had ended: the later one counted, so one that still ran is enough."""
    legs = {leg(told, "born_on"), leg(told, "discovered_on")}
    if NO in legs:
        return NO
    if legs == {YES}:
        return YES
    return next(why for why in (BLANK, SURE_NOT, UNSAID) if why in legs)


def barred(told: Told) -> str:
    """Say whether a claim was out of time on 16 September 2022 (18 U.S.C. 2255(b)).

    An attorney's finding counts where the two legs say nothing else; two that disagree are unsure.
    """
    legs, finding = barred_by_legs(told), told.fact("time_barred").value
    if finding in (BLANK, UNSAID):
        return legs
    if finding in (YES, NO) and legs not in (YES, NO):
        return finding
    return legs if finding == legs else SURE_NOT


def legs_2255(told: Told) -> tuple[Dated, ...]:
    """Give the end of each old-law period whose day is told."""
    days = {slug: told.day(slug) for slug in LEGS}
    return tuple(
        Dated(f"leg_{slug}", end, f"{words}, {_ended(end)}.", Mark.VERIFIED)
        for slug, words in LEGS.items()
        if (day := days[slug]) and (end := _end(slug, day))
    )


def leg_words(told: Told) -> tuple[str, ...]:
    """Say of each old-law period how it stood on the line, whether or not its day is told."""
    said = {YES: "had ended by then", NO: "still ran", BLANK: "is not asked for yet"}
    return tuple(
        f"{words}: on 16 September 2022 it {said.get(leg(told, slug), 'is not known')}."
        for slug, words in LEGS.items()
    )


def _end(slug: str, day: date) -> date:
    return ended_28(day) if slug == "born_on" else ended_10(day)


def _ended(end: date) -> str:
    was = "had" if end < BARRED_LINE else "had not"
    return f"{was} ended before 16 September 2022"


def disclosed_when(told: Told) -> str:
    """Say how the latest disclosure lies to 1 October 2022 and to four years before today."""
    said, day = told.fact("disclosed_on").value, told.day("disclosed_on")
    if said in (BLANK, UNSAID, BEFORE):
        return said
    if day is None:
        # On this side of the line, and no day: four years cannot have run before these have.
        is_new = said == SINCE and told.today <= years_after(ACT_LINE, USUAL_YEARS)
        return SINCE if is_new else SURE_NOT
    if day < ACT_LINE:
        return BEFORE
    if day > told.today:
        return SURE_NOT
    return SINCE if told.today <= years_after(day, USUAL_YEARS) else "past"


def limits_6851(told: Told) -> tuple[Dated, ...]:
    days = {told.day(slug) for slug in ("first_disclosed_on", "disclosed_on")}
    return tuple(
        dated
        for day in sorted(day for day in days if day and day >= ACT_LINE)
        for dated in _6851(day)
    )


def _6851(day: date) -> tuple[Dated, Dated]:
    said = f"the disclosure of {day.day} {day:%B %Y}"
    return (
        Dated(
            "reminder_3_years", years_after_early(day, REMINDER_YEARS),
            f"Three years after {said}: look at the time again.", Mark.UNVERIFIED, remind=True,
        ),
        Dated(
            "usual_4_years", years_after_early(day, USUAL_YEARS),
            f"Four years after {said}: the usual reading of 28 U.S.C. 1658.", Mark.UNVERIFIED,
            remind=True, is_limit=True,
        ),
    )  # fmt: skip


def stage(told: Told, stage_slug: str, day_slug: str) -> str:
    """Say the stage of a federal case; a day that contradicts it makes it unsure."""
    said, day = told.fact(stage_slug).value, told.day(day_slug)
    if said in OPEN and day:
        return "before_sentencing" if day >= told.today else SURE_NOT
    if day and said in ("before_sentencing", "sentenced"):
        fits = day <= told.today if said == "sentenced" else day >= told.today
        return said if fits else SURE_NOT
    return said if said in ("before_sentencing", "sentenced", BLANK, UNSAID) else SURE_NOT


def window(told: Told, day_slug: str) -> str:
    """Say whether the ninety days after sentencing still run; with no day known they may."""
    day = told.day(day_slug)
    return "closed" if day and told.today > day + LOSSES_WITHIN else "open"


def of_sentencing(told: Told, day_slug: str) -> tuple[Dated, ...]:
    day = told.day(day_slug)
    if day is None:
        return ()
    return (
        Dated("sentencing", day, "The sentencing: a request goes in before it.", Mark.VERIFIED,
              remind=day >= told.today),
        Dated("losses_90_days", day + LOSSES_WITHIN,
              "Ninety days after the sentencing: losses may be settled until then.",
              Mark.UNVERIFIED, remind=day + LOSSES_WITHIN >= told.today),
    )  # fmt: skip


def received_beside(received: Decimal | None, reserve: Reserve | None) -> str:
    """Say how what was received lies to the Reserve's amount: above it, or not above it."""
    if received is None:
        return SURE_NOT
    if received <= RESERVE_BASE or (reserve and received <= reserve.amount):
        return "below"
    return "above" if reserve else SURE_NOT
