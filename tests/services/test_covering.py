"""Cover: offered, answered, given back; and what becomes of it when nobody says yes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from accounts import services as accounts
from audit.models import Entry
from audit.rules import NotAllowed
from cases import services
from cases.models import Case, Cover, Task
from cases.services.moments import database_time
from tests.factories import cases as make
from tests.factories import cover as covers

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
THURSDAY = datetime(2026, 10, 29, 14, tzinfo=UTC)
FRIDAY_NOON = datetime(2026, 10, 30, 16, tzinfo=UTC)
STARTS = datetime(2026, 10, 30, 21, tzinfo=UTC)  # Friday 17:00 in New York
ENDS = datetime(2026, 11, 2, 14, tzinfo=UTC)  # Monday 09:00, an hour more than it looks


@pytest.fixture
def case(advocate):
    return make.active_case(by=advocate)


def offer(*cases, by, to, **given):
    given = {"starts_at": STARTS, "ends_at": ENDS, "now": THURSDAY} | given
    return services.offer_cover(
        case_ids=[case.pk for case in cases], taker_id=to.pk, by=by, **given
    )


def actions():
    entries = Entry.objects.filter(action__contains="cover").order_by("seq")
    return [entry.action.removeprefix("cases.") for entry in entries]


def owed():
    return Task.objects.filter(kind="cover").open()


def test_a_weekend_is_offered_whole_and_waits_until_fridays_noon(advocate, colleague, case):
    second = make.case(by=advocate)

    made = offer(case, second, by=advocate, to=colleague, note="Calls after ten only")

    assert {cover.answer_by for cover in made} == {FRIDAY_NOON}
    assert len({cover.offer for cover in made}) == 1
    assert {cover.giver for cover in made} == {advocate}
    assert Cover.objects.get(case=case).note == "Calls after ten only"
    assert actions() == ["offered_cover"] * 2
    assert not Case.objects.visible_to(colleague).exists()


def test_the_house_gives_this_vector_of_hours_to_answer_by(advocate, colleague, case, settings):
    settings.RECLAIM_COVER_ANSWER_HOURS = 4
    tuesday = datetime(2026, 10, 27, 22, tzinfo=UTC)
    (weekday,) = offer(
        case, by=advocate, to=colleague, starts_at=tuesday, ends_at=tuesday + 8 * HOUR,
        now=tuesday - 24 * HOUR,
    )  # fmt: skip
    (late,) = offer(case, by=advocate, to=colleague, now=STARTS - HOUR)

    assert weekday.answer_by == tuesday - 4 * HOUR
    assert late.answer_by == STARTS


def refuses(code, act, **given):
    before = Cover.objects.count(), Entry.objects.count()
    with pytest.raises(NotAllowed) as no:
        act(**given)
    assert no.value.code == code
    assert (Cover.objects.count(), Entry.objects.count()) == before


@pytest.mark.parametrize("who", ["attorney", "administrator"])
def test_these_cannot_take(who, request, advocate, case):
    person = request.getfixturevalue(who)
    given = {"case_ids": [case.pk], "starts_at": STARTS, "ends_at": ENDS, "now": THURSDAY}

    refuses("wrong_role", services.offer_cover, taker_id=person.pk, by=advocate, **given)


def test_an_offer_that_cannot_be_is_refused_and_nothing_is_kept(
    advocate, colleague, supervisor, attorney, case
):
    given = {
        "case_ids": [case.pk], "taker_id": colleague.pk, "starts_at": STARTS, "ends_at": ENDS,
        "by": advocate, "now": THURSDAY,
    }  # fmt: skip
    act = services.offer_cover

    refuses("wrong_role", act, **given | {"taker_id": case.pk})
    refuses("role_may_not", act, **given | {"by": attorney})
    refuses("cover_own", act, **given | {"taker_id": advocate.pk})
    refuses("cover_span", act, **given | {"ends_at": STARTS})
    refuses("cover_past", act, **given | {"now": ENDS})
    refuses("cover_long", act, **given | {"ends_at": STARTS + 15 * 24 * HOUR})
    refuses("cover_answer_by", act, **given | {"answer_by": ENDS + HOUR})
    refuses("cover_none", act, **given | {"case_ids": []})
    with pytest.raises(Case.DoesNotExist):
        act(**given | {"by": colleague, "taker_id": supervisor.pk})


def test_a_closed_account_cannot_take(advocate, colleague, administrator, case):
    accounts.change_user(user_id=colleague.pk, by=administrator, is_active=False)
    given = {"case_ids": [case.pk], "starts_at": STARTS, "ends_at": ENDS, "now": THURSDAY}

    refuses("wrong_role", services.offer_cover, taker_id=colleague.pk, by=advocate, **given)


def test_who_covers_cannot_lend_on(advocate, colleague, supervisor, case):
    covers.active(case=case, giver=advocate, taker=colleague)
    now = database_time()
    given = {"starts_at": now + 96 * HOUR, "ends_at": now + 99 * HOUR, "now": now}

    refuses(
        "cover_not_own", services.offer_cover,
        case_ids=[case.pk], taker_id=supervisor.pk, by=colleague, **given,
    )  # fmt: skip


def test_a_yes_is_kept_calls_other_offers_off_and_a_second_one_is_refused(
    advocate, colleague, supervisor, case
):
    (mine,) = offer(case, by=advocate, to=colleague)
    (other,) = offer(case, by=advocate, to=supervisor)

    services.accept_cover(cover_ids=[mine.pk], by=colleague, now=THURSDAY + HOUR)

    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.accepted_at == THURSDAY + HOUR
    assert other.withdrawn_at == THURSDAY + HOUR
    assert actions()[2:] == ["accepted_cover", "withdrew_cover"]
    refuses(
        "cover_answered", services.accept_cover,
        cover_ids=[other.pk], by=supervisor, now=THURSDAY + HOUR,
    )  # fmt: skip


def test_only_whom_it_was_offered_to_answers(advocate, colleague, supervisor, case):
    (cover,) = offer(case, by=advocate, to=colleague)
    given = {"cover_ids": [cover.pk], "now": THURSDAY}

    for someone in (advocate, supervisor):
        refuses("cover_not_yours", services.accept_cover, by=someone, **given)
        refuses("cover_not_yours", services.decline_cover, by=someone, **given)


def test_a_supervisor_takes_a_case_over_with_one_act(advocate, supervisor, case):
    (cover,) = offer(case, by=supervisor, to=supervisor)

    assert (cover.giver, cover.accepted_at) == (advocate, THURSDAY)
    assert actions() == ["took_cover"]


def test_an_offer_is_called_off_by_who_made_it_and_then_nobody_can_take_it(
    advocate, colleague, case
):
    (cover,) = offer(case, by=advocate, to=colleague)

    refuses(
        "cover_not_yours", services.withdraw_cover, cover_id=cover.pk, by=colleague, now=THURSDAY
    )
    services.withdraw_cover(cover_id=cover.pk, by=advocate, now=THURSDAY)

    refuses(
        "cover_answered", services.accept_cover, cover_ids=[cover.pk], by=colleague, now=THURSDAY
    )


def test_what_nobody_took_by_its_hour_goes_to_the_supervisor_once(advocate, colleague, case):
    (cover,) = offer(case, by=advocate, to=colleague)

    assert services.escalate_covers(now=FRIDAY_NOON - HOUR / 60) == 0
    assert services.escalate_covers(now=FRIDAY_NOON) == 1
    assert services.escalate_covers(now=FRIDAY_NOON + HOUR) == 0

    assert (owed().get().subject_id, owed().get().due_at) == (cover.pk, STARTS)
    assert actions() == ["offered_cover", "escalated_cover"]


def test_a_late_yes_still_helps_and_closes_the_supervisors_task(advocate, colleague, case):
    (cover,) = offer(case, by=advocate, to=colleague)
    services.escalate_covers(now=FRIDAY_NOON)

    services.accept_cover(cover_ids=[cover.pk], by=colleague, now=STARTS + HOUR)

    assert not owed().exists()


def test_a_no_goes_to_the_supervisor_unless_somebody_else_is_asked(
    advocate, colleague, supervisor, case
):
    (cover,) = offer(case, by=advocate, to=colleague)
    services.decline_cover(cover_ids=[cover.pk], by=colleague, now=THURSDAY)
    (other,) = offer(case, by=advocate, to=supervisor, answer_by=STARTS)

    assert services.escalate_covers(now=FRIDAY_NOON) == 0
    services.accept_cover(cover_ids=[other.pk], by=supervisor, now=FRIDAY_NOON)
    assert services.escalate_covers(now=STARTS) == 0
    services.end_cover(cover_id=other.pk, by=supervisor, now=STARTS)

    assert services.escalate_covers(now=STARTS + HOUR) == 1  # the one that was declined


def test_a_case_given_back_is_somebodys_to_find(advocate, colleague, case):
    cover = covers.active(case=case, giver=advocate, taker=colleague)
    now = database_time()

    services.end_cover(cover_id=cover.pk, by=colleague, now=now)

    cover.refresh_from_db()
    assert (cover.ended_as, cover.ended_by) == ("given_back", colleague)
    assert owed().get().case == case
    assert not Case.objects.visible_to(colleague).exists()


def test_who_lent_a_case_takes_it_back_and_owes_nobody_a_search(advocate, colleague, case):
    cover = covers.active(case=case, giver=advocate, taker=colleague)

    services.end_cover(cover_id=cover.pk, by=advocate, now=database_time())

    assert Cover.objects.get().ended_as == "ended_early"
    assert not owed().exists()
    assert not Case.objects.visible_to(colleague).exists()


def test_a_case_that_goes_to_another_advocate_or_is_closed_ends_what_was_lent(
    advocate, colleague, supervisor, case
):
    other = make.active_case(by=advocate)
    for one in (case, other):
        covers.active(case=one, giver=advocate, taker=supervisor)
    now = database_time()

    services.assign_case(
        case_id=case.pk, user_id=colleague.pk, kind="advocate", by=supervisor, now=now
    )
    services.move_case(case_id=other.pk, to="closed", by=supervisor, now=now)

    ended = Cover.objects.order_by("ended_as").values_list("case", "ended_as")
    assert list(ended) == [(other.pk, "case_closed"), (case.pk, "reassigned")]
    assert actions() == ["ended_cover", "ended_cover"]


def test_a_taker_works_on_the_case_as_its_advocate_does_while_it_is_theirs(
    advocate, colleague, case
):
    covers.active(case=case, giver=advocate, taker=colleague)

    task = make.task(case=case, by=colleague, now=database_time(), assigned_to_id=colleague.pk)
    make.note(case=case, by=colleague, now=database_time())
    services.finish_task(task_id=task.pk, by=colleague, now=database_time())

    Cover.objects.update(ended_at=database_time(), ended_as="ended_early")
    with pytest.raises(Case.DoesNotExist):
        make.note(case=case, by=colleague, now=database_time())


def test_an_account_that_closes_leaves_no_case_alone(
    advocate, colleague, supervisor, administrator, case
):
    second = make.active_case(by=advocate)
    running = covers.active(case=case, giver=advocate, taker=colleague)
    asked = covers.offered(case=second, giver=advocate, taker=colleague)

    accounts.change_user(user_id=colleague.pk, by=administrator, is_active=False)

    running.refresh_from_db()
    asked.refresh_from_db()
    assert (running.ended_as, running.ended_by) == ("account_closed", None)
    assert asked.withdrawn_at is not None
    assert {task.case for task in owed()} == {case, second}
    assert actions() == ["ended_cover", "withdrew_cover"]


def test_the_trail_of_all_this_holds(advocate, colleague, case):
    (cover,) = offer(case, by=advocate, to=colleague)
    services.accept_cover(cover_ids=[cover.pk], by=colleague, now=THURSDAY)
    services.end_cover(cover_id=cover.pk, by=colleague, now=STARTS)

    call_command("verify_trail", verbosity=0)
