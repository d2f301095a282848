"""The removal desk over the API: the same services, gates and doors as its pages."""

import pytest
from django.utils import timezone

from removal.models import LookPlan, Platform, PlatformChange, RemovalRequest
from tests.factories import deadlines as make
from tests.factories import releases
from tests.factories import removal as factory
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db
API = "/api/v1/"


def ago(hours):
    return timezone.now() - hours * HOUR


def test_an_answer_that_disputes_a_part_leads_to_its_cure(api_for, advocate):
    api, old = api_for(advocate), make.received(by=advocate, at=ago(5))
    told = {
        "kind": "says_incomplete", "answered_at": ago(1).isoformat(), "words": "Who signed?",
        "disputes": ["signature"],
    }  # fmt: skip

    answered = api.post(f"{API}removal-requests/{old.pk}/answer/", told).json()
    cured = api.post(f"{API}removal-requests/{old.pk}/cure/", {})

    assert answered["next_step"] == "cure"
    assert cured.status_code == 201
    assert cured.json()["cures_answer"] == answered["answers"][0]["id"]
    assert cured.json()["replaces"] == str(old.pk)


def test_a_batch_is_begun_passed_over_and_sent_request_by_request(api_for, advocate, colleague):
    api, at = api_for(advocate), factory.DRAFTED
    first, second = (factory.draft(by=advocate, now=at + n * HOUR) for n in range(2))
    releases.to_platform(second, by=advocate, now=factory.SUBMITTED)

    batch = api.post(f"{API}batches/", {"platform": "chirp"}).json()
    assert batch["next"] == str(first.pk)
    skipped = {"request": str(first.pk), "because": "not_now"}
    batch = api.post(f"{API}batches/{batch['id']}/skip/", skipped).json()
    assert batch["next"] == str(second.pk)
    sent = {
        "channel": "web_form", "sent_by": "agency", "reference": "TK-3",
        "submitted_at": factory.SUBMITTED.isoformat(),
    }  # fmt: skip
    api.post(f"{API}removal-requests/{second.pk}/submission/", sent)

    told = api.get(f"{API}batches/{batch['id']}/").json()
    assert [stop["state"] for stop in told["stops"]] == ["skipped", "sent"]
    assert api_for(colleague).get(f"{API}batches/{batch['id']}/").status_code == 404


def test_how_a_platform_is_reached_is_changed_by_two(api_for, advocate, supervisor):
    factory.platform()
    moved = {"report_url": "https://chirp.example/moved"}

    proposed = api_for(advocate).post(f"{API}platforms/chirp/propose/", moved)
    change = PlatformChange.objects.get()
    decide = f"{API}platform-changes/{change.pk}/decide/"
    own = api_for(advocate).post(decide, {"decision": "confirmed"})
    theirs = api_for(supervisor).post(decide, {"decision": "confirmed"})

    assert proposed.json()["report_url"] == "https://chirp.example/report"
    assert own.status_code == 403
    assert theirs.json()["decision"] == "confirmed"
    assert Platform.objects.get(pk="chirp").report_url == moved["report_url"]


def test_a_supervisor_s_own_change_is_refused_as_their_own(api_for, supervisor):
    factory.platform()
    api = api_for(supervisor)
    api.post(f"{API}platforms/chirp/propose/", {"contacts": ["By post"]})

    change = PlatformChange.objects.get()
    refused = api.post(f"{API}platform-changes/{change.pk}/decide/", {"decision": "confirmed"})

    assert (refused.status_code, refused.json()["code"]) == (409, "needs_second_person")
    assert Platform.objects.get(pk="chirp").contacts == []


def test_drift_is_reported_taken_and_settled(api_for, advocate, attorney):
    factory.platform()

    report = api_for(attorney).post(f"{API}platforms/chirp/report/", {"kind": "form_gone"}).json()
    address = f"{API}platform-reports/{report['id']}/"
    refused = api_for(attorney).post(f"{address}take/")
    api = api_for(advocate)
    api.post(f"{address}take/")
    settled = api.post(f"{address}settle/", {"closed_as": "as_recorded"}).json()

    assert refused.status_code == 403
    assert (settled["assigned_to"], settled["closed_as"]) == ("Ada", "as_recorded")
    assert Platform.objects.get(pk="chirp").verified_by == advocate


def test_who_stands_behind_a_site_is_noted_and_asked(api_for, advocate, colleague):
    api, first = api_for(advocate), make.received(by=advocate, at=ago(60))
    told = {
        "request": str(first.pk), "kind": "host", "name": "Hosty", "found_how": "rdap",
        "found_at": ago(1).isoformat(),
    }  # fmt: skip

    passed = api.post(f"{API}chokepoints/none/", {"request": str(first.pk), "kind": "host"})
    noted = api.post(f"{API}chokepoints/", told)
    asked = api.post(f"{API}chokepoints/{noted.json()['id']}/ask/")

    assert passed.json()["next"]["kind"] == "network"
    assert (noted.status_code, asked.status_code) == (201, 201)
    request = RemovalRequest.objects.get(pk=asked.json()["asked"])
    assert (request.asked_as, request.platform_id) == ("host", "hosty")
    assert api_for(colleague).post(f"{API}chokepoints/", told).status_code == 404


def test_looks_owed_and_a_schedule_are_read_and_set(api_for, advocate, colleague):
    api, late = api_for(advocate), make.received(by=advocate, at=ago(60))

    owed = api.get(f"{API}looks/").json()
    plan = api.get(f"{API}looks/{late.pk}/").json()
    told = {"hours_after": [0, 24], "then_every_days": 7, "until_gone_days": 30}
    api.post(f"{API}looks/{late.pk}/set/", told)
    ended = api.post(f"{API}looks/{late.pk}/end/").json()

    assert [(one["platform"], one["is_late"]) for one in owed] == [("chirp", True)]
    assert plan["hours_after"][:2] == [0, 24]
    assert ended["ended_because"] == "by_hand"
    assert LookPlan.objects.get().then_every_days == 7
    assert api_for(colleague).get(f"{API}looks/").json() == []
    assert api_for(colleague).get(f"{API}looks/{late.pk}/").status_code == 404
