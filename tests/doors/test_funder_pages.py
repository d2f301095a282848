"""The funder's report at its doors: looked at, locked, taken along, and nothing hidden in it."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import Entry
from cases.services.moments import database_time
from reports.models import Snapshot
from reports.rules.quarters import Quarter
from tests.factories import funder as reports
from tests.factories import intake, releases

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(advocate):
    """Give the quarter that is over, with nine people in it, two of them extorted."""
    now = database_time()
    quarter = Quarter.of(now.date()).before
    for place in range(9):
        case = intake.plan(
            by=advocate, now=now, channel="phone", extortion="yes" if place < 2 else "no"
        ).case
        releases.to_funder(case, by=advocate, now=now)
        moment = now.replace(year=quarter.first.year, month=quarter.first.month, day=15)
        type(case).objects.filter(pk=case.pk).update(opened_at=moment - timedelta(hours=1))
        case.plans.update(made_at=moment)
        type(case.intake).objects.filter(case=case).update(started_at=moment)
    return quarter


def urls(quarter, version=1):
    keys = {"funder": "funder", "quarter": quarter.code}
    locked = {**keys, "version": version}
    return {
        "quarter": reverse("reports:funder-quarter", kwargs=keys),
        **{
            name: reverse(f"reports:funder-{name}", kwargs=locked)
            for name in ("locked", "pdf", "xlsx")
        },
    }


def earlier_locked(quarter, supervisor):
    for one in quarter.earlier:
        reports.locked(by=supervisor, now=database_time(), quarter=one.code)


def lock(client, quarter, **more):
    page = client.get(urls(quarter)["quarter"])
    return client.post(urls(quarter)["quarter"], {"seen": page.context["seen"], **more})


def test_a_supervisor_looks_locks_and_takes_it_along(client, supervisor, over):
    client.force_login(supervisor)
    earlier_locked(over, supervisor)
    assert "To be locked" in client.get(reverse("reports:funder")).content.decode()

    answer = lock(client, over)

    assert answer.url == urls(over)["locked"]
    page = client.get(answer.url).content.decode()
    assert "It is as it was locked" in page
    assert Entry.objects.filter(action="reports.locked").exists()
    pdf = client.get(urls(over)["pdf"])
    assert pdf.content.startswith(b"%PDF")
    assert f"funder-report-{over.code}-v1.pdf" in pdf.headers["Content-Disposition"]
    assert Entry.objects.filter(action="reports.took_report").count() == 1


def test_nothing_hidden_stands_in_a_page_a_file_or_an_answer(client, supervisor, over):
    client.force_login(supervisor)
    earlier_locked(over, supervisor)
    lock(client, over)
    snapshot = Snapshot.objects.get(quarter=over.code)
    book = client.get(urls(over)["xlsx"]).content
    sheets = load_workbook(io.BytesIO(book))
    rows = dict(list(sheets["Extortion"].values)[1:5])
    api = client.get(f"/api/v1/funder-reports/funder/{over.code}/1/").json()

    assert rows["New"] == 9
    assert rows["Yes"].startswith("Hidden")
    assert rows["No"].startswith("Hidden")
    [extortion] = [one for one in api["told"]["tables"] if one["slug"] == "extortion"]
    assert [row["count"] for row in extortion["rows"]] == [None, None, 0, 9]
    whole = b"".join(
        ZipFile(io.BytesIO(book)).read(n) for n in ZipFile(io.BytesIO(book)).namelist()
    )
    texts = [json.dumps(api), client.get(urls(over)["locked"]).content.decode(), whole.decode()]
    for secret in (snapshot.salt, snapshot.sha256, "inside"):
        assert not any(secret in text for text in texts[:1])
        assert secret == "inside" or not any(secret in text for text in texts)


def test_what_changed_since_tells_no_single_person(client, supervisor, over, advocate):
    client.force_login(supervisor)
    earlier_locked(over, supervisor)
    lock(client, over)
    case = Snapshot.objects.get(quarter=over.code).counted.first().case
    releases.revoke(case.releases.get(), by=advocate)

    page = client.get(urls(over)["quarter"])

    told = {(one.table, one.words) for one in page.context["changed"]}
    assert ("People served", "New") not in told
    assert page.context["now_hidden"] >= 1
    said = " ".join(page.content.decode().split())
    assert "hidden now: where only a few people came or went" in said
    assert '<td class="num" data-label="Now">Hidden</td>' not in said
    refused = lock(client, over)
    assert refused.status_code == 422
    assert "Say why the locked report is corrected" in refused.content.decode()
    assert lock(client, over, reason="revoked").url == urls(over, 2)["locked"]
    assert "This version was corrected" in client.get(urls(over)["locked"]).content.decode()


def test_what_was_not_looked_at_is_not_locked(client, supervisor, over):
    client.force_login(supervisor)
    earlier_locked(over, supervisor)

    answer = client.post(urls(over)["quarter"], {"seen": "0" * 64})

    assert answer.status_code == 422
    assert "The figures changed since you looked" in answer.content.decode()
    assert not Snapshot.objects.filter(quarter=over.code).exists()


def test_the_same_over_the_api(client, supervisor, over):
    client.force_login(supervisor)
    earlier_locked(over, supervisor)
    address = f"/api/v1/funder-reports/funder/{over.code}/"
    look = client.get(address).json()

    made = client.post(address, {"seen": look["seen"]}, content_type="application/json")

    assert made.status_code == 201
    assert made.json()["told"] == look["told"]
    assert made.json()["code"] == f"{over.code}-v1"
    assert len(client.get("/api/v1/funder-reports/?funder=funder").json()) == 1 + len(over.earlier)


def test_a_quarter_to_come_and_a_funder_nobody_knows_are_not_there(client, supervisor):
    client.force_login(supervisor)
    for path in ("funder/2199-Q1/", "funder/2026-Q9/", "nobody/2026-Q1/"):
        assert client.get(f"/reports/funder/{path}").status_code == 404


@pytest.mark.parametrize("who", ["advocate", "attorney", "administrator"])
def test_nobody_else_reaches_a_funders_report(client, supervisor, who, request):
    reports.locked(by=supervisor, now=database_time())
    client.force_login(request.getfixturevalue(who))

    for url in (*urls(Quarter(2020, 1)).values(), reverse("reports:funder"),
                reverse("api:funder-reports")):  # fmt: skip
        assert client.get(url).status_code == 403, url
