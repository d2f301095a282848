import pytest
from django.urls import reverse
from django.utils import timezone

from deadlines.models import Clock
from evidence.models import ListingFact
from removal.models import LookPlan
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db
LOOKS = "/looks/"


def ago(hours):
    return timezone.now() - hours * HOUR


@pytest.fixture
def late(advocate):
    return make.received(by=advocate, at=ago(60))


def test_today_s_looks_stand_by_platform_and_say_how_late_they_are(client_for, advocate, late):
    text = client_for(advocate).get(LOOKS).content.decode()

    assert "Chirp" in text
    assert late.case.code in text
    assert "Late by 12 h 00 min" in text
    assert "Nobody has looked yet" in text
    assert 'href="https://chirp.example' not in text


def test_one_press_records_the_look_and_comes_back(client_for, advocate, late):
    browser, item = client_for(advocate), make.items_of(late)[0]
    told = {
        "kind": "seen_up", "how": "opened_link", "checked_by": "advocate", "just_now": "1",
        "back": LOOKS,
    }  # fmt: skip

    answer = browser.post(reverse("deadlines:outcome", args=[item.pk]), told)

    assert answer["Location"] == LOOKS
    assert ListingFact.objects.get().kind == "seen_up"
    assert late.case.code not in browser.get(LOOKS).content.decode()


def test_where_somebody_may_be_under_18_no_address_stands_and_none_is_opened(client_for, advocate):
    case = case_factory.case(by=advocate, age_when_made="under18")
    make.received(by=advocate, at=ago(60), case=case)

    text = client_for(advocate).get(LOOKS).content.decode()

    assert case.code in text
    assert "nobody opens it" in text
    assert "chirp.example/" not in text
    assert "Still up" not in text


def test_a_colleague_s_looks_are_not_shown(client_for, colleague, late):
    text = client_for(colleague).get(LOOKS).content.decode()

    assert "Nothing to look at today" in text


def test_the_list_takes_as_many_queries_for_five_as_for_one(
    client_for, advocate, late, django_assert_max_num_queries
):
    browser = client_for(advocate)
    for _ in range(4):
        make.received(by=advocate, at=ago(60))

    with django_assert_max_num_queries(25):
        browser.get(LOOKS)


def test_the_schedule_is_set_in_days_and_kept_in_hours(client_for, advocate, late):
    browser, url = client_for(advocate), reverse("deadlines:look-plan", args=[late.pk])
    assert 'value="0, 1, 3, 7, 14, 30"' in browser.get(url).content.decode()

    told = {"hours_after": "0, 0.5, 2", "then_every_days": "14", "until_gone_days": "60"}
    browser.post(url, told)

    plan = LookPlan.objects.get()
    assert (plan.hours_after, plan.then_every_days, plan.set_by) == ([0, 12, 48], 14, advocate)
    wrong = browser.post(url, told | {"hours_after": "soon"})
    assert wrong.status_code == 422
    assert "Write days as numbers" in wrong.content.decode()


def test_ended_looks_say_why_and_leave_the_clock(client_for, advocate, late):
    browser = client_for(advocate)

    browser.post(reverse("deadlines:end-looks", args=[late.pk]))

    text = browser.get(reverse("deadlines:look-plan", args=[late.pk])).content.decode()
    assert "A person ended it" in text
    assert Clock.objects.get().closed_at is None


def test_an_item_says_when_somebody_last_looked(client_for, advocate, late):
    item = make.items_of(late)[0]
    make.look(item, by=advocate, at=ago(3), kind="seen_up")

    text = client_for(advocate).get(reverse("evidence:item", args=[item.pk])).content.decode()

    assert "Last looked 3 h ago" in text
