"""A purge waits for a second person: who is asked, from when on, and until when."""

import pytest

from accounts.models import Notice
from audit.models import Entry
from cases.models import Task
from cases.owed import asked_of
from cases.services.moments import database_time
from deadlines.board.tasks import tasks
from keeping.models import Purge
from keeping.services import doing, purging
from keeping.tasks import run_purges
from tests.factories import keeping as factory
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db
WAITS = "A purge waits for a second person: confirm it or call it off"


@pytest.fixture
def case(advocate):
    return factory.closed(by=advocate)


def asked():
    return Task.objects.filter(kind="purge").open()


def is_asked(user):
    return WAITS in [one.title for one in tasks(user, now=database_time())]


def test_once_it_may_be_confirmed_it_is_asked_once(case, advocate):
    purge = factory.proposed(case=case, by=advocate)

    assert [purging.ask_second_persons() for _ in range(3)] == [1, 0, 0]
    run_purges()

    task = asked().get()
    assert (task.case_id, task.subject_id, task.assigned_to_id) == (case.pk, purge.pk, None)
    assert Entry.objects.filter(action="keeping.asked_second_person").count() == 1


def test_nobody_is_asked_before_the_day_is_over(case, advocate):
    factory.proposed(case=case, by=advocate, days=0)

    assert purging.ask_second_persons() == 0
    assert not asked().exists()


def test_nobody_is_asked_for_what_a_hold_forbids_just_now(case, advocate, supervisor):
    factory.proposed(case=case, by=advocate)
    factory.held(case=case, by=supervisor)

    assert purging.ask_second_persons() == 0


def test_every_supervisor_is_asked_but_for_whoever_proposed_it(
    case, advocate, attorney, supervisor
):
    other = person("supervisor")
    factory.proposed(case=case, by=supervisor)
    purging.ask_second_persons()

    assert is_asked(other)
    assert not any(is_asked(one) for one in (supervisor, advocate, attorney))
    seen = Task.objects.visible_to(advocate).filter(kind="purge")
    assert not seen.filter(asked_of(advocate)).exists()
    assert not seen.exists()


@pytest.mark.parametrize("act", [purging.confirm_purge, purging.withdraw_purge])
def test_confirming_or_calling_off_answers(case, advocate, supervisor, act):
    purge = factory.proposed(case=case, by=advocate)
    purging.ask_second_persons()

    act(purge_id=purge.pk, by=supervisor, now=database_time())

    assert not asked().exists()
    assert Task.objects.get(kind="purge").done_by == supervisor
    assert purging.ask_second_persons() == 0


def test_it_stands_on_today_and_leads_to_the_purge(case, client_for, advocate, supervisor):
    purge = factory.proposed(case=case, by=advocate)
    purging.ask_second_persons()

    today = client_for(supervisor).get("/").content.decode()

    assert WAITS in today
    assert f"/purges/{purge.pk}/" in today


def test_what_stopped_is_told_to_whoever_proposed_it_and_says_why(
    case, client_for, advocate, supervisor
):
    purge = factory.confirmed(case=case, by=advocate, second=supervisor)
    factory.held(case=case, by=supervisor)
    assert doing.run_purge(purge_id=purge.pk) is False

    desk = client_for(advocate)
    today = desk.get("/").content.decode()
    page = desk.get(f"/purges/{purge.pk}/").content.decode()

    assert Purge.objects.get(pk=purge.pk).stopped_because == "held"
    assert [one.reader for one in Notice.objects.filter(kind="purge_stopped")] == [advocate]
    assert f"The purge of {case.code} that you proposed stopped before it began." in today
    assert "A legal hold stood on this case." in page
    assert ">held<" not in page
