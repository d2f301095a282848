import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from removal.models import Batch, Submission
from tests.factories import deadlines as deadlines_factory
from tests.factories import releases
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db


def at(name, *more):
    return reverse(f"removal:{name}", args=["chirp", *more])


@pytest.fixture
def two(advocate):
    at = (factory.DRAFTED + timedelta(minutes=place) for place in range(2))
    made = [factory.draft(by=advocate, now=now) for now in at]
    for one in made:
        releases.to_platform(one, by=advocate, now=factory.SUBMITTED)
    return made


def test_fields_stand_in_the_platform_s_own_order_with_how_far_one_is(client_for, advocate, two):
    browser = client_for(advocate)
    browser.post(at("begin-batch"))

    text = browser.get(at("batch")).content.decode()

    assert "1 of 2" in text
    assert text.index("Links to the items") < text.index("A statement that it is shown")
    assert two[0].code in text
    assert "M. K." not in re.sub(r"<title>.*?</title>", "", text)


def test_what_was_just_sent_is_recorded_with_its_reference_and_the_next_comes(
    client_for, advocate, two, settings
):
    browser = client_for(advocate)
    browser.post(at("begin-batch"))

    told = {"just_now": "1", "sent_by": "survivor", "channel": "web_form", "reference": "TK-9"}
    browser.post(at("send-in-batch", two[0].pk), told)

    text = browser.get(at("batch")).content.decode()
    sent = Submission.objects.select_related("case__key").get()
    assert (sent.request_id, sent.reference) == (two[0].pk, "TK-9")
    assert "2 of 2" in text
    assert re.search(r'value="survivor"[^>]*checked', text)


def test_a_refused_submission_is_asked_again_in_its_place(client_for, advocate, two):
    browser = client_for(advocate)
    browser.post(at("begin-batch"))

    answer = browser.post(at("send-in-batch", two[0].pk), {"reference": "TK-9"})

    assert answer.status_code == 422
    assert "TK-9" in answer.content.decode()
    assert not Submission.objects.exists()


def test_the_end_of_a_batch_leads_to_the_receipts(client_for, advocate, two):
    deadlines_factory.rules_loaded()
    browser = client_for(advocate)
    browser.post(at("begin-batch"))
    for one in two:
        told = {"just_now": "1", "sent_by": "survivor", "channel": "web_form"}
        browser.post(at("send-in-batch", one.pk), told)

    text = browser.get(at("batch")).content.decode()

    assert "2 of 2 sent" in text
    receipt = reverse("deadlines:receipt", args=[two[0].pk])
    assert f"{receipt}?back={at('batch')}" in text
    assert (
        f'name="back" value="{at("batch")}"'
        in browser.get(receipt, {"back": at("batch")}).content.decode()
    )
    now = timezone.now().isoformat(timespec="seconds")
    told = {"proof": "none", "received_at": now, "back": at("batch")}
    assert browser.post(receipt, told).headers["Location"] == at("batch")
    browser.post(at("end-batch"))
    assert Batch.objects.get().ended_at


def test_a_stale_entry_warns_in_the_batch(client_for, advocate, two):
    browser = client_for(advocate)

    assert "Nobody has checked this entry yet" in browser.get(at("batch")).content.decode()


def test_drafts_to_one_platform_are_offered_in_a_row(client_for, advocate, two):
    text = client_for(advocate).get(reverse("removal:list")).content.decode()

    assert "2 drafts to Chirp" in text
    assert at("batch") in text
