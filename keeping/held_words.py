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


def words(code: Any) -> str:
    return str(code).replace("_", " ").capitalize()


def day(at: Any) -> str:
    return f"{at.day} {at:%b %Y}" if at else ""
