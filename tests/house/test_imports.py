"""The arrows between packages and inside them: kept, and able to break."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import PACKAGES, ROOT

LINT = Path(sys.executable).parent / "lint-imports"
BREAKS = {
    "The packages: imports only look down": (
        "cases/services/working.py",
        "from removal.models import Platform",
    ),
    "Inside a package: doors call services, services use models, models know rules": (
        "removal/services/exchange.py",
        "from removal.views import page",
    ),
    "Rules know the standard library and rules alone": (
        "deadlines/rules/hours.py",
        "from django.utils import timezone",
    ),
    "Doors write nothing by themselves: the trail is written by services": (
        "cases/api/views.py",
        "from audit import trail",
    ),
    "The command for a person's own computer stands alone": (
        "evidence/fingerprint/made.py",
        "from evidence.rules import fingerprints",
    ),
    "The server loads nothing that reads an image": (
        "evidence/services/fingerprints.py",
        "from PIL import Image",
    ),
}


def lint(at: Path) -> str:
    command = [str(LINT), "--no-cache", "--config", str(at / "pyproject.toml")]
    return subprocess.run(
        command, cwd=at, capture_output=True, text=True, check=False, timeout=120
    ).stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    at = tmp_path_factory.mktemp("house")
    for name in (*PACKAGES, "rows", "config"):
        shutil.copytree(ROOT / name, at / name, ignore=shutil.ignore_patterns("*.pyc", "static"))
    shutil.copy(ROOT / "pyproject.toml", at)
    return at


def test_every_arrow_is_kept(copy):
    said = lint(copy)

    assert f"Contracts: {len(BREAKS)} kept, 0 broken" in said


@pytest.mark.parametrize("contract", BREAKS)
def test_each_contract_can_break(copy, contract):
    name, line = BREAKS[contract]
    module = copy / name
    before = module.read_text()
    module.write_text(f"{before}\n{line}\n")

    said = lint(copy)

    module.write_text(before)
    assert f"{contract} BROKEN" in said
