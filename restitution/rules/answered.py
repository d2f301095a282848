"""An answer in words."""

from restitution.rules.facts import Fact
from restitution.rules.question import Question
from restitution.rules.words import BLANK, KNOWN


def answer_words(question: Question, fact: Fact) -> str:
    """Give an answer as a worksheet shows it: the label and what was said."""
    if fact.value == KNOWN and fact.on:
        return f"{question.label}: {fact.on.day} {fact.on:%B %Y}"
    if fact.value == KNOWN and fact.amount is not None:
        return f"{question.label}: ${fact.amount:,.2f}"
    if fact.value == BLANK:
        return f"{question.label}: not asked yet"
    return f"{question.label}: {question.choices.get(fact.value, 'Not sure')}"
