"""A typed time is one moment: the night's double hour is asked about, the skipped one refused."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import timezone

from accounts.moments import NEVER, TWICE, MomentField

ROOT = Path(__file__).parents[2]
NEW_YORK = ZoneInfo("America/New_York")


class Told(forms.Form):
    at = MomentField()


@pytest.fixture(autouse=True)
def in_new_york():
    with timezone.override(NEW_YORK):
        yield


# fmt: off
TYPED = [
    ("2026-11-01T00:59", "",       datetime(2026, 11, 1, 4, 59, tzinfo=UTC)),
    ("2026-11-01T01:30", "first",  datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
    ("2026-11-01T01:30", "second", datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
    ("2026-11-01T02:00", "",       datetime(2026, 11, 1, 7, 0, tzinfo=UTC)),
    ("2026-11-01T02:00", "second", datetime(2026, 11, 1, 7, 0, tzinfo=UTC)),
    ("2026-11-01T01:30:00-05:00", "", datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),
]
# fmt: on


@pytest.mark.parametrize(("text", "reading", "at"), TYPED)
def test_a_time_is_read_as_the_moment_that_is_meant(text, reading, at):
    form = Told({"at": text, "at_reading": reading})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == at


def test_a_time_that_came_twice_is_refused_with_both_readings_to_choose():
    form = Told({"at": "2026-11-01T01:30"})

    assert form.errors["at"] == [TWICE]
    drawn = str(form)
    assert 'name="at_reading" value="first"' in " ".join(drawn.split())
    assert "01:30 EDT, before the clocks went back (05:30 UTC)" in drawn
    assert "01:30 EST, after they went back (06:30 UTC)" in drawn


def test_a_time_that_never_was_is_refused_and_offers_nothing():
    form = Told({"at": "2026-03-08T02:30"})

    assert form.errors["at"] == [NEVER]
    assert "at_reading" not in str(form)


def test_a_known_moment_keeps_which_of_the_two_it_was():
    drawn = str(Told(initial={"at": datetime(2026, 11, 1, 6, 30, tzinfo=UTC)}))

    second = drawn[drawn.index('value="second"') :]
    assert "checked" in second[: second.index("<label")]


def test_every_typed_moment_of_the_house_is_read_so():
    found = subprocess.run(
        ["git", "grep", "-lE", r"forms\.DateTimeField\(", "--", "*.py", ":!tests"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert found.stdout == ""
