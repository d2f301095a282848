"""What the reference says of figures is what the figures give, name by name."""

import dataclasses
import re
from pathlib import Path

import pytest

from reports import figures
from reports.figures.answers import LABELS
from reports.figures.kept import LARGE

TEXT = (Path(__file__).resolve().parents[2] / "docs/reference/figures.md").read_text()
SECTIONS = {
    head.splitlines()[0].strip(): head for head in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]
}
SHAPES = {
    name: shape
    for name in figures.__all__
    if dataclasses.is_dataclass(shape := getattr(figures, name))
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_field_of_a_figure_is_defined_and_nothing_else_is(name):
    told = re.findall(r"^\| `(\w+)` \|", SECTIONS[name], flags=re.MULTILINE)

    assert told == [field.name for field in dataclasses.fields(SHAPES[name])]


def test_every_figure_is_named_by_the_call_that_gives_it():
    calls = {
        name for name in figures.__all__ if name not in SHAPES and callable(getattr(figures, name))
    }

    assert {call for call in calls if f"`{call}(" not in TEXT} <= {"By"}


def test_the_numbers_told_are_those_of_the_code():
    assert f"more than {LARGE:,} requests" in TEXT
    assert all(f"`{key}`" in SECTIONS["Refusal"] for key in LABELS)
    assert "(47 U.S.C. 223a(a)(3))" in figures.OnTime.__doc__
