"""What still runs on a case; packages above register how to ask, as clocks are theirs to know."""

from collections.abc import Callable

from cases.models import Case

_asks: list[Callable[[Case], list[str]]] = []


def register(ask: Callable[[Case], list[str]]) -> None:
    """Add a question whose answer is what runs, each as words with a code."""
    if ask not in _asks:
        _asks.append(ask)


def still_running(case: Case) -> list[str]:
    """Give what goes on whatever becomes of the case, such as a platform's hours."""
    return [words for ask in _asks for words in ask(case)]
