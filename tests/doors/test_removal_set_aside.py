import pytest
from django.urls import reverse

from audit.models import Entry
from tests.factories import cases as case_factory
from tests.factories import evidence as evidence_factory
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db
WITHDRAW = "deadlines:withdraw"


@pytest.fixture
def browser(client_for, advocate):
    return client_for(advocate)


def test_a_draft_s_page_offers_to_set_it_aside_and_then_says_so(browser, advocate):
    request = factory.draft(by=advocate)
    page, door = (reverse(name, args=[request.pk]) for name in ("removal:request", WITHDRAW))
    asked = browser.get(page).content.decode()

    answer = browser.post(door, {"because": "mistake"})

    request.refresh_from_db()
    assert door in asked
    assert "It was made by mistake" in asked
    assert (answer.url, request.status) == (page, "withdrawn")
    after = browser.get(page).content.decode()
    assert "Set aside" in after
    assert "Set this draft aside" not in after


def test_setting_aside_wants_a_reason_and_its_own_page_asks_for_it(browser, advocate):
    request = factory.draft(by=advocate)
    door = reverse(WITHDRAW, args=[request.pk])

    answer = browser.post(door, {})

    request.refresh_from_db()
    assert (answer.status_code, request.status) == (422, "draft")
    assert "Choose why it is set aside." in answer.content.decode()
    asked = browser.get(door).content.decode()
    assert "Set this draft aside" in asked
    assert "Why it is set aside" in asked
    assert "withdrawn" not in asked
    assert not Entry.objects.filter(action="deadlines.withdrew").exists()


def test_an_attorney_is_not_offered_to_set_a_draft_aside(
    client_for, advocate, attorney, supervisor
):
    request = factory.draft(by=advocate)
    case_factory.engage(case=request.case, attorney=attorney, by=supervisor)

    page = client_for(attorney).get(reverse("removal:request", args=[request.pk]))

    assert "Set this draft aside" not in page.content.decode()


def test_no_address_ties_a_case_to_a_platform(browser, advocate):
    factory.platform()
    case = case_factory.case(by=advocate)
    evidence_factory.item(case=case, by=advocate, url="https://chirp.example/p/1")
    address = reverse("removal:new", args=[case.code])

    asked = browser.get(address + "?platform=chirp").content.decode()
    chosen = browser.post(address, {"platform": "chirp"})

    assert "Who should remove what" in asked
    assert 'method="get"' not in asked
    assert chosen.status_code == 200
    assert "A request to Chirp" in chosen.content.decode()
    assert not case.removal_requests.exists()
