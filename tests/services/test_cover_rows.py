"""What the table of covers refuses whoever writes to it, and the sight that follows from a row."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.models import Case, Cover
from cases.services.moments import database_time
from tests.factories import cases as make
from tests.factories import cover as covers

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


@pytest.fixture
def case(advocate):
    return make.case(by=advocate)


@pytest.fixture
def active(case, advocate, colleague):
    return covers.active(case=case, giver=advocate, taker=colleague)


def refused(cover, **facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.filter(pk=cover.pk).update(**facts)


def test_the_table_refuses_what_no_cover_can_be(active, advocate, now):
    at = active.accepted_at
    refused(active, taker=advocate)
    refused(active, declined_at=at)
    refused(active, withdrawn_at=at)
    refused(active, accepted_at=None, declined_at=at, withdrawn_at=at)
    refused(active, ends_at=active.starts_at)
    refused(active, ends_at=active.starts_at + 14 * DAY + 2 * HOUR)
    refused(active, answer_by=active.ends_at + HOUR)
    refused(active, accepted_at=active.ends_at)
    refused(active, escalated_at=active.answer_by - HOUR)
    refused(active, ended_at=at)  # and nobody says why
    refused(active, ended_as="given_back")
    refused(active, ended_by=advocate)
    refused(active, ended_at=at, ended_as="bored")
    refused(active, accepted_at=None, ended_at=at, ended_as="given_back")


def test_two_weeks_may_hold_the_hour_that_an_autumn_night_has_twice(active):
    Cover.objects.filter(pk=active.pk).update(ends_at=active.starts_at + 14 * DAY + HOUR)


def test_one_person_covers_a_case_at_a_time(active, case, advocate, supervisor):
    with pytest.raises(IntegrityError), transaction.atomic():
        covers.active(case=case, giver=advocate, taker=supervisor)

    after = {"starts_at": active.ends_at, "ends_at": active.ends_at + HOUR}
    covers.active(case=case, giver=advocate, taker=supervisor, **after)


def test_a_case_is_offered_once_to_a_person_for_the_same_hours(case, advocate, colleague):
    covers.offered(case=case, giver=advocate, taker=colleague)

    with pytest.raises(IntegrityError), transaction.atomic():
        covers.offered(case=case, giver=advocate, taker=colleague)


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).count()


def test_a_taker_sees_the_case_from_hour_to_hour_and_no_longer(case, advocate, colleague):
    offer = covers.offered(case=case, giver=advocate, taker=colleague)
    rows, at = Cover.objects.filter(pk=offer.pk), database_time()

    assert sees(colleague, case) == 0
    rows.update(accepted_at=at)
    assert sees(colleague, case) == 1
    rows.update(starts_at=at + HOUR)
    assert sees(colleague, case) == 0
    rows.update(
        offered_at=at - 9 * HOUR, accepted_at=at - 8 * HOUR, answer_by=at - 8 * HOUR,
        starts_at=at - 8 * HOUR, ends_at=at - HOUR / 3600,
    )  # fmt: skip
    assert sees(colleague, case) == 0
    assert sees(advocate, case) == 1


def test_a_cover_that_ended_gives_no_sight(active, case, colleague):
    Cover.objects.filter(pk=active.pk).update(ended_at=active.accepted_at, ended_as="ended_early")

    assert sees(colleague, case) == 0


@pytest.mark.parametrize("who", ["attorney", "administrator"])
def test_no_row_of_cover_opens_a_case_to_these(who, request, case, advocate):
    person = request.getfixturevalue(who)
    covers.active(case=case, giver=advocate, taker=person)

    assert sees(person, case) == 0


def test_an_advocate_who_covers_their_own_again_sees_the_case_once(case, advocate, colleague):
    covers.active(case=case, giver=colleague, taker=advocate)

    assert sees(advocate, case) == 1


def test_an_offer_is_seen_by_its_two_people_and_by_who_sees_the_case(
    case, advocate, colleague, supervisor, attorney
):
    offer = covers.offered(case=case, giver=advocate, taker=colleague)

    def shown(user):
        return Cover.objects.visible_to(user).filter(pk=offer.pk).exists()

    assert [shown(one) for one in (advocate, colleague, supervisor)] == [True, True, True]
    assert not shown(attorney)
