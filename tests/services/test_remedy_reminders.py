"""Days that come near become tasks of whoever is told of them: once, under a release, in codes."""

from datetime import timedelta

import pytest

from audit.models import Entry
from cases.models import Case, Release, Task
from cases.owed import owed_on
from cases.rules.handovers import SIGHT
from cases.services.moments import database_time
from restitution.services import court_cases, days, reminders, reminding
from rows import reading
from tests.factories import accounts, releases, remedies
from tests.factories.cases import engage
from tests.factories.remedies import DAY, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(advocate, attorney, supervisor):
    return remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)


def open_tasks():
    return Task.objects.filter(kind="restitution").open().order_by("due_at")


def test_a_day_reminds_its_attorney_at_each_lead_and_one_task_at_a_time(case, attorney):
    now = database_time()
    remedies.day(case, by=attorney, in_days=20, now=now)

    assert reminding.remind(now=now) == 1
    assert reminding.remind(now=now) == 0  # it is there
    first = open_tasks().get()
    assert (first.assigned_to, str(first.text)) == (attorney, "")
    reminding.remind(now=now + 7 * DAY)

    second = open_tasks().get()
    first.refresh_from_db()
    assert second.pk != first.pk
    assert first.done_at
    assert first.done_by is None
    assert Entry.objects.filter(action="restitution.reminded").count() == 2


def test_a_day_in_court_is_a_task_in_nobody_s_sight_but_its_attorney_s(
    case, advocate, attorney, supervisor
):
    remedies.day(case, by=attorney, in_days=5, now=database_time())
    reminding.remind()

    for person, sees in ((advocate, 0), (supervisor, 0), (attorney, 1)):
        row = Case.objects.visible_to(person).with_tasks(person).get(pk=case.pk)
        assert len(owed_on(case, reader=person, now=database_time())) == sees
        assert (row.tasks_open, row.next_task_at is not None) == (sees, bool(sees))


def test_a_release_that_was_narrowed_takes_the_task_out_of_sight(case, attorney, advocate):
    now = database_time()
    remedies.day(case, by=attorney, in_days=5, now=now)
    reminding.remind()
    Release.objects.filter(case=case).update(information=sorted(SIGHT))

    assert owed_on(case, reader=attorney, now=now) == []
    assert Case.objects.visible_to(attorney).with_tasks(attorney).get(pk=case.pk).tasks_open == 0


def test_a_reminder_that_was_seen_does_not_come_back_before_the_next_lead(case, attorney):
    now = database_time()
    remedies.day(case, by=attorney, in_days=20, now=now)
    reminding.remind(now=now)

    reminders.see_reminder(subject_id=open_tasks().get().subject_id, by=attorney, now=now)
    reminding.remind(now=now + DAY)
    assert not open_tasks().exists()
    reminding.remind(now=now + 8 * DAY)

    assert open_tasks().count() == 1


def test_a_day_done_with_takes_its_tasks_along(case, attorney):
    now = database_time()
    day = remedies.day(case, by=attorney, in_days=5, now=now)
    reminding.remind(now=now)

    days.end_day(day_id=day.pk, by=attorney, now=now)

    assert not open_tasks().exists()
    assert reminding.remind(now=now) == 0


def test_a_court_case_before_its_sentence_reminds_by_itself(case, attorney):
    now = database_time()
    court_cases.record_court_case(
        case_id=case.pk, kind="federal", stage="convicted", sentencing_on=now.date() + 6 * DAY,
        by=attorney, now=now,
    )  # fmt: skip

    reminding.remind(now=now)
    first, second = open_tasks()
    assert (first.due_at.date() - now.date()).days == 6
    assert (second.due_at.date() - now.date()).days == 96  # 3664(d)(5): ninety days after it


def test_a_limit_that_a_table_computes_reminds_too(case, attorney):
    now = database_time()
    disclosed = now.date() - timedelta(days=3 * 365 - 25)
    remedies.tell_6851(case, by=attorney, disclosed_on=disclosed)

    reminding.remind(now=now)

    assert open_tasks().count() >= 1


def test_nobody_is_reminded_whose_release_ended(case, attorney, advocate):
    now = database_time()
    remedies.day(case, by=attorney, in_days=3, now=now)
    releases.revoke(case.releases.get(recipient_ref=str(attorney.pk)), by=advocate)

    assert reminding.remind(now=now) == 0
    assert not open_tasks().exists()


def test_who_is_to_be_asked_again_is_the_advocates_task_until_it_is_answered(case, advocate):
    now = database_time()
    tell(case, "injury", "unsure", by=advocate, now=now, next_ask_on=now.date() + 2 * DAY)
    assert reminding.remind(now=now) == 0

    reminding.remind(now=now + 3 * DAY)
    assert open_tasks().get().assigned_to == advocate
    tell(case, "injury", "yes", by=advocate, now=now + 3 * DAY)

    assert not open_tasks().exists()


def test_what_only_an_attorney_could_settle_is_asked_of_the_attorney(case, attorney):
    now = database_time()
    tell(case, "predicate", "unsure", by=attorney, now=now, next_ask_on=now.date())

    reminding.remind(now=now)

    assert open_tasks().get().assigned_to == attorney


def test_who_ends_a_day_ends_what_another_attorney_was_reminded_of(case, attorney, supervisor):
    another = accounts.person("attorney")
    engage(case=case, attorney=another, by=supervisor, told=("restitution",))
    day = remedies.day(case, by=attorney, in_days=5)
    reminding.remind()
    assert open_tasks().count() == 2

    with reading.reading_as(attorney.pk):
        days.end_day(day_id=day.pk, by=attorney, now=database_time())

    assert not open_tasks().exists()
