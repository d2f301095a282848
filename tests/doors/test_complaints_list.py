"""The list of complaints and the panel on a request."""

import re

import pytest
from django.urls import reverse

from tests.factories import cases, complaints
from tests.factories.complaints import DRAFTED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_hour_after_the_deadline(time_machine):
    time_machine.move_to(DRAFTED, tick=False)


def codes(client, show):
    page = client.get(reverse("complaints:list"), {"show": show}).content.decode()
    return set(re.findall(r'<a class="code" href="[^"]*">(C-[^<]*)</a>', page))


def test_each_filter_keeps_its_own(advocate, supervisor, client_for):
    made = {
        "unreviewed": complaints.complaint(by=advocate),
        "in-review": complaints.in_review(by=advocate),
        "signed-off": complaints.signed_off(by=advocate, signer=supervisor),
        "filed": complaints.filed(by=advocate, signer=supervisor),
    }
    client = client_for(advocate)

    for name, draft in made.items():
        assert codes(client, name) == {draft.request.code}
    still_open = {draft.request.code for name, draft in made.items() if name != "filed"}
    assert codes(client, "open") == codes(client, "") == still_open
    assert codes(client, "mine") == still_open
    assert codes(client_for(supervisor), "mine") == set()


def test_nobody_lists_what_they_may_not_open(advocate, colleague, attorney, supervisor, client_for):
    draft = complaints.complaint(by=advocate)

    assert codes(client_for(colleague), "open") == set()
    assert codes(client_for(attorney), "open") == set()
    cases.engage(case=draft.case, attorney=attorney, by=supervisor)
    assert codes(client_for(attorney), "open") == {draft.request.code}


def test_a_list_takes_as_many_queries_for_ten_as_for_two(
    advocate, client_for, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_for(advocate)
    for _ in range(2):
        complaints.complaint(by=advocate)
    client.get(reverse("complaints:list"))
    with django_assert_max_num_queries(12) as few:
        client.get(reverse("complaints:list"))
    for _ in range(8):
        complaints.complaint(by=advocate)

    with django_assert_num_queries(len(few)):
        client.get(reverse("complaints:list"))


def test_an_empty_list_says_what_comes_next(advocate, client_for):
    page = client_for(advocate).get(reverse("complaints:list")).content.decode()

    assert "No open complaint" in page
    assert reverse("removal:list") in page


def test_the_panel_of_a_request_links_to_its_complaint(advocate, client_for):
    draft = complaints.complaint(by=advocate)
    client, url = client_for(advocate), reverse("complaints:request-panel", args=[draft.request_id])

    part = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert reverse("complaints:draft", args=[draft.pk]) in part
    assert "<html" not in part
    assert "<html" in client.get(url).content.decode()


def test_the_panel_of_a_request_without_one_says_when_there_will_be(
    advocate, colleague, client_for
):
    request = complaints.received_request(by=advocate)
    url = reverse("complaints:request-panel", args=[request.pk])

    assert "None yet." in client_for(advocate).get(url).content.decode()
    assert client_for(colleague).get(url).status_code == 404
