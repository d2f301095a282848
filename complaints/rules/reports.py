"""What a complaint says of a CyberTipline report where a child may be shown (law.md 1.9, 6)."""

from enum import StrEnum

from audit.rules import NotAllowed

LONGEST_NUMBER = 40
LONGEST_WORDS = 2000


class TipKind(StrEnum):
    NUMBER = "number"  # a report was made, and its number may be kept here
    NO_NUMBER = "no_number"  # why there is none


class NoTip(StrEnum):
    NOT_WANTED = "not_wanted"
    ADULT = "adult"
    REPORTED_BY_OTHERS = "others"
    NUMBER_NOT_KEPT = "not_kept"
    NOT_YET = "not_yet"
    OTHER = "other"


# fmt: off
TIP_KINDS: dict[TipKind, str] = {
    TipKind.NUMBER:    "A report was made, and its number is kept here",
    TipKind.NO_NUMBER: "No number is kept here",
}

NO_TIPS: dict[NoTip, str] = {
    NoTip.NOT_WANTED:         "The survivor does not want a report",
    NoTip.ADULT:              "The person shown was an adult, as far as is known now",
    NoTip.REPORTED_BY_OTHERS: "Somebody else reported it, and the number is not known",
    NoTip.NUMBER_NOT_KEPT:    "A report was made; the survivor wants no number kept",
    NoTip.NOT_YET:            "Not reported yet; the survivor is deciding",
    NoTip.OTHER:              "Another reason",
}
# fmt: on


def require_tip(*, kind: str, number: str, agreed: bool, reason: str, words: str) -> None:
    """Pass if it is a number that the survivor agreed to keep, or a reason in a code and words."""
    if kind == TipKind.NUMBER:
        _require_number(number, agreed=agreed, reason=reason)
        return
    if number:
        raise NotAllowed("Give a number or a reason, not both.", code="tip_twice", field="number")
    if reason not in set(NoTip):
        raise NotAllowed("Choose why no number is kept.", code="reason_needed", field="reason")
    if not words:
        raise NotAllowed(
            "Say in a few words who decided this, and why.", code="words_needed", field="words"
        )
    if len(words) > LONGEST_WORDS:
        raise NotAllowed(
            f"Write at most {LONGEST_WORDS} characters.", code="too_long", field="words"
        )


def _require_number(number: str, *, agreed: bool, reason: str) -> None:
    if not number:
        raise NotAllowed("Give the report's number.", code="number_needed", field="number")
    if len(number) > LONGEST_NUMBER:
        raise NotAllowed("That is too long for a number.", code="too_long", field="number")
    if reason:
        raise NotAllowed("Give a number or a reason, not both.", code="tip_twice", field="reason")
    if not agreed:
        raise NotAllowed(
            "Keep the number only if the survivor agrees that it is kept here.",
            code="agreement_needed",
            field="agreed",
        )
