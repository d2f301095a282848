"""A legal hold's day to be looked at again: asked once, of whoever may lift it, until answered."""

from datetime import UTC, datetime, time, timedelta

import pytest

from accounts import calendars
from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from cases.owed import asked_of, owed_on
from cases.services.moments import database_time
from deadlines.board.tasks import tasks
from keeping.models import LegalHold
from keeping.services import holds
from keeping.tasks import remind_of_holds
from tests.factories import cases as cases_factory
from tests.factories import keeping as factory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def today():
    return database_time().astimezone(calendars.of_agency().zone).date()


def due(*, case, by, days=0):
    """Give a hold whose day came, or comes in so many days."""
    hold = factory.held(case=case, by=by)
    LegalHold.objects.filter(pk=hold.pk).update(review_on=today() + days * DAY)
    return LegalHold.objects.get(pk=hold.pk)


def asked():
    return Task.objects.filter(kind="hold_review").open()


def entries():
    return Entry.objects.filter(action="keeping.reminded_of_hold").count()


@pytest.fixture
def case(advocate):
    return cases_factory.active_case(by=advocate)


def test_on_its_day_it_is_asked_once_however_often_the_clock_strikes(case, supervisor):
    hold = due(case=case, by=supervisor)

    assert [holds.remind_of_holds() for _ in range(3)] == [1, 0, 0]
    remind_of_holds()

    task = asked().get()
    assert (task.case_id, task.subject_id, task.assigned_to_id) == (case.pk, hold.pk, None)
    evening = datetime.combine(today(), time(17), calendars.of_agency().zone)
    assert task.due_at == evening.astimezone(UTC)
    assert entries() == 1


@pytest.mark.parametrize("days", [1, 30])
def test_nobody_is_asked_before_the_day(case, supervisor, days):
    due(case=case, by=supervisor, days=days)

    assert holds.remind_of_holds() == 0
    assert not asked().exists()


def test_a_hold_without_a_day_and_one_that_was_lifted_ask_nobody(case, supervisor):
    factory.held(case=case, by=supervisor)
    lifted = due(case=case, by=supervisor)
    holds.lift_hold(hold_id=lifted.pk, because="Over.", by=supervisor, now=database_time())

    assert holds.remind_of_holds() == 0
    assert not asked().exists()


def test_a_day_that_passed_while_nothing_ran_is_asked_for_late(case, supervisor):
    due(case=case, by=supervisor, days=-9)

    assert holds.remind_of_holds() == 1
    assert asked().get().due_at < database_time()


def test_two_holds_are_two_questions(case, supervisor):
    for _ in range(2):
        due(case=case, by=supervisor)

    assert holds.remind_of_holds() == 2
    assert asked().count() == 2


def test_lifting_it_answers(case, supervisor):
    hold = due(case=case, by=supervisor)
    holds.remind_of_holds()

    holds.lift_hold(hold_id=hold.pk, because="Decided.", by=supervisor, now=database_time())

    assert Task.objects.get(kind="hold_review").done_by == supervisor
    assert holds.remind_of_holds() == 0


@pytest.mark.parametrize("days", [40, None])
def test_keeping_it_answers_until_the_next_day(case, supervisor, days):
    hold = due(case=case, by=supervisor)
    holds.remind_of_holds()
    next_on = days and today() + days * DAY

    kept = holds.review_hold(hold_id=hold.pk, review_on=next_on, by=supervisor, now=database_time())

    assert (kept.review_on, kept.lifted_at) == (next_on, None)
    assert not asked().exists()
    assert holds.remind_of_holds() == 0
    assert Entry.objects.latest("seq").action == "keeping.kept_hold"


def test_the_next_day_asks_again_once(case, supervisor):
    hold = due(case=case, by=supervisor)
    holds.remind_of_holds()
    later = today() + DAY
    holds.review_hold(hold_id=hold.pk, review_on=later, by=supervisor, now=database_time())
    LegalHold.objects.filter(pk=hold.pk).update(review_on=today())

    assert [holds.remind_of_holds(), holds.remind_of_holds()] == [1, 0]
    assert Task.objects.filter(kind="hold_review").count() == 2


@pytest.mark.parametrize("days", [0, -1])
def test_it_is_not_put_off_to_a_day_that_came(case, supervisor, days):
    hold = due(case=case, by=supervisor)
    holds.remind_of_holds()

    with pytest.raises(NotAllowed, match="a day to come"):
        holds.review_hold(
            hold_id=hold.pk, review_on=today() + days * DAY, by=supervisor, now=database_time()
        )

    assert asked().exists()


def test_whoever_may_lift_it_is_asked_and_nobody_else(
    case, advocate, colleague, supervisor, attorney
):
    cases_factory.engage(case=case, attorney=attorney, by=supervisor)
    due(case=case, by=supervisor)
    holds.remind_of_holds()
    now = database_time()

    def is_asked(user):
        return Task.objects.visible_to(user).filter(asked_of(user), kind="hold_review").exists()

    assert [is_asked(one) for one in (supervisor, attorney)] == [True, True]
    assert [is_asked(one) for one in (advocate, colleague)] == [False, False]
    [line] = tasks(attorney, now=now)
    assert (line.code, line.act) == (case.code, "Look at the hold")
    assert not [one for one in owed_on(case, reader=advocate, now=now) if "hold" in one.title]
    assert [one for one in owed_on(case, reader=attorney, now=now) if "hold" in one.title]


def test_it_stands_on_today_and_leads_to_the_hold(case, client_for, supervisor):
    hold = due(case=case, by=supervisor)
    holds.remind_of_holds()
    desk = client_for(supervisor)

    page = desk.get("/").content.decode()
    assert "A legal hold is to be looked at again: keep it or lift it" in page
    assert f"/holds/{hold.pk}/review/" in page
    asks = desk.get(f"/holds/{hold.pk}/review/").content.decode()
    assert "The record is asked for." in asks

    kept = desk.post(f"/holds/{hold.pk}/review/", {"review_on": str(today() + 90 * DAY)})
    assert kept.status_code == 302
    assert "A legal hold is to be looked at again" not in desk.get("/").content.decode()


def test_a_program_keeps_it_too(case, api_for, supervisor):
    hold = due(case=case, by=supervisor)
    at, next_on = f"/api/v1/holds/{hold.pk}/review/", str(today() + 90 * DAY)

    kept = api_for(supervisor).post(at, {"review_on": next_on})
    again = api_for(supervisor).post(at, {"review_on": next_on})

    assert (kept.status_code, kept.data["review_on"]) == (200, next_on)
    assert (again.status_code, again.data["code"]) == (409, "nothing_changed")
