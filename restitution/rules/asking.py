"""Which questions an advocate may put to somebody, and read the answer of."""

from functools import cache


@cache
def advocates_ask() -> tuple[str, ...]:
    """Give the questions that the survivor or the advocate could settle, none about a sum."""
    from restitution.rules.questions import QUESTIONS

    ours = {"survivor", "advocate"}
    return tuple(
        sorted(
            slug
            for slug, asked in QUESTIONS.items()
            if ours & set(asked.who_settles) and asked.kind != "money"
        )
    )
