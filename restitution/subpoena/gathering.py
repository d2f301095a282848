"""Every kind of information that a release may name, each with what gathers it."""

from collections.abc import Callable, Collection

from cases.models import Case
from cases.rules.release_words import Information
from restitution.subpoena import image, legal, person
from restitution.subpoena.part import Part

GATHER: dict[Information, Callable[[Case, Collection[str]], Part]] = {
    Information.IDENTITY: lambda case, _: person.identity(case),
    Information.CONTACT: lambda case, _: person.contact(case),
    Information.LOCATIONS: lambda case, _: image.locations(case),
    Information.EXCHANGE: lambda case, chosen: image.exchange(case, released=chosen),
    Information.COMPLAINT: lambda case, chosen: legal.complaint(case, released=chosen),
    Information.RESTITUTION: lambda case, _: legal.restitution(case),
    Information.REFERENCES: lambda case, _: person.references(case),
    Information.REMINDERS: lambda case, _: person.reminders(case),
}


def gathered(case: Case, chosen: Collection[str]) -> list[Part]:
    """Give the chosen kinds in the order in which a release lists them."""
    return [gather(case, chosen) for one, gather in GATHER.items() if one.value in set(chosen)]
