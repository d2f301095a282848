"""What an intake asks and which services fit; standard library and lower rules only."""

from intake.rules.answers import Answers, Place, Refused, read
from intake.rules.facts import Facts, facts_from, facts_of
from intake.rules.questions import BY_SLUG, QUESTIONS, Part, Question, asked, next_question
from intake.rules.routing import VERSION, Plan, Step, route
from intake.rules.services import SERVICES, Service

__all__ = [
    "BY_SLUG",
    "QUESTIONS",
    "SERVICES",
    "VERSION",
    "Answers",
    "Facts",
    "Part",
    "Place",
    "Plan",
    "Question",
    "Refused",
    "Service",
    "Step",
    "asked",
    "facts_from",
    "facts_of",
    "next_question",
    "read",
    "route",
]
