"""The pages and the API of custody and of the evidence log."""

import io
import json
import zipfile

import pytest
from django.utils import timezone

from audit.models import Entry
from cases import services as cases_services
from evidence.log import check
from tests.factories import cases as cases_factory
from tests.factories import evidence as factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(advocate):
    return cases_factory.active_case(by=advocate)


@pytest.fixture
def item(case, advocate):
    return factory.item(case=case, by=advocate)


@pytest.fixture
def hers(client_for, advocate):
    return client_for(advocate)


@pytest.fixture
def held(case, advocate):
    now = timezone.now()
    return cases_services.record_release(
        case_id=case.pk,
        recipient_kind="regulator",
        recipient_ref="FTC",
        information=["locations", "exchange"],
        purpose="regulator_complaint",
        signed_on=now.date(),
        written=True,
        risks_told=True,
        held_at="Folder 3",
        by=advocate,
        now=now,
    )


def at(case, more=""):
    return f"/cases/{case.code}/evidence/log/{more}"


def test_the_log_is_taken_away_as_a_file_that_checks(hers, case, item, held):
    page = hers.get(at(case)).content.decode()
    taken = hers.post(at(case, "export/"), {"release_id": str(held.pk)})

    assert "Federal Trade Commission" in page
    assert "See the releases" not in page
    assert (
        taken.headers["Content-Disposition"] == f'attachment; filename="{case.code}-evidence.zip"'
    )
    assert check.verify(taken.content).holds


def test_without_a_release_nothing_leaves_and_the_page_says_what_is_missing(hers, case, item, held):
    cases_services.revoke_release(release_id=held.pk, by=held.recorded_by, now=held.recorded_at)

    page = hers.get(at(case)).content.decode()
    refused = hers.post(at(case, "export/"), {"release_id": str(held.pk)})

    assert "No release in force" in page
    assert refused.status_code == 422
    assert not Entry.objects.filter(action="evidence.exported_log").exists()


def test_a_page_tells_custody_and_takes_a_change_of_hands(hers, item):
    url = f"/evidence/{item.pk}/custody/"

    done = hers.post(
        url, {"what": "paper", "holder": "Officer Lund", "since": "2026-10-31T10:00"}, follow=True
    )

    page = done.content.decode()
    assert "Officer Lund" in page
    assert "In whose hands" in page
    assert "Custody: " in hers.get(f"/evidence/{item.pk}/").content.decode()


def test_the_list_tells_custody_and_copies(hers, case, item, advocate):
    factory.item(case=case, by=advocate, copy_of_id=item.pk)

    page = hers.get(f"/cases/{case.code}/evidence/").content.decode()

    assert "Copied as E2" in page
    assert "Copy of E1" in page
    assert "Recorded, Ada" in page


def test_the_api_gives_custody_takes_a_change_and_the_log(api_for, advocate, case, item, held):
    api = api_for(advocate)
    given = {"what": "device", "holder": "Police", "since": "2026-10-31T10:00:00Z"}

    made = api.post(f"/api/v1/evidence/{item.pk}/custody/", given)
    read = api.get(f"/api/v1/evidence/{item.pk}/custody/")
    log = api.post(
        "/api/v1/evidence/log/",
        {"case": case.code, "release_id": str(held.pk)},
        headers={"Accept": "application/zip"},
    )

    assert (made.status_code, made.data[0]["act"]) == (201, "held")
    assert [one["act"] for one in read.data] == ["seen", "held", "recorded"]
    assert log.status_code == 200
    assert check.verify(log.content).holds
    with zipfile.ZipFile(io.BytesIO(log.content)) as archive:
        told = json.loads(archive.read("manifest.json"))
    assert (told["made_by_role"], told["released_to"]["ref"]) == ("advocate", "FTC")


@pytest.mark.parametrize("given", [{}, {"release_id": "00000000-0000-4000-8000-00000000dead"}])
def test_the_api_refuses_a_log_without_its_release(api_for, advocate, case, item, given):
    answer = api_for(advocate).post("/api/v1/evidence/log/", {"case": case.code, **given})

    assert answer.status_code in {400, 409}
    assert not Entry.objects.filter(action="evidence.exported_log").exists()


def test_a_stranger_finds_neither_custody_nor_log(api_for, client_for, colleague, item, held):
    body = {"case": item.case.code, "release_id": str(held.pk)}
    page, api = client_for(colleague), api_for(colleague)

    assert page.get(at(item.case)).status_code == 404
    assert page.post(at(item.case, "export/"), body).status_code == 404
    assert page.get(f"/evidence/{item.pk}/custody/").status_code == 404
    assert api.post("/api/v1/evidence/log/", body).status_code == 404
    assert api.get(f"/api/v1/evidence/{item.pk}/custody/").status_code == 404
