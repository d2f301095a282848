"""A small run of `python -m tests.faults.trail_run`; `make faults` has it run to 100,000 rows."""

import pytest

from tests.faults.trail import raged

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


def test_eight_writers_with_roll_backs_and_kills_raise_no_false_alarm():
    found = raged(rows=2000, kills=3)

    assert (found["false_alarms"], found["seals_fault"]) == (0, "")
    assert found["killed"] == 3
    assert found["rows"] >= 2000
    assert found["seals"] >= 3
