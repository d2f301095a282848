"""How a person's requests stood when a quarter ended, whatever became of them afterwards."""

from datetime import UTC, datetime

import pytest

from removal.models import RemovalRequest
from reports.funder import serving
from reports.rules.quarters import Quarter
from tests.factories.figures import OCTOBER, Asked, World

pytestmark = pytest.mark.django_db
FIRST, SECOND = Quarter(2027, 1), Quarter(2027, 2)
JANUARY = datetime(2027, 1, 20, 15, tzinfo=UTC)


def test_a_version_sent_after_the_quarter_does_not_undo_what_was_asked_in_it(advocate):
    first, second = World(by=advocate).hold([Asked(at=OCTOBER), Asked(at=JANUARY)])
    RemovalRequest.objects.filter(pk=second.request_id).update(
        replaces=first.request_id, version=2, number=first.request.number
    )

    assert serving.outcomes([first.case_id], FIRST) == {first.case_id: "none_down"}
    assert serving.outcomes([first.case_id], SECOND) == {first.case_id: "none_down"}
