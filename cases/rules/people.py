"""The people round a survivor, and who of them may never act (28 CFR 94.115, law.md 1.5)."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from audit.rules import NotAllowed
from cases.rules.kinds import AgeWhenMade, AuthorityKind


class PersonPart(StrEnum):
    """What someone is to the survivor in this matter."""

    GUARDIAN = "guardian"
    PARENT = "parent"
    SUPPORTER = "supporter"
    WITNESS = "witness"
    CAUSING_HARM = "causing_harm"
    ATTORNEY = "attorney"
    OTHER = "other"


class Harm(StrEnum):
    """Unsure is a value: until the survivor says no, nobody acts for them."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Scope(StrEnum):
    """What an authority is for; one that does not name an act does not cover it."""

    SIGN_REQUESTS = "sign_requests"
    SIGN_RELEASES = "sign_releases"
    SPEAK = "speak"
    RECEIVE_MAIL = "receive_mail"
    RESTITUTION = "restitution"


# fmt: off
PARTS: dict[PersonPart, str] = {
    PersonPart.GUARDIAN:     "Guardian",
    PersonPart.PARENT:       "Parent",
    PersonPart.SUPPORTER:    "Supporter",
    PersonPart.WITNESS:      "Witness",
    PersonPart.CAUSING_HARM: "Causing the harm",
    PersonPart.ATTORNEY:     "Attorney",
    PersonPart.OTHER:        "Someone else",
}

HARMS: dict[Harm, str] = {
    Harm.NO:     "No",
    Harm.YES:    "Yes",
    Harm.UNSURE: "Not sure",
}

SCOPES: dict[Scope, str] = {
    Scope.SIGN_REQUESTS: "Sign removal requests",
    Scope.SIGN_RELEASES: "Sign releases of information",
    Scope.SPEAK:         "Speak with us about the case",
    Scope.RECEIVE_MAIL:  "Receive mail from us",
    Scope.RESTITUTION:   "Act in restitution",
}
# fmt: on


class Harms(NamedTuple):
    """What is known of a person as far as it bars them from acting."""

    causes_harm: str
    harms_other_parent: str = Harm.UNSURE.value


class Standing(NamedTuple):
    """An authority as far as an act under it asks."""

    starts_on: date
    ends_on: date | None
    revoked_on: date | None
    scope: Collection[str]


def why_barred(harms: Harms, kind: str) -> str:
    """Give why a person may not hold an authority of this kind, or nothing."""
    if harms.causes_harm != Harm.NO:
        return (
            "Someone who may be causing the harm cannot act for the person shown."
            " Ask the survivor who else could."
        )
    if harms.harms_other_parent == Harm.YES:
        return (
            "Someone who harms the survivor's other parent cannot act for the survivor."
            " Ask the survivor who else could."
        )
    if kind == AuthorityKind.PARENT_GUARDIAN and harms.harms_other_parent != Harm.NO:
        return (
            "A parent or guardian acts only when it is clear that they do not harm the other"
            " parent. Ask the survivor alone."
        )
    return ""


def require_may_act(harms: Harms, kind: str) -> None:
    """Refuse authority to whoever causes the harm, or may."""
    why = why_barred(harms, kind)
    if why:
        of_the_parent = harms.causes_harm == Harm.NO
        field = "harms_other_parent" if of_the_parent else "causes_harm"
        raise NotAllowed(why, code="authority_causes_harm", field=field)


def require_of_age(kind: str, age_when_made: str) -> None:
    """Refuse a parent's authority over an adult: it ended at 18 (law.md 1.5)."""
    if kind == AuthorityKind.PARENT_GUARDIAN and age_when_made == AgeWhenMade.ADULT:
        raise NotAllowed(
            "The survivor is an adult: being a parent or guardian lets nobody act for them. Record"
            " what does: a written authorisation, a power of attorney, or a court's appointment.",
            code="authority_of_an_adult",
            field="kind",
        )


def why_not_of_age(kind: str, *ages: str) -> str:
    """Give why a parent may not act for who is known to be an adult, or nothing (law.md 1.5)."""
    if kind == AuthorityKind.PARENT_GUARDIAN and AgeWhenMade.ADULT in ages:
        return (
            "The survivor is an adult: being a parent or guardian lets nobody act for them any"
            " more. Ask the survivor."
        )
    return ""


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one: case, accents, order and points aside."""
    return bool(_words(one)) and _words(one) == _words(other)


def harm_said(part: str, causes_harm: str) -> str:
    """Give what is recorded: whoever's part is causing harm causes it, whatever else was said."""
    return Harm.YES.value if part == PersonPart.CAUSING_HARM else causes_harm


def require_scope(scope: Iterable[str]) -> list[str]:
    """Give the scope once each, in the house's order; refuse an empty or unknown one."""
    told = set(scope)
    if not told or not told <= {one.value for one in Scope}:
        raise NotAllowed(
            "Say what this person may do: at least one act.", code="scope_missing", field="scope"
        )
    return [one.value for one in Scope if one.value in told]


def why_not_under(authority: Standing, *, scope: Scope, on: date) -> str:
    """Give why nothing may be done under this authority on that day, or nothing."""
    if authority.revoked_on and authority.revoked_on <= on:
        return "This authority was revoked."
    if authority.ends_on and authority.ends_on < on:
        return f"This authority ended on {_day(authority.ends_on)}."
    if authority.starts_on > on:
        return f"This authority starts on {_day(authority.starts_on)}."
    if scope not in authority.scope:
        return f"This authority does not say that they may {SCOPES[scope].lower()}."
    return ""


def _words(name: str) -> frozenset[str]:
    bare = unicodedata.normalize("NFKD", name).casefold()
    return frozenset(re.findall(r"\w+", "".join(c for c in bare if not unicodedata.combining(c))))


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
