"""Which questions an advocate may put to somebody, and read the answer of."""

from restitution.rules.questions import QUESTIONS, Question
from restitution.rules.words import Who

OURS = {Who.SURVIVOR, Who.ADVOCATE}


def advocate_asks(question: Question) -> bool:
    """Tell whether the survivor or the advocate could settle it; a sum is the attorney's."""
    return question.kind != "money" and bool(OURS & set(question.who_settles))


ASKED_BY_ADVOCATES: tuple[str, ...] = tuple(
    slug for slug, question in QUESTIONS.items() if advocate_asks(question)
)
