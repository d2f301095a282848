"""Cover on everyday pages: what is asked stands on Today, and what is lent moves with it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from cases import services
from cases.models import Case, Cover, Task
from cases.services.moments import database_time
from deadlines.services import rota
from tests.factories import cases as cases_factory
from tests.factories import cover as covers
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR
from tests.lived import lived

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 6, 18, tzinfo=UTC)  # 13:00 in New York: the weekend has begun
SATURDAY = datetime(2026, 11, 7, 18, tzinfo=UTC)


@pytest.fixture
def clock(advocate):
    """Give a clock that ends in forty hours."""
    return make.clock(by=advocate, at=database_time() - 8 * HOUR)


@pytest.fixture
def reads(client_for):
    def page(user, url="/"):
        return client_for(user).get(url).content.decode()

    return page


def test_one_yes_on_today_takes_all_that_was_offered_together(
    advocate, colleague, client_for, reads
):
    now = database_time()
    mine = [cases_factory.active_case(by=advocate), cases_factory.case(by=advocate)]
    made = services.offer_cover(
        case_ids=[case.pk for case in mine], taker_id=colleague.pk, by=advocate, now=now,
        starts_at=now, ends_at=now + 9 * HOUR,
    )  # fmt: skip

    before = reads(colleague)
    assert "1 offer of cover waits for you" in before
    assert "Accept all 2" in before
    accept = reverse("cases:accept-cover", args=[made[0].pk])
    client_for(colleague).post(accept, {"back": "/", "all": "1"})

    assert not Cover.objects.filter(accepted_at=None).exists()
    after = reads(colleague)
    assert "asked to cover" not in after
    assert all(f"/cases/{case.code}/" in after for case in mine)


def test_a_supervisor_who_ticks_no_case_still_has_the_list_to_tick(
    advocate, supervisor, client_for
):
    case = cases_factory.active_case(by=advocate)

    page = client_for(supervisor).post(reverse("cases:offer-cover"), {})

    assert page.status_code == 422
    assert case.code in page.content.decode()


def test_whoever_covers_finds_the_clocks_and_tasks_on_their_own_today_and_then_no_more(
    advocate, colleague, clock, reads
):
    services.add_task(
        case_id=clock.case_id, text="Ring the desk back", assigned_to_id=advocate.pk, by=advocate,
        now=database_time(),
    )  # fmt: skip
    lent = covers.active(case=clock.case, giver=advocate, taker=colleague)

    shown = reads(colleague)
    assert clock.request.code in shown
    assert "for Ada" in shown
    assert "Ring the desk back" in shown
    assert "Cleo covers" in reads(advocate)

    services.end_cover(cover_id=lent.pk, by=advocate, now=database_time())
    shown = reads(colleague)
    assert clock.request.code not in shown
    assert "Ring the desk back" not in shown


def test_a_supervisor_who_covers_has_the_tasks_and_one_who_does_not_has_none(
    advocate, supervisor, clock, reads
):
    services.add_task(
        case_id=clock.case_id, text="Ring the desk back", by=advocate, now=database_time()
    )
    assert "Ring the desk back" not in reads(supervisor)

    covers.active(case=clock.case, giver=advocate, taker=supervisor)
    assert "Ring the desk back" in reads(supervisor)


def test_what_nobody_took_stands_on_the_supervisors_today_until_its_hours_are_over(
    advocate, colleague, supervisor, clock, reads
):
    now = database_time()
    offer = covers.offered(
        case=clock.case, giver=advocate, taker=colleague, now=now - 2 * HOUR, ends_at=now + HOUR
    )
    services.escalate_covers()

    assert "find somebody" in reads(supervisor)
    page = reverse("cases:cover", args=[offer.pk])
    assert page in reads(supervisor)
    assert "Offer it to somebody else" in reads(supervisor, page)
    assert "Offer it to somebody else" not in reads(colleague, page)

    services.escalate_covers(now=now + HOUR)
    assert not Task.objects.filter(kind="cover").open().exists()


@pytest.mark.parametrize("answer", ["declined", "silence", "late"])
def test_the_board_has_a_way_on_from_a_no_from_silence_and_for_what_is_late(  # noqa: PLR0917
    time_machine, advocate, colleague, supervisor, client_for, answer
):
    with lived(time_machine) as at:
        at(FRIDAY)
        clock = make.clock(by=advocate, at=SATURDAY - 48 * HOUR)
        asked = covers.offered(case=clock.case, giver=advocate, taker=colleague)
        rota.add_turn(
            user_id=supervisor.pk, starts_at=FRIDAY, ends_at=SATURDAY + 9 * HOUR, by=supervisor,
            now=FRIDAY,
        )  # fmt: skip
        if answer == "declined":
            services.decline_cover(cover_ids=[asked.pk], by=colleague, now=FRIDAY)
        if answer == "silence":
            services.escalate_covers(now=FRIDAY + 2 * HOUR)
        if answer == "late":
            services.withdraw_cover(cover_id=asked.pk, by=advocate, now=FRIDAY)
            at(SATURDAY + 5 * HOUR)

        board = client_for(advocate).get("/weekend/").context["board"]

    assert board.uncovered == 1
    offer = board.lanes[0].lines[0].offer
    assert offer is not None
    assert offer.first == supervisor
    assert offer.starts_at >= (SATURDAY if answer == "late" else FRIDAY)


def test_all_that_nobody_has_is_asked_without_the_colleagues_own_cases(
    advocate, colleague, supervisor, client_for
):
    now = database_time()
    adas, cleos = cases_factory.case(by=advocate), cases_factory.case(by=colleague)
    told = {
        "case_ids": [str(adas.pk), str(cleos.pk)], "taker_id": str(colleague.pk), "but_own": "1",
        "starts_at": now.isoformat(), "ends_at": (now + 5 * HOUR).isoformat(),
    }  # fmt: skip

    answer = client_for(supervisor).post(reverse("cases:offer-cover"), told)

    assert answer.status_code == 302
    assert list(Case.objects.filter(covers__taker=colleague)) == [adas]


def test_a_week_of_hours_says_which_day_wants_its_other_time(advocate, client_for):
    mine = client_for(advocate)
    url = reverse("accounts:set-hours", args=[advocate.pk])

    wrong = mine.post(url, {"opens_5": "10:00"})
    assert wrong.status_code == 422
    assert "Give both times of Saturday, or neither." in wrong.content.decode()

    assert mine.post(url, {"opens_5": "10:00", "closes_5": "14:00"}).status_code == 302
    assert 'value="10:00"' in mine.get(reverse("accounts:hours")).content.decode()
