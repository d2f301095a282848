"""Every way out of the house, and to what is sealed, asks for a fresh proof or says why not."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

from django.urls import URLPattern, URLResolver, resolve, reverse

from accounts.rules.step_up import ASKED, NOT_ASKED, WHEN_READ
from config.urls import urlpatterns
from tests.house.addresses import addresses

OUT = {"Content-Disposition"}
MAKES_A_FILE = {"file_of", "answer_with", "export", "export_addendum"}
OPENS = {
    "reveal", "reveal_people", "show_url", "show_notice", "read_under_glass", "break_glass",
    "issue_token", "set_feed", "make_feed",
}  # fmt: skip


@cache
def functions(module: str) -> dict[str, ast.FunctionDef]:
    """Give each function and method of a module by its name."""
    tree = ast.parse(Path(import_module(module).__file__).read_text())
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def says(module: str, name: str, words: set[str], seen: set[str]) -> bool:
    """Tell whether a function says one of these words, or one that it calls beside it does."""
    node = functions(module).get(name)
    if node is None or name in seen:
        return False
    seen.add(name)
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and one.value in words & OUT:
            return True
        if isinstance(one, ast.Attribute) and one.attr in words and ast.unparse(one.value) in {
            "services", "reading", "showing", "glass", "feeds",
        }:  # fmt: skip
            return True
        called = one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "")
        if called in MAKES_A_FILE or (called and says(module, called, words, seen)):
            return True
    return (
        "sent" in ast.unparse(node)
        and "reports.sent" in _imports(module)
        and "_file(" in (ast.unparse(node))
    )


@cache
def _imports(module: str) -> str:
    return Path(import_module(module).__file__).read_text()


def behind(view) -> list[tuple[str, str]]:
    """Give the functions that answer: a page's own, or the API's methods wherever they are kept."""
    shown = getattr(view, "cls", None)
    acts = getattr(view, "actions", None) or {}
    if shown is None or not acts:
        return [(view.__module__, shown.__name__ if shown else view.__name__)]
    methods = [getattr(shown, name) for name in acts.values()]
    return [(method.__module__, method.__name__) for method in methods]


@cache
def callbacks() -> dict[str, list[tuple[str, str]]]:
    """Give the functions behind each address, by module and name."""
    found: dict[str, list[tuple[str, str]]] = {}

    def walk(patterns, space: str) -> None:
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, one.namespace or space)
            elif isinstance(one, URLPattern) and one.name:
                name = f"{space}:{one.name}" if space else one.name
                found.setdefault(name, []).extend(behind(one.callback))

    walk(urlpatterns, "")
    return found


def test_what_answers_with_a_file_or_opens_what_is_sealed_is_in_the_table():
    leading_out = {
        name
        for name in addresses()
        for module, function in callbacks().get(name, [])
        if says(module, function, OUT | OPENS, set())
    }

    assert len(leading_out) > 40
    assert leading_out - set(ASKED) - set(NOT_ASKED) == set()


def test_the_table_names_addresses_that_there_are():
    known = set(addresses()) | {"admin:accounts_user_change"}

    assert set(ASKED) | set(NOT_ASKED) <= known
    assert not set(ASKED) & set(NOT_ASKED)
    assert len(WHEN_READ) > 20
    assert resolve(reverse("admin:accounts_user_change", args=["x"])).view_name in ASKED
