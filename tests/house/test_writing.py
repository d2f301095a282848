"""Only services, the trail and migrations write; doors call one of them and nothing more."""

import ast

import pytest

from tests.house.source import ROOT, calls, functions, is_door, is_service, modules, named

WRITES = {
    "save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete",
    "update",
}  # fmt: skip
DOORS = [path for path in modules() if is_door(path)]
SERVICES = [path for path in modules() if is_service(path) and "config" not in path.parts]
# Not a write to the database, though it is called like one.
HARMLESS = {"headers.update", "context.update", "attrs.update", "fields.update", "digest.update"}


def _spoken(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    spoken = _spoken(call)
    return not any(spoken.endswith(harmless) for harmless in HARMLESS)


@pytest.mark.parametrize("path", DOORS, ids=named)
def test_a_door_writes_no_row_by_itself(path):
    written = [_spoken(call) for call in calls(ast.parse(path.read_text())) if _is_write(call)]

    assert written == [], f"{named(path)} writes; call a service"


def test_doors_and_services_were_found():
    assert len(DOORS) > 10
    assert len(SERVICES) > 8


@pytest.mark.parametrize("path", SERVICES, ids=named)
def test_every_public_service_takes_names_and_says_what_it_gives(path):
    for function in functions(path):
        if function.name.startswith("_"):
            continue
        assert not function.args.args, f"{function.name}: keyword-only, please"
        assert function.returns is not None, f"{function.name}: say what it gives"
        assert all(arg.annotation for arg in function.args.kwonlyargs), function.name


AFTER_SUBMISSION = {
    "removal.services.exchange",
    "add_receipt",
    "add_answer",
    "resolve_if_gone",
    "add_fact",
    "retract_fact",
}


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if is_door(path) or path.parts[-2:] == ("commands",)],
    ids=named,
)
def test_what_moves_a_clock_goes_through_deadlines(path):
    spoken = {_spoken(call).rsplit(".", 1)[-1] for call in calls(ast.parse(path.read_text()))}

    assert not spoken & AFTER_SUBMISSION


@pytest.mark.parametrize(
    "path", [p for p in modules() if p.parent.name == "rules" or p.stem == "rules"], ids=named
)
def test_rules_know_neither_database_nor_clock(path):
    imports = {
        name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
        )
    }

    assert not {name for name in imports if name.startswith(("django", "rest_framework"))}
    assert "datetime.now" not in path.read_text()


def test_no_signal_and_no_save_override_anywhere():
    for path in modules():
        tree = ast.parse(path.read_text())
        saves = [
            f"{named(path)}:{node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            and any(isinstance(f, ast.FunctionDef) and f.name == "save" for f in node.body)
            and any(ast.unparse(base).endswith(("Model", "CaseOwned")) for base in node.bases)
        ]
        assert saves == []
        assert "django.dispatch" not in path.read_text()


def test_no_file_is_longer_than_its_budget():
    budgets = {
        named(path): len(path.read_text().splitlines())
        for path in [*modules(), *sorted((ROOT / "tests").rglob("*.py"))]
    }

    over = {
        name: lines
        for name, lines in budgets.items()
        if lines > (300 if name.startswith("tests/") else 200)
    }
    assert over == {}
