from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from audit.models import Entry
from cases.models import Release
from removal.models import RemovalRequest
from removal.services import requests
from tests.factories import cases as case_factory
from tests.factories import evidence as evidence_factory
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db

SENT = {
    "channel": "web_form",
    "sent_by": "survivor",
    "submitted_at": "2026-10-31T09:30",
    "reference": "T-4",
}


@pytest.fixture
def browser(client_for, advocate):
    return client_for(advocate)


def page(browser, request, **more):
    return browser.get(reverse("removal:request", args=[request.pk]), **more).content.decode()


def test_the_four_parts_stand_beside_the_notice(browser, advocate):
    text = page(browser, factory.draft(by=advocate, contact=""))

    for part in ("1. Signature", "2. What and where", "3. Good-faith belief", "4. Contact"):
        assert part in text
    assert "Missing: how the platform can reach the person" in text
    assert "[[contact]]" in text
    assert "Complete the four parts first" in text


def test_a_whole_draft_offers_the_platform_s_own_form_and_then_the_submission(browser, advocate):
    request = factory.draft(by=advocate, on=factory.platform(asks_for=["statement", "legal_name"]))

    text = page(browser, request)

    assert "https://chirp.example/report" in text
    assert 'href="https://chirp.example' not in text
    assert text.index("A statement that it is shown") < text.index("A legal name")
    assert "More than the four parts" in text
    assert "Nobody has checked this entry yet" in text
    assert "Record the submission" in text


def test_sending_is_recorded_in_the_reader_s_zone(browser, advocate):
    request = factory.draft(by=advocate)

    answer = browser.post(reverse("removal:submit", args=[request.pk]), SENT)

    assert answer.status_code == 302
    request.refresh_from_db()
    assert request.status == "submitted"
    assert request.submission.submitted_at == factory.SUBMITTED  # 09:30 in New York, 13:30 UTC


def test_a_refusal_stands_beside_its_field_and_nothing_is_written(browser, advocate):
    request = factory.draft(by=advocate)

    answer = browser.post(
        reverse("removal:submit", args=[request.pk]), SENT | {"submitted_at": "2099-01-01T10:00"}
    )

    assert answer.status_code == 422
    assert "That moment is still to come" in answer.content.decode()
    request.refresh_from_db()
    assert request.status == "draft"


def test_opening_a_request_is_entered(browser, advocate):
    page(browser, factory.draft(by=advocate))

    assert Entry.objects.filter(action="cases.opened", facts__contains="request R1").count() == 1


def test_a_survivor_s_name_shows_only_behind_one_recorded_click(browser, advocate):
    request = factory.draft(by=advocate, signer_name="Maria Kestrel")

    before = page(browser, request)
    shown = browser.post(reverse("removal:show-notice", args=[request.pk])).content.decode()

    assert "Maria" not in before
    assert "Show the name" in before
    assert "Maria Kestrel" in shown
    assert Entry.objects.filter(facts__contains="whole notice of R1").count() == 1


def test_a_possible_child_s_address_shows_only_behind_one_recorded_click(browser, advocate):
    case = case_factory.case(by=advocate, age_when_made="unsure")
    request = factory.draft(by=advocate, case=case, signer_role="advocate")

    before = page(browser, request)
    shown = browser.post(reverse("removal:show-notice", args=[request.pk])).content.decode()

    assert "chirp.example/posts" not in before
    assert "chirp.example/posts" in shown


def test_the_form_never_shows_a_name_it_keeps_and_keeps_it(browser, advocate):
    request = factory.draft(by=advocate, signer_name="Maria Kestrel")
    address = reverse("removal:change", args=[request.pk])
    item = request.listings.get().item_id
    form = {
        "item_ids": [str(item)],
        "signer_role": "self",
        "signer_name": "",
        "signed_at": "2026-10-30T06:30",
        "signature_method": "typed",
        "identifiable_by": ["face"],
        "good_faith_basis": "covert_recording",
        "good_faith_statement": "I never agreed to this being shown.",
        "contact": "desk@agency.example",
    }

    asked = browser.get(address).content.decode()
    browser.post(address, form)

    assert "Maria" not in asked
    kept = RemovalRequest.objects.get(pk=request.pk)
    assert (kept.signer_name, kept.good_faith_basis) == ("Maria Kestrel", "covert_recording")


def test_items_are_offered_under_the_platform_that_certainly_holds_them(browser, advocate):
    factory.platform()
    case = case_factory.case(by=advocate)
    evidence_factory.item(case=case, by=advocate, url="https://chirp.example/p/1")
    evidence_factory.item(case=case, by=advocate, url="https://nowhere.example/p/2")

    text = browser.get(reverse("removal:new", args=[case.code])).content.decode()

    assert text.index("Ask Chirp") < text.index("Any other site")
    assert text.index("E1") < text.index("Ask Chirp") < text.index("E2")


