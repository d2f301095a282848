"""How a fact of the survivor's sheet is said: questions as they were asked, days, lists."""

from typing import Any

from intake.rules.questions import BY_SLUG


def joined(*said: Any) -> str:
    return "; ".join(str(one) for one in said if one)


def listed(said: Any) -> str:
    return ", ".join(map(str, said)) if isinstance(said, list) else str(said or "")


def asked(slug: str) -> str:
    question = BY_SLUG.get(slug)
    return question.asks if question else words(slug)


def answered(slug: str, said: Any) -> str:
    """Give an answer in the words that the question offered."""
    question = BY_SLUG.get(slug)
    offered = dict(question.choices) if question else {}
    return listed([offered.get(one, one) for one in (said if isinstance(said, list) else [said])])


def words(code: Any) -> str:
    return str(code).replace("_", " ").capitalize()


def day(at: Any) -> str:
    return f"{at.day} {at:%b %Y}" if at else ""
