"""Reading the house's own source, for tests that hold its rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "audit", "sealing", "accounts", "cases", "evidence", "removal", "intake", "complaints",
    "restitution", "deadlines", "handouts", "reports", "keeping",
)  # fmt: skip
DOORS = ("views", "api", "tasks", "forms", "admin")


def modules(*packages: str) -> Iterator[Path]:
    for package in packages or (*PACKAGES, "config"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_service(path: Path) -> bool:
    return "services" in {*path.parts, path.stem}


def is_door(path: Path) -> bool:
    return bool(set(DOORS) & {*path.parts, path.stem})


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef):
            yield node


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))