def test_a_new_request_takes_over_who_signs_from_the_one_before(browser, advocate):
    factory.platform(slug="peep", name="Peep")
    first = factory.draft(by=advocate, signer_name="Maria Kestrel")
    item = evidence_factory.item(case=first.case, by=advocate)
    address = reverse("removal:new", args=[first.case.code])

    asked = browser.post(address, {"platform": "peep", "item": [str(item.pk)]})
    form = asked.context["form"]
    answers = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    filled = {name: value for name, value in answers.items() if value}
    browser.post(address, filled | {"signed_at": "2026-10-31T09:00"})

    second = RemovalRequest.objects.exclude(pk=first.pk).get()
    assert "Maria" not in asked.content.decode()
    assert (second.platform_id, second.signer_name) == ("peep", "Maria Kestrel")
    assert [listing.item for listing in second.listings.all()] == [item]


def test_what_was_sent_stays_as_it_was_sent(browser, advocate, supervisor):
    request = factory.submitted_request(by=advocate, signer_role="advocate", **_authority(advocate))
    item = request.listings.get().item
    from evidence.services import correct_item

    correct_item(
        item_id=item.pk, url="https://chirp.example/other", by=advocate, now=factory.SUBMITTED
    )

    text = page(browser, request)

    assert f"chirp.example/posts/{request.case.code}-1" in text
    assert "The notice as it was sent" in text


def _authority(advocate):
    case = case_factory.case(by=advocate)
    authority = case_factory.authority(case=case, by=advocate)
    return {"case": case, "authority_id": authority.pk}


def test_a_cured_version_leaves_the_earlier_one_with_its_panel(browser, advocate):
    old = factory.submitted_request(by=advocate)

    answer = browser.post(reverse("removal:cure", args=[old.pk]))

    new = RemovalRequest.objects.get(replaces=old)
    assert answer.url == reverse("removal:request", args=[new.pk])
    assert "A later version exists" in page(browser, old)
    assert "The signature is from the earlier request" in page(browser, new)


def test_the_list_filters_by_state_and_platform_in_the_address(browser, advocate, now):
    factory.platform(slug="peep", name="Peep")
    sent = factory.submitted_request(by=advocate)
    draft = factory.draft(by=advocate, case=sent.case)

    def listed(query):
        return browser.get(reverse("removal:list") + query).content.decode()

    assert draft.code in listed("?status=draft")
    assert sent.code + "<" not in listed("?status=draft")
    assert sent.code + "<" in listed("?status=submitted")
    assert sent.code + "<" not in listed("?status=all&platform=peep")
    assert "Record the receipt" in listed("")


def test_the_case_s_panel_is_a_part_for_htmx_and_a_page_without(browser, advocate):
    request = factory.draft(by=advocate)
    address = reverse("removal:case-panel", args=[request.case.code])

    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    whole = browser.get(address).content.decode()

    assert "<html" not in part
    assert "R1" in part
    assert "<html" in whole


def test_no_process_found_leads_to_a_complaint(browser, advocate, now):
    request = factory.draft(by=advocate)
    form = {"process": "none", "looked_at": "2026-10-31T09:00"}

    browser.post(reverse("removal:process", args=[request.pk]), form)

    assert "Draft a complaint" in page(browser, request)
    assert RemovalRequest.objects.get(pk=request.pk).process == "none"


def test_conduct_is_noted_from_the_page(browser, advocate):
    request = factory.draft(by=advocate)

    browser.post(reverse("removal:conduct", args=[request.pk]), {"gave_identifier": "yes"})

    assert RemovalRequest.objects.get(pk=request.pk).conduct == {"gave_identifier": "yes"}


def test_a_list_asks_the_database_as_often_for_ten_as_for_two(browser, advocate):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("removal:list") + "?status=all")
        return len(asked)

    case = case_factory.case(by=advocate)
    for _ in range(2):
        sent = factory.submitted_request(by=advocate, case=case)
    requests.cure_request(request_id=sent.pk, by=advocate, now=factory.SUBMITTED)
    queries()
    few = queries()
    for _ in range(8):
        factory.draft(by=advocate, case=case)

    assert queries() <= few


def test_the_release_ends_on_the_day_that_its_paper_says(advocate, client_for):
    request = factory.submitted_request(by=advocate)
    ends = datetime(2026, 11, 19, 23, 59, tzinfo=ZoneInfo(advocate.time_zone))  # the 20th in UTC
    Release.objects.filter(pk=request.submission.release_id).update(expires_at=ends)

    page = client_for(advocate).get(reverse("removal:request", args=[request.pk]))

    assert "to 19 Nov 2026." in page.content.decode()
