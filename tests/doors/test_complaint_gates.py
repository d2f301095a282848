"""The gates, the choice, the notice and addenda by page and by API: one sentence for both."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from complaints import services
from complaints.models import (
    AddendumFiling,
    ComplaintDraft,
    ExposureChoice,
    PriorNotice,
    SignOff,
)
from tests.factories import cases, complaints, releases, removal

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def draft(advocate, now):
    """Give a finished draft in review whose last look is an hour old, by the clock of today."""
    return in_review(advocate, now)


def in_review(advocate, now, **rest):
    request = complaints.received_request(by=advocate, **rest)
    releases.to_regulator(request.case, by=advocate, now=now)
    complaints.look(request, by=advocate, at=now - HOUR)
    made = complaints.draft_of(request, now=now - HOUR)
    blanks = {
        key: complaints.BLANKS.get(key, "Told in words.")
        for key in services.blanks_of(made.revisions.get(number=1))
    }
    services.revise(draft_id=made.pk, blanks=blanks, added={}, by=advocate, now=now)
    services.refresh(draft_id=made.pk, by=advocate, now=now)
    return services.send_to_review(draft_id=made.pk, by=advocate, now=now)


def page(draft, path=""):
    return f"/complaints/{draft.pk}/{path}"


def api(draft, path=""):
    return f"/api/v1/complaints/{draft.pk}/{path}"


def html(response):
    return unescape(response.content.decode())


def post(client, url, body):
    return client.post(url, body, content_type="application/json")


def fresh(draft):
    return ComplaintDraft.objects.get(pk=draft.pk)


def test_a_blocked_sign_off_is_refused_in_one_sentence_by_page_and_api(
    draft, client_for, supervisor
):
    supervisor.time_zone = "UTC"  # as the API speaks, so that a day is the same day
    supervisor.save(update_fields=["time_zone"])
    releases.revoke(
        draft.case.releases.get(recipient_kind="regulator"), by=supervisor, now=timezone.now()
    )

    over_api = post(client_for(supervisor), api(draft, "sign-off/"), {})
    by_page = client_for(supervisor).post(
        page(draft, "sign-off/"), {"on_revision": draft.revision_number}
    )

    sentence = over_api.json()["detail"]
    assert sentence.startswith("Not complete. ")
    assert sentence in html(by_page)
    assert (over_api.status_code, by_page.status_code) == (409, 422)
    assert not SignOff.objects.exists()


def test_what_is_missing_says_who_can_see_to_it_and_leads_there(advocate, client_for, now):
    minor = cases.case(by=advocate, age_when_made="unsure")
    draft = in_review(advocate, now, case=minor)

    shown = html(client_for(advocate).get(page(draft)))
    told = {check["key"]: check for check in client_for(advocate).get(api(draft)).json()["checks"]}

    assert "The advocate of the case, or a supervisor can see to it." in shown
    assert f'href="/complaints/{draft.pk}/cybertipline/"' in shown
    assert told["cybertip"]["state"] == "missing"
    assert told["cybertip"]["who"] == "The advocate of the case, or a supervisor"


def test_the_page_says_whose_sign_off_is_still_wanted(advocate, supervisor, client_for, now):
    unclear = removal.platform(coverage="unclear", coverage_reason="It says it is mail alone.")
    draft = in_review(advocate, now, on=unclear)

    client_for(supervisor).post(page(draft, "sign-off/"), {"on_revision": draft.revision_number})

    shown = html(client_for(advocate).get(page(draft)))
    assert "Still wanted: an attorney of the case." in shown
    assert "it is unclear whether the Act reaches the service" in shown
    told = client_for(advocate).get(api(draft)).json()
    assert told["still_wanted"] == ["an attorney of the case"]
    assert (told["status"], told["signs_wanted"]) == ("in_review", 2)
    assert [one["role"] for one in told["sign_offs"]] == ["supervisor"]


def test_a_signer_takes_their_sign_off_back_on_the_page(draft, client_for, supervisor, advocate):
    client = client_for(supervisor)
    client.post(page(draft, "sign-off/"), {"on_revision": draft.revision_number})
    assert "Take my sign-off back" in html(client.get(page(draft)))
    assert "Take my sign-off back" not in html(client_for(advocate).get(page(draft)))

    client.post(page(draft, "withdraw-sign-off/"))

    assert fresh(draft).status == "in_review"
    again = post(client, api(draft, "withdraw-sign-off/"), {})
    assert (again.status_code, again.json()["code"]) == (409, "not_signed")


CHOICE = {
    "person": "depicted", "contact": "agency", "addresses": "shown", "references": "no",
    "harm": ["work"], "age": "not_told", "basis": "no", "recognised_by": "no",
    "chosen_by": "self", "how_asked": "phone",
}  # fmt: skip


def test_the_choice_is_made_on_a_page_that_begins_with_what_shows_least(
    draft, client_for, advocate, now
):
    client = client_for(advocate)
    asked = html(client.get(page(draft, "shown/")))
    assert "“The depicted person”, and nothing else" in asked
    assert asked.count("checked") >= 6

    chosen_at = (now - HOUR).isoformat()
    answer = client.post(page(draft, "shown/"), {**CHOICE, "chosen_at": chosen_at})

    assert answer.status_code == 302
    kept = ExposureChoice.objects.get()
    assert kept.choice["addresses"] == "shown"
    assert "Chosen" in html(client.get(page(draft)))
    assert "or where the image is" in html(client.get(page(draft, "shown/")))


def test_a_choice_without_a_moment_is_asked_again_and_keeps_nothing(draft, client_for, advocate):
    answer = client_for(advocate).post(page(draft, "shown/"), CHOICE)

    assert answer.status_code == 422
    assert not ExposureChoice.objects.exists()


def test_the_page_of_a_possible_child_offers_no_answer_that_tells_who(advocate, client_for, now):
    draft = in_review(advocate, now, case=cases.case(by=advocate, age_when_made="under18"))

    asked = html(client_for(advocate).get(page(draft, "shown/")))

    for name in ("person", "pseudonym", "contact", "addresses", "state", "basis", "recognised_by"):
        assert f'name="{name}"' not in asked
    over_api = post(
        client_for(advocate), api(draft, "shown/"),
        {"addresses": "shown", "chosen_by": "self", "how_asked": "phone",
         "chosen_at": (now - HOUR).isoformat()},
    )  # fmt: skip
    assert (over_api.status_code, over_api.json()["code"]) == (409, "handled_as_minor")
    assert not ExposureChoice.objects.exists()


def test_an_unknown_field_of_a_choice_is_an_error(draft, client_for, advocate, now):
    body = {"chosen_by": "self", "how_asked": "phone", "chosen_at": now.isoformat(), "name": "M"}

    assert post(client_for(advocate), api(draft, "shown/"), body).status_code == 400


def test_a_change_after_papers_were_taken_says_so(draft, client_for, advocate, now):
    client = client_for(advocate)
    client.get(page(draft, "packet.txt"))
    body = {"harm": ["work"], "chosen_by": "self", "how_asked": "phone"}
    post(client, api(draft, "shown/"), {**body, "chosen_at": (now - HOUR).isoformat()})

    assert "Papers were taken before this choice" in html(client.get(page(draft)))


def test_a_notice_is_written_copied_and_recorded_by_a_person(draft, client_for, advocate, now):
    client = client_for(advocate)
    reply = (now + 24 * HOUR).isoformat()
    client.post(page(draft, "notice/"), {"reply_by": reply})

    shown = html(client.get(page(draft, "notice/")))
    assert "Before a report" in shown or "before a report" in shown
    assert "data-copy-button" in shown

    client.post(
        page(draft, "notice/sent/"),
        {"sent_by": "survivor", "channel": "web_form", "reference": "T-1",
         "sent_at": timezone.now().isoformat()},
    )  # fmt: skip
    assert PriorNotice.objects.get().sent_by == "survivor"
    told = client.get(api(draft)).json()["notices"]
    assert [one["reference"] for one in told] == ["T-1"]


def test_a_notice_too_early_is_refused_alike(client_for, advocate, now):
    request = complaints.received_request(by=advocate)
    moved = complaints.clock(received_at=now - HOUR, due_at=now + 47 * HOUR)
    draft = complaints.draft_of(request, now=now, clock=moved)
    reply = now + 24 * HOUR
    sentence = "The time still runs. A notice can be written once it has run out."

    over_api = post(client_for(advocate), api(draft, "notice/"), {"reply_by": reply.isoformat()})
    by_page = client_for(advocate).post(page(draft, "notice/"), {"reply_by": (reply).isoformat()})

    assert over_api.json()["detail"] == sentence
    assert sentence in html(by_page)
    assert not PriorNotice.objects.exists()


def test_an_addendum_is_taken_and_recorded_by_itself(client_for, advocate, supervisor, now):
    draft = in_review(advocate, now)
    services.sign_off(draft_id=draft.pk, by=supervisor, now=now)
    services.record_filing(draft_id=draft.pk, filed_at=now, number="F-1", by=advocate, now=now)
    added = services.add_addendum(
        draft=draft, kind="look", text="E1 was still up.", source=draft, now=now, by=None
    )
    client = client_for(advocate)
    shown = html(client.get(page(draft)))
    assert "A further look" in shown
    assert "Nobody has recorded that it was sent" in shown

    assert client.get(page(draft, f"addenda/{added.pk}/paper.pdf")).content[:4] == b"%PDF"
    assert client.get(api(draft, f"addenda/{added.pk}/")).content[:4] == b"%PDF"
    moment = timezone.now().isoformat()
    client.post(page(draft, "addenda/filed/"), {"addendum_id": added.pk, "filed_at": moment})

    assert AddendumFiling.objects.get().addendum == added
    assert client.get(api(draft)).json()["addenda"][0]["filed_at"] is not None


@pytest.mark.parametrize("path", ["shown/", "cybertipline/", "notice/"])
def test_a_stranger_finds_none_of_it(draft, client_for, colleague, path):
    assert client_for(colleague).get(page(draft, path)).status_code == 404
    assert post(client_for(colleague), api(draft, path), {}).status_code == 404


@pytest.mark.parametrize("path", ["shown/", "cybertipline/", "notice/"])
def test_an_attorney_chooses_and_sends_nothing(draft, client_for, attorney, supervisor, path):
    cases.engage(case=draft.case, attorney=attorney, by=supervisor)

    assert client_for(attorney).get(page(draft, path)).status_code == 403


def test_no_page_of_a_complaint_says_that_the_house_sent_it(draft, client_for, supervisor):
    client = client_for(supervisor)

    for path in ("", "shown/", "notice/", "papers/"):
        said = html(client.get(page(draft, path))).lower()
        for word in ("violated", "eligible", "guaranteed", "was sent by reclaim", "we filed"):
            assert word not in said, path
