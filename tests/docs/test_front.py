"""What a newcomer reads first names what is there."""

import re
import tomllib

from tests.house.source import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
LAYERS = next(one["layers"] for one in CONTRACTS if "packages" in one["name"])


def test_the_readme_names_every_package_in_the_order_of_imports():
    table = re.findall(r"^\| `(\w+)/` \|", (ROOT / "README.md").read_text(), flags=re.MULTILINE)

    assert table == [name for layer in LAYERS for name in layer.split(" | ")]


def test_the_arrows_for_a_contributor_are_those_of_the_contract():
    said = (ROOT / "CONTRIBUTING.md").read_text()
    line = re.search(r"^config >[^`]+", said, flags=re.MULTILINE)[0]

    assert " ".join(line.split()) == " > ".join(LAYERS)


def test_the_readme_leads_to_every_guide_of_whoever_runs_it():
    said = (ROOT / "README.md").read_text()

    for name in ("set-up", "run-in-production", "upgrade", "back-up", "keep-the-keys"):
        assert f"(docs/how-to/{name}.md)" in said


def test_the_decisions_stand_in_their_order_and_none_is_left_out():
    folder = ROOT / "docs/adr"
    named = re.findall(r"^\| \[\d+\]\((\S+)\)", (folder / "README.md").read_text(), re.MULTILINE)

    assert named == sorted(path.name for path in folder.glob("0*.md"))
