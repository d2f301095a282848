"""A hand-over that was planned: it asks again when it runs, and stops rather than tell too much."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services
from cases.models import Assignment, PlannedHandover, Task
from tests.factories import cases as make
from tests.factories import releases

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PLANNED = datetime(2026, 10, 30, 9, tzinfo=UTC)
THEN = PLANNED + 48 * HOUR


@pytest.fixture
def case(advocate):
    return make.case(by=advocate)


@pytest.fixture
def release(case, attorney, advocate):
    return releases.to_attorney(case, attorney, by=advocate, now=PLANNED)


@pytest.fixture
def planned(case, attorney, supervisor, release):
    return plan(case, attorney, supervisor)


def plan(case, attorney, by, **given):
    given = {"at": THEN, "now": PLANNED} | given
    return services.plan_handover(case_id=case.pk, user_id=attorney.pk, by=by, **given)


def entries(*actions):
    return list(Entry.objects.filter(action__in=actions).values_list("action", flat=True))


def nothing_was_given(planned, because):
    planned.refresh_from_db()
    assert (planned.state, planned.because, planned.done_under) == ("stopped", because, None)
    assert not Assignment.objects.filter(kind="attorney").exists()
    assert entries("cases.stopped_handover", "cases.handed_over") == ["cases.stopped_handover"]


def test_what_is_planned_is_handed_over_at_its_moment_and_once(planned, case, attorney, release):
    assert services.run_handovers(now=THEN - HOUR / 60) == (0, 0)
    assert services.run_handovers(now=THEN) == (1, 0)
    assert services.run_handovers(now=THEN + HOUR) == (0, 0)

    planned.refresh_from_db()
    assert (planned.state, planned.done_under, planned.ended_at) == ("done", release, THEN)
    given = Assignment.objects.get(kind="attorney")
    assert (given.user, given.release, given.started_at) == (attorney, release, THEN)
    entry = Entry.objects.get(action="cases.handed_over")
    assert (entry.actor, str(release.pk) in entry.facts) == ("", True)
    assert not Task.objects.filter(kind="release").exists()


def revoke(release, attorney, by):
    releases.revoke(release, by=by, now=THEN - HOUR)


def outlast(release, attorney, by):
    type(release).objects.update(expires_at=THEN - HOUR)


def close_account(release, attorney, by):
    type(attorney).objects.filter(pk=attorney.pk).update(is_active=False)


STOPPED = [
    ("release_needed", revoke), ("release_needed", outlast), ("wrong_role", close_account),
]  # fmt: skip


@pytest.mark.parametrize(("because", "happen"), STOPPED)
def test_it_stops_when_what_let_it_go_is_gone(planned, advocate, because, happen):
    happen(planned.planned_under, planned.attorney, advocate)

    assert services.run_handovers(now=THEN) == (0, 1)
    assert services.run_handovers(now=THEN + HOUR) == (0, 0)

    nothing_was_given(planned, because)
    task = Task.objects.get(kind="release")
    assert (task.subject_id, task.assigned_to, task.done_at) == (planned.pk, advocate, None)
    seen_to = services.finish_task(task_id=task.pk, by=advocate, now=THEN + 2 * HOUR)
    assert seen_to.done_by == advocate


def test_it_runs_under_the_release_that_was_renewed_meanwhile(planned, release, case, advocate):
    later = releases.to_attorney(case, planned.attorney, by=advocate, now=THEN - 2 * HOUR)
    revoke(release, planned.attorney, advocate)

    assert services.run_handovers(now=THEN) == (1, 0)

    planned.refresh_from_db()
    assert (planned.planned_under, planned.done_under) == (release, later)


def test_a_release_for_somebody_else_lets_nothing_be_planned(case, attorney, advocate, supervisor):
    other = make_attorney()
    releases.to_attorney(case, other, by=advocate, now=PLANNED)

    with pytest.raises(NotAllowed, match="No release lets us tell Tess") as no:
        plan(case, attorney, supervisor)

    assert no.value.code == "release_needed"
    assert not PlannedHandover.objects.exists()
    assert entries("cases.planned_handover") == []


def make_attorney():
    from tests.factories.accounts import person

    return person("attorney", name="Una")


def test_it_is_not_planned_for_after_the_release_has_ended(case, attorney, supervisor, release):
    with pytest.raises(NotAllowed) as no:
        plan(case, attorney, supervisor, at=release.expires_at + HOUR)

    assert no.value.code == "release_needed"
    assert not PlannedHandover.objects.exists()


def test_it_is_not_planned_for_the_past_nor_twice(planned, case, attorney, supervisor):
    with pytest.raises(NotAllowed) as twice:
        plan(case, attorney, supervisor, at=THEN + HOUR)
    with pytest.raises(NotAllowed) as past:
        plan(case, attorney, supervisor, at=PLANNED)

    assert (twice.value.code, past.value.code) == ("handover_planned", "handover_past")
    assert PlannedHandover.objects.count() == 1


def test_an_advocate_plans_none(case, attorney, advocate, release):
    with pytest.raises(NotAllowed):
        plan(case, attorney, advocate)

    assert not PlannedHandover.objects.exists()


def test_what_was_called_off_never_runs(planned, supervisor):
    services.withdraw_handover(handover_id=planned.pk, by=supervisor, now=THEN - HOUR)

    assert services.run_handovers(now=THEN) == (0, 0)

    planned.refresh_from_db()
    assert (planned.state, planned.ended_by) == ("withdrawn", supervisor)
    assert not Assignment.objects.filter(kind="attorney").exists()
    with pytest.raises(NotAllowed):
        services.withdraw_handover(handover_id=planned.pk, by=supervisor, now=THEN)


def test_a_case_given_by_hand_meanwhile_leaves_the_plan_nothing_to_do(
    planned, case, attorney, supervisor
):
    services.assign_case(
        case_id=case.pk, user_id=attorney.pk, kind="attorney", by=supervisor, now=THEN - HOUR
    )

    services.run_handovers(now=THEN)

    planned.refresh_from_db()
    assert planned.because == "already_assigned"
    assert Assignment.objects.filter(kind="attorney").count() == 1
    assert not Task.objects.filter(kind="release").exists()


def test_the_timer_s_command_hands_over_by_the_database_s_clock(planned, attorney, case, capsys):
    releases_last(case)
    call_command("sweep", "--dry-run")
    assert not Assignment.objects.filter(kind="attorney").exists()

    call_command("sweep")

    assert '"handovers": {' in capsys.readouterr().out
    assert Assignment.objects.filter(kind="attorney").count() == 1


def releases_last(case):
    """Let the release of the story hold today, whenever that is."""
    now = services.moments.database_time()
    case.releases.update(signed_on=now.date(), expires_at=now + 24 * HOUR)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "done"}, {"state": "stopped"}, {"state": "withdrawn"}, {"state": "gone"},
        {"ended_at": THEN}, {"because": "release_needed"}, {"at": PLANNED - HOUR},
    ],
)  # fmt: skip
def test_no_update_leaves_half_an_end(planned, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedHandover.objects.update(**change)
