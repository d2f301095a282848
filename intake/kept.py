"""The answers of an intake as the rules read them, and where its places are."""

from cases.models import Case
from cases.rules import handled_as_minor
from intake.models import Intake, IntakePlace
from intake.rules import Answers, Place
from intake.rules.words import PlaceKind


def places_of(case: Case) -> list[IntakePlace]:
    """Give the case's places, each with the case at hand whose key opens it."""
    rows = list(IntakePlace.objects.filter(case=case).select_related("platform", "item"))
    for row in rows:
        row.case = case
    return rows


def answers_of(intake: Intake) -> Answers:
    """Give every answer with its words and places, opened."""
    return Answers(
        codes=intake.answers,
        told=intake.told or {},
        places=tuple(place_of(row) for row in places_of(intake.case)),
    )


def codes_of(intake: Intake) -> Answers:
    """Give the answers by their codes alone; nothing sealed is opened."""
    return Answers(codes=intake.answers)


def place_of(row: IntakePlace) -> Place:
    return Place(PlaceKind(row.kind), row.at, row.site, row.note)


def hides_places(case: Case) -> bool:
    """Tell whether addresses wait to be asked for: someone is or may be under 18."""
    return handled_as_minor(case.age_when_made)
