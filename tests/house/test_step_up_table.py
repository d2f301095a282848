"""Every way out of the house, and to what is sealed, asks for a fresh proof or says why not."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import resolve, reverse

from accounts.rules.step_up import ASKED, NOT_ASKED, WHEN_READ
from config.urls import urlpatterns
from tests.house.addresses import addresses

OUT = {"Content-Disposition"}
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
        if isinstance(one, ast.Constant) and one.value in words:
            return True
        if isinstance(one, ast.Attribute) and one.attr in words and ast.unparse(one.value) in {
            "services", "reading", "showing", "glass", "feeds",
        }:  # fmt: skip
            return True
        called = one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "")
        if called and says(module, called, words, seen):
            return True
    return (
        "sent" in ast.unparse(node)
        and "reports.sent" in _imports(module)
        and "_file(" in (ast.unparse(node))
    )


@cache
def _imports(module: str) -> str:
    return Path(import_module(module).__file__).read_text()


@cache
def callbacks() -> dict[str, list[tuple[str, str]]]:
    """Give the functions behind each address, by module and name."""
    from django.urls import URLPattern, URLResolver

    found: dict[str, list[tuple[str, str]]] = {}

    def walk(patterns, space: str) -> None:
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, one.namespace or space)
            elif isinstance(one, URLPattern) and one.name:
                name = f"{space}:{one.name}" if space else one.name
                view = one.callback
                acts = getattr(view, "actions", None) or {}
                module = getattr(view, "cls", view).__module__ if acts else view.__module__
                names = list(acts.values()) or [view.__name__]
                found.setdefault(name, []).extend((module, each) for each in names)

    walk(urlpatterns, "")
    return found


@pytest.mark.parametrize("name", sorted(set(addresses())))
def test_what_answers_with_a_file_or_opens_what_is_sealed_is_in_the_table(name):
    words = OUT | OPENS
    leads_out = any(
        module.split(".")[0] != "django" and says(module, function, words, set())
        for module, function in callbacks().get(name, [])
    )

    assert not leads_out or name in ASKED or name in NOT_ASKED


def test_the_table_names_addresses_that_there_are():
    known = set(addresses()) | {"admin:accounts_user_change"}

    assert set(ASKED) | set(NOT_ASKED) <= known
    assert not set(ASKED) & set(NOT_ASKED)
    assert len(WHEN_READ) > 20
    assert resolve(reverse("admin:accounts_user_change", args=["x"])).view_name in ASKED
