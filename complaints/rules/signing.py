"""Whose sign-off a complaint wants before a person files it: one, or two (ADR 0054)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from accounts.rules import Role
from audit.rules import NotAllowed
from removal.rules.words import Coverage

ONE, TWO = 1, 2


class EndedBecause(StrEnum):
    WITHDRAWN = "withdrawn"  # the signer took it back
    CHANGED = "changed"  # the text is another one now
    RETURNED = "returned"  # somebody gave it back to draft
    SET_ASIDE = "set_aside"


class Wants(NamedTuple):
    """How many sign-offs, and why more than one."""

    people: int
    because: tuple[str, ...] = ()


# fmt: off
REASONS = {
    "coverage": "it is unclear whether the Act reaches the service",
    "foreign":  "the operator is outside the United States",
    "disputed": "the content is disputed",
}
# fmt: on

AN_ATTORNEY = "an attorney of the case"
A_SECOND = "a supervisor, or a second attorney"
ANYONE = "an attorney of the case, or a supervisor"


def wants(*, coverage: str, foreign: bool, disputed: bool) -> Wants:
    """Give how many sign-offs these facts ask for (law.md 1.9, the last gate but one)."""
    asks = {
        "coverage": coverage != Coverage.COVERED,
        "foreign": foreign,
        "disputed": disputed,
    }
    because = tuple(REASONS[name] for name, is_so in asks.items() if is_so)
    return Wants(TWO if because else ONE, because)


def still_wanted(count: int, given: Iterable[str]) -> tuple[str, ...]:
    """Say whose sign-off is still wanted, given the roles of those who signed this text."""
    roles = list(given)
    if count == ONE:
        return () if roles else (ANYONE,)
    attorneys = sum(role == Role.ATTORNEY for role in roles)
    wanted = [] if attorneys else [AN_ATTORNEY]
    others = len(roles) - (1 if attorneys else 0)
    return (*wanted, *(() if others else (A_SECOND,)))


def why_not_signer(
    *, sent: bool, wrote: bool, role: str = "", count: int = ONE, given: Iterable[str] = ()
) -> str:
    """Say why this person may not sign it, or nothing: other eyes, on the text in force."""
    if wrote:
        return "You wrote in the text in force; somebody else must sign what you wrote."
    if sent:
        return "You sent this to review, so a second person signs it off."
    wanted = still_wanted(count, given)
    if wanted == (AN_ATTORNEY,) and role != Role.ATTORNEY:
        return f"The sign-off that is still wanted is that of {AN_ATTORNEY}."
    return ""


def require_signer(
    *, sent: bool, wrote: bool, signed: bool, role: str, count: int, given: Iterable[str]
) -> None:
    """Pass if this person's sign-off is one that is wanted."""
    if signed:
        raise NotAllowed("You signed this revision already.", code="signed_already")
    why = why_not_signer(sent=sent, wrote=wrote, role=role, count=count, given=given)
    if why:
        code = "second_person_needed" if sent or wrote else "attorney_needed"
        raise NotAllowed(why, code=code)


def require_own(*, signed: bool) -> None:
    """Pass if there is a sign-off of this person's to take back."""
    if not signed:
        raise NotAllowed(
            "You have not signed the text in force, so there is nothing of yours to take back.",
            code="not_signed",
        )
