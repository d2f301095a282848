"""Who makes a list to take along: one at a time, whatever falls silent or wakes again."""

import pytest

from cases import services as cases
from reports.models import Export
from reports.services import exporting, making
from tests.factories import cases as case_factory
from tests.services.test_exports import asked, rows_of, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return cases.moments.database_time()


def test_a_maker_that_was_taken_for_gone_writes_nothing_over_the_next(advocate, now, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", -1)
    case = case_factory.case(by=advocate)
    export = asked(advocate, now)
    making.claim(export=export, now=now - making.SILENT * 2)
    slow = Export.objects.get(pk=export.pk)

    assert making.make_waiting() == 1
    making.make(export=slow)

    export.refresh_from_db()
    assert (export.state, export.attempts, export.trouble) == ("ready", 2, "")
    assert [row["Case"] for row in rows_of(taken(export, advocate, now))] == [case.code]


def test_what_falls_silent_at_its_last_try_is_said_to_have_failed(advocate, now, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", -1)
    export = asked(advocate, now)
    for _ in range(making.TRIES):
        making.claim(export=export, now=now - making.SILENT * 2)

    assert making.make_waiting() == 0

    export.refresh_from_db()
    assert (export.state, export.trouble) == ("failed", "Silent")


def test_a_short_list_is_never_there_for_the_worker_too(advocate, now, monkeypatch):
    seen = []
    monkeypatch.setattr(making, "make", lambda *, export: seen.append(making._claimed(now=now)))

    asked(advocate, now)

    assert seen == [None]
