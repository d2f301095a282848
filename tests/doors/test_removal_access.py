"""Who reaches which page of a request; a stranger learns nothing and writes nothing."""

import pytest
from django.urls import reverse

from removal.models import RemovalRequest
from tests.factories import cases as case_factory
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db

READ = ["request"]
WRITE = ["submit", "cure", "process", "conduct", "show-notice"]
OF_A_CASE = ["case-panel", "new"]


@pytest.mark.parametrize("name", [*READ, "change"])
def test_a_stranger_s_page_is_not_there(client_for, advocate, colleague, name):
    request = factory.draft(by=advocate)

    answer = client_for(colleague).get(reverse(f"removal:{name}", args=[request.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("name", WRITE)
def test_a_stranger_s_act_is_not_there_and_writes_nothing(client_for, advocate, colleague, name):
    request = factory.draft(by=advocate)

    answer = client_for(colleague).post(reverse(f"removal:{name}", args=[request.pk]))

    assert answer.status_code == 404
    request.refresh_from_db()
    assert (request.status, request.process) == ("draft", "not_looked")
    assert RemovalRequest.objects.count() == 1


@pytest.mark.parametrize("name", OF_A_CASE)
def test_a_stranger_s_case_is_not_there(client_for, advocate, colleague, name):
    case = case_factory.case(by=advocate)

    assert (
        client_for(colleague).get(reverse(f"removal:{name}", args=[case.code])).status_code == 404
    )


def test_a_list_shows_what_its_pages_would(client_for, advocate, colleague):
    request = factory.draft(by=advocate)

    text = client_for(colleague).get(reverse("removal:list") + "?status=all").content.decode()

    assert request.code not in text


def test_an_attorney_reads_without_acts(client_for, advocate, attorney, supervisor):
    request = factory.draft(by=advocate)
    case_factory.engage(case=request.case, attorney=attorney, by=supervisor)
    browser = client_for(attorney)

    read = browser.get(reverse("removal:request", args=[request.pk]))
    acts = [
        browser.get(reverse("removal:change", args=[request.pk])),
        browser.post(reverse("removal:cure", args=[request.pk])),
        browser.get(reverse("removal:new", args=[request.case.code])),
    ]

    assert read.status_code == 200
    assert "Record the submission</button>" not in read.content.decode()
    assert {act.status_code for act in acts} == {403}


def test_an_administrator_sees_the_directory_and_no_request(client_for, advocate, administrator):
    request = factory.draft(by=advocate)
    browser = client_for(administrator)

    assert browser.get(reverse("removal:request", args=[request.pk])).status_code == 404
    assert browser.get(reverse("removal:platforms")).status_code == 200


def test_what_was_sent_has_no_form_to_change_it(client_for, advocate):
    request = factory.submitted_request(by=advocate)

    answer = client_for(advocate).get(reverse("removal:change", args=[request.pk]))

    assert answer.status_code == 409
    assert "only a draft can be changed" in answer.content.decode()
