"""What a complaint shows of the person it is about: theirs to choose, field by field (ADR 0053)."""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from cases.rules.release_words import Information


class Person(StrEnum):
    """How the text speaks of the person shown; never by the name on record."""

    DEPICTED = "depicted"  # "the depicted person"
    PSEUDONYM = "pseudonym"


class Contact(StrEnum):
    """Which contact the text may hold."""

    AGENCY = "agency"  # the filer's own alone
    CHOSEN = "chosen"  # the channel that the survivor chose for this


class Addresses(StrEnum):
    ON_REQUEST = "on_request"  # item labels; the regulator may ask the filer for addresses
    SHOWN = "shown"


class Age(StrEnum):
    """Whether the text says in which band of age a person shown was when an image was made."""

    NOT_TOLD = "not_told"
    BAND = "band"


class Harm(StrEnum):
    """Categories alone, never a description (law.md 1.9)."""

    WORK = "work"
    SCHOOL = "school"
    HOME = "home"
    MONEY = "money"
    HEALTH = "health"
    SAFETY = "safety"
    FAMILY = "family"
    CONTACT_BY_STRANGERS = "strangers"


class Exposure(NamedTuple):
    """What the text may show; each default is the most protective answer."""

    person: Person = Person.DEPICTED
    pseudonym: str = ""
    contact: Contact = Contact.AGENCY
    contact_words: str = ""  # the channel, where it is chosen
    addresses: Addresses = Addresses.ON_REQUEST
    references: bool = False  # the numbers of reports made elsewhere
    harm: tuple[Harm, ...] = ()
    age: Age = Age.NOT_TOLD
    state: str = ""  # a US state's or territory's code; "" is not told
    basis: bool = False  # why the images are not consensual
    recognised_by: bool = False  # face, name, tattoo…


PROTECTIVE = Exposure()

# What a release must cover beside the complaint itself, before a field may be shown.
ALSO_NEEDS: dict[str, Information] = {
    "contact": Information.CONTACT,
    "addresses": Information.LOCATIONS,
    "references": Information.REFERENCES,
}


def shown(chosen: Exposure, *, minor: bool, covered: Collection[str]) -> Exposure:
    """Give what the text shows: the choice, narrowed by the release and by who may be a child.

    Where anyone shown was or may have been under 18, no address and nothing that tells who.
    """
    may = chosen if not minor else _without_who(chosen)
    if ALSO_NEEDS["contact"].value not in covered:
        may = may._replace(contact=Contact.AGENCY, contact_words="")
    if ALSO_NEEDS["addresses"].value not in covered:
        may = may._replace(addresses=Addresses.ON_REQUEST)
    if ALSO_NEEDS["references"].value not in covered:
        may = may._replace(references=False)
    return may


def _without_who(chosen: Exposure) -> Exposure:
    return PROTECTIVE._replace(references=chosen.references, harm=chosen.harm, age=chosen.age)
