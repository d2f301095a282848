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


def test_the_list_and_the_panel_of_a_request_say_what_is_true_of_every_draft(advocate, client_for):
    draft = complaints.complaint(by=advocate)
    client = client_for(advocate)

    for url in (
        reverse("complaints:list"),
        reverse("complaints:request-panel", args=[draft.request_id]),
    ):
        page = client.get(url).content.decode()
        assert "Finish the draft" in page
        assert "Fill the blanks" not in page


def test_a_case_leads_whoever_works_on_it_to_its_complaint(
    advocate, supervisor, attorney, client_for
):
    draft = complaints.in_review(by=advocate)
    cases.engage(case=draft.case, attorney=attorney, by=supervisor)
    client, url = client_for(attorney), reverse("complaints:case-panel", args=[draft.case.code])

    assert (
        f'href="{url}"'
        in client.get(reverse("cases:case", args=[draft.case.code])).content.decode()
    )
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert reverse("complaints:draft", args=[draft.pk]) in part
    assert draft.request.label in part
    assert "In review" in part
    assert "<html" not in part
    assert "<html" in client.get(url).content.decode()


def test_the_complaints_of_a_case_are_its_own_and_no_stranger_s(advocate, colleague, client_for):
    other = complaints.complaint(by=advocate)
    url = reverse("complaints:case-panel", args=[cases.case(by=advocate).code])

    page = client_for(advocate).get(url).content.decode()

    assert "No complaint yet." in page
    assert reverse("complaints:draft", args=[other.pk]) not in page
    assert client_for(colleague).get(url).status_code == 404


def test_the_panel_of_a_case_takes_as_many_queries_for_five_as_for_one(
    advocate, client_for, django_assert_num_queries, django_assert_max_num_queries
):
    case, client = cases.case(by=advocate), client_for(advocate)
    complaints.complaint(by=advocate, case=case)
    url = reverse("complaints:case-panel", args=[case.code])
    client.get(url)
    with django_assert_max_num_queries(12) as few:
        client.get(url)
    for _ in range(4):
        complaints.complaint(by=advocate, case=case)

    with django_assert_num_queries(len(few)):
        client.get(url)
