"""An attorney sees a case while a release that names them stands: every door says the same."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services
from cases.models import Case
from cases.rules.handovers import SIGHT
from cases.services.moments import database_time
from deadlines.models import Reminder
from deadlines.services import sweep
from tests.factories import cases as case_factory
from tests.factories import complaints, releases
from tests.factories import deadlines as deadlines_factory
from tests.factories.deadlines import DUE, HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(advocate, attorney, supervisor):
    draft = complaints.complaint(by=advocate)
    case_factory.engage(case=draft.case, attorney=attorney, by=supervisor)
    return draft


@pytest.fixture
def release(draft, attorney):
    return draft.case.releases.get(recipient_ref=str(attorney.pk))


def revoke(release, by):
    releases.revoke(release, by=by)


def outlast(release, by):
    type(release).objects.filter(pk=release.pk).update(
        expires_at=database_time() - timedelta(minutes=1)
    )


def shrink(release, by):
    type(release).objects.filter(pk=release.pk).update(information=["complaint"])


def doors(draft):
    case, request = draft.case.code, draft.request_id
    return [
        reverse("cases:case", args=[case]),
        reverse("evidence:list", args=[case]),
        reverse("removal:request", args=[request]),
        reverse("complaints:draft", args=[draft.pk]),
        f"/api/v1/cases/{case}/",
        f"/api/v1/removal-requests/{request}/",
        f"/api/v1/complaints/{draft.pk}/",
    ]


LISTS = [
    "/cases/", "/requests/", "/complaints/", "/",
    "/api/v1/cases/", "/api/v1/evidence/", "/api/v1/removal-requests/", "/api/v1/complaints/",
]  # fmt: skip


@pytest.mark.parametrize("end", [revoke, outlast, shrink])
def test_with_the_release_every_sight_of_the_case_ends(draft, attorney, advocate, client_for, end):
    hers = client_for(attorney)
    release = draft.case.releases.get(recipient_ref=str(attorney.pk))
    assert {hers.get(path).status_code for path in doors(draft)} == {200}

    end(release, advocate)

    assert {hers.get(path).status_code for path in doors(draft)} == {404}
    for path in LISTS:
        assert draft.case.code not in hers.get(path).content.decode()
    found = hers.post("/api/v1/cases/find/", {"text": draft.case.code}, "application/json")
    assert draft.case.code not in found.content.decode()


def test_sight_returns_with_a_renewal_and_the_agency_never_lost_it(
    draft, release, attorney, advocate, client_for
):
    revoke(release, advocate)
    assert Case.objects.visible_to(advocate).exists()

    releases.to_attorney(draft.case, attorney, by=advocate)

    assert client_for(attorney).get(doors(draft)[0]).status_code == 200


def test_a_name_is_opened_only_where_the_release_covers_it(draft, release, attorney, client_for):
    type(release).objects.filter(pk=release.pk).update(
        information=["locations", "exchange", "complaint"]
    )
    hers, code = client_for(attorney), draft.case.code

    refused = hers.post(f"/api/v1/cases/{code}/reveal/", {"reason": "legal"}, "application/json")
    notice = hers.post(f"/api/v1/removal-requests/{draft.request_id}/notice/")

    assert [refused.json()["code"], notice.json()["code"]] == ["release_needed"] * 2
    assert "Maria" not in refused.content.decode()
    assert not Entry.objects.filter(action="cases.revealed").exists()


def test_nobody_is_told_of_a_step_on_a_case_that_they_cannot_see(advocate, attorney, supervisor):
    case = deadlines_factory.clock(by=advocate).case
    case_factory.engage(case=case, attorney=attorney, by=supervisor)
    revoke(case.releases.get(recipient_ref=str(attorney.pk)), advocate)

    sweep.run(now=DUE + HOUR)

    assert not Reminder.objects.filter(recipient=attorney).exists()
    assert Reminder.objects.filter(recipient=supervisor).exists()


def test_an_attorney_who_is_not_on_the_case_sees_nothing_by_a_release_alone(advocate, attorney):
    case = case_factory.case(by=advocate)
    releases.to_attorney(case, attorney, by=advocate)

    assert not Case.objects.visible_to(attorney).exists()
    assert services.run_handovers() == (0, 0)


def test_an_attorney_is_told_of_their_own_release_alone(draft, attorney, advocate, client_for):
    case = draft.case
    other = case_factory.release(
        case=case, by=advocate, now=database_time(), recipient_kind="police", recipient_ref="",
        recipient_name="Officer Lind", purpose="referral", information={"locations", "exchange"},
    )  # fmt: skip
    hers = client_for(attorney)

    page = hers.get(reverse("cases:releases", args=[case.code])).content.decode()
    rows = hers.get(f"/api/v1/cases/{case.code}/releases/").json()

    on_the_case = hers.get(reverse("cases:case", args=[case.code])).content.decode()

    assert "Officer Lind" not in page
    assert "Police, named in it" not in on_the_case
    assert [row["recipient_ref"] for row in rows] == [str(attorney.pk)]
    assert hers.get(f"/api/v1/cases/{case.code}/releases/{other.pk}/").status_code == 404
    taken = hers.post(
        "/api/v1/evidence/log/",
        {"case": case.code, "release_id": str(other.pk)},
        "application/json",
    )
    assert taken.status_code == 409
    assert not Entry.objects.filter(action="evidence.exported_log").exists()


def test_the_people_s_names_need_a_release_that_covers_them(draft, release, attorney, advocate):
    case_factory.person(case=draft.case, by=advocate, now=database_time(), name="Bo Marsh")
    services.reveal_people(case_id=draft.case_id, reason="legal", by=attorney)
    type(release).objects.filter(pk=release.pk).update(information=sorted(SIGHT))

    with pytest.raises(NotAllowed) as no:
        services.reveal_people(case_id=draft.case_id, reason="legal", by=attorney)

    assert no.value.code == "release_needed"
    assert Entry.objects.filter(action="cases.revealed_people").count() == 1


def test_a_notice_with_the_survivor_s_contact_needs_a_release_of_it(
    draft, release, attorney, client_for
):
    url = reverse("removal:show-notice", args=[draft.request_id])
    hers = client_for(attorney)
    type(release).objects.filter(pk=release.pk).update(information=[*sorted(SIGHT), "identity"])
    assert hers.post(url).status_code == 200

    survivor = draft.case.survivor
    survivor.contact = draft.request.contact
    survivor.save()

    assert hers.post(url).status_code == 409
    assert hers.post(f"/api/v1/removal-requests/{draft.request_id}/notice/").status_code == 409
