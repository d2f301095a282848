"""Every question, by its slug, in the order in which a worksheet asks."""

from restitution.rules.asked_claims import CLAIMS
from restitution.rules.asked_courts import COURTS
from restitution.rules.question import Question

__all__ = ["QUESTIONS", "Question"]

QUESTIONS: dict[str, Question] = {asked.slug: asked for asked in (*CLAIMS, *COURTS)}
