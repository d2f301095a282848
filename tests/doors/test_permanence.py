"""What System, the health address and the watchdog say of backups, trials, seals and held mail."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from deadlines.models import Heartbeat
from deadlines.services import holding, permanence, sweep, watching
from deadlines.services.heartbeats import beat, database_time
from tests.factories import cases

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def page(administrator, client_for):
    def asked():
        html = client_for(administrator).get(reverse("deadlines:system")).content.decode()
        return re.sub(r"\s+", " ", html)

    return asked


def aged(name, span, **found):
    beat(name=name, found=found)
    Heartbeat.objects.filter(name=name).update(at=database_time() - span)


def test_a_house_without_real_cases_is_not_asked_for_a_backup(page):
    assert permanence.look().problems == []
    assert "There is no backup yet" not in page()
    assert "manage.py backup --to FOLDER" in page()


def test_from_the_first_real_case_on_no_backup_is_said(page, advocate):
    cases.case(by=advocate, now=database_time())

    assert "There is no backup yet, and real cases are in here" in page()
    assert permanence.look().problems == ["no_backup"]


@pytest.mark.parametrize(("hours", "problems"), [(25, []), (27, ["backup_old"])])
def test_a_backup_ages(page, client, hours, problems):
    aged("backup", hours * HOUR, rows=12, bytes=3_400_000, checked=True)

    told = client.get("/healthz/deadlines").json()["permanence"]
    assert told["problems"] == problems
    assert told["ok"] is not problems
    assert abs(told["backup_age_seconds"] - hours * 3600) < 60
    assert told["backup_checked"]
    assert "12 rows, 3.4 MB, restored and compared" in page()
    assert ("The last backup is too old" in page()) is bool(problems)


def test_how_old_is_the_operators_to_say(settings):
    aged("backup", 5 * HOUR, checked=True)
    settings.RECLAIM_BACKUP_MAX_AGE = 4

    assert permanence.look().problems == ["backup_old"]


def test_an_unproven_backup_says_so(page):
    aged("backup", HOUR, rows=12, bytes=1, checked=False)

    assert "not tried by restoring" in page()


def test_a_failed_or_forgotten_drill_and_a_late_seal_are_said(page):
    aged("drill", HOUR, ok=False, seconds=3)
    aged("seal", HOUR, number=9, entries=77)

    assert permanence.look().problems == ["drill_failed", "seal_old"]
    assert "look at the sealing host" in page()
    aged("drill", timedelta(days=36), ok=True)
    assert "drill_old" in permanence.look().problems


def test_a_drill_that_never_was_is_said_once_cases_are_five_weeks_old(page, advocate):
    case = cases.case(by=advocate, now=database_time())
    aged("backup", HOUR, checked=True)
    assert permanence.look().problems == []

    type(case).objects.update(opened_at=database_time() - timedelta(days=36))

    assert permanence.look().problems == ["no_drill"]
    assert "No backup was ever restored to try it" in page()


def test_held_mail_stands_on_the_page_with_its_counts(page):
    holding.hold(backup_at=database_time() - HOUR)

    assert "Mail is held since a restore" in page()
    assert "0 letters that may have been sent before, 0 new" in page()


def test_the_watchdog_tells_of_an_old_backup_and_of_none_after_a_day(advocate, now):
    sweep.run()
    case = cases.case(by=advocate, now=database_time())
    assert "no_backup" not in watching.look(now=now, tell=False).problems

    type(case).objects.update(opened_at=database_time() - 30 * HOUR)
    assert "no_backup" in watching.look(now=now, tell=False).problems
    aged("backup", 27 * HOUR, checked=True)
    assert "backup_old" in watching.look(now=now, tell=False).problems
    holding.hold(backup_at=database_time() - HOUR)
    assert "mail_held" not in watching.look(now=now, tell=False).problems
