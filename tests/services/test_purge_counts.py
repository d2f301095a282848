"""What a purge leaves alone: counts, a funder's open quarter, the trail; and what time asks for."""

from datetime import UTC, datetime, timedelta

import pytest

from audit import chain
from audit.rules import NotAllowed
from cases import services as cases
from cases.models import Case, Note, Task
from cases.services.moments import database_time
from keeping.models import RetentionChange
from keeping.services import doing, purging, retention
from keeping.standing import coming_due
from reports.funder import telling
from reports.rules.quarters import Quarter
from tests.factories import intake, releases
from tests.factories import keeping as factory

pytestmark = pytest.mark.django_db
QUARTER = Quarter(2027, 1)
DECEMBER = datetime(2026, 12, 1, 15, tzinfo=UTC)
JANUARY = datetime(2027, 1, 5, 15, tzinfo=UTC)
DAY = timedelta(days=1)


def seen():
    return telling.report(QUARTER, funder="funder", now=JANUARY).seen


def test_a_funders_open_quarter_counts_a_purged_case_as_it_did(advocate, supervisor):
    made = [intake.plan(by=advocate, now=DECEMBER, channel="phone").case for _ in range(4)]
    for case in made:
        releases.to_funder(case, by=advocate, now=DECEMBER, expires_at=DECEMBER + 60 * DAY)
    case = made[0]
    cases.move_case(case_id=case.pk, to="closed", by=advocate, now=DECEMBER)
    before = seen()

    factory.purged(case=case, by=advocate, second=supervisor)

    assert seen() == before
    assert set(case.intake.__class__.objects.get(case=case).answers) <= {
        "age_now", "age_when_made", "happened", "extortion", "is_synthetic", "country",
    }  # fmt: skip


def test_the_trail_of_a_purged_case_still_holds(advocate, supervisor):
    case = factory.closed(by=advocate)
    factory.purged(case=case, by=advocate, second=supervisor)

    assert chain.verify(str(case.pk)).broken_at is None


def test_whoever_works_on_it_is_asked_thirty_days_before(advocate):
    now = database_time()
    soon = factory.closed(by=advocate, now=now - (1095 - 29) * DAY)
    later = factory.closed(by=advocate, now=now - (1095 - 31) * DAY)

    retention.warn()
    retention.warn()

    asked = Task.objects.filter(kind="retention").open()
    assert [task.case_id for task in asked] == [soon.pk]
    assert later.pk not in {task.case_id for task in asked}


def test_a_longer_time_takes_the_question_back(advocate, supervisor):
    now = database_time()
    factory.closed(by=advocate, now=now - 1090 * DAY)
    retention.warn()

    retention.set_span(kind="case", days=2000, by=supervisor, now=now)
    retention.warn()

    assert not Task.objects.filter(kind="retention").open().exists()
    assert RetentionChange.objects.get().set_by == supervisor


def test_nothing_goes_by_time_alone(advocate):
    case = factory.closed(by=advocate, now=database_time() - 3000 * DAY)

    retention.warn()
    doing.run_purges()

    assert Case.objects.get(pk=case.pk).survivor.name == "Maria Kestrel"
    assert [one.case.pk for one in coming_due(Case.objects.all(), by=database_time())] == [case.pk]


@pytest.mark.parametrize("days", [29, 3651, None])
def test_a_time_is_within_its_bounds(supervisor, days):
    with pytest.raises(NotAllowed):
        retention.set_span(kind="case", days=days, by=supervisor, now=database_time())

    assert not RetentionChange.objects.exists()


def test_what_one_part_took_a_whole_purge_leaves_in_its_certificate(advocate, supervisor):
    case = factory.closed(by=advocate)
    cases.write_note(case_id=case.pk, text="Spoke.", by=advocate, now=database_time())
    factory.purged(case=case, by=advocate, second=supervisor, parts=["notes"])

    whole = factory.purged(case=case, by=advocate, second=supervisor)

    assert Note.objects.get(case=case).text == ""
    assert whole.certificate.name == f"{case.code}-2"
    assert "cases.note" not in whole.certificate.told["counts"]


def test_a_purge_is_called_off_before_it_begins(advocate, supervisor):
    purge = factory.confirmed(case=factory.closed(by=advocate), by=advocate, second=supervisor)

    purging.withdraw_purge(purge_id=purge.pk, by=advocate, now=database_time())

    assert doing.run_purges() == 0
