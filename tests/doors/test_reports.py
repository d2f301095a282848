"""The reports' pages: pictures with their numbers, filters that say what is wrong, files alike."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from audit.models import Entry
from audit.words import sentence
from reports.chapters import CHAPTERS
from tests.factories.figures import Asked, World

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
def world(advocate):
    made = World(by=advocate)
    made.hold(
        Asked(case=n % 30, at=NOW - timedelta(days=8 + 5 * n), hours=20.0 + n % 5 * 12,
              platform="snapbook" if n in {0, 4} else ("chirp", "murmur")[n % 2])
        for n in range(60)
    )  # fmt: skip
    return made


@pytest.fixture
def desk(supervisor, client_for, time_machine):
    time_machine.move_to(NOW)
    return client_for(supervisor)


def test_every_chapter_draws_says_and_defines(desk, world):
    for chapter in CHAPTERS.values():
        page = desk.get(reverse(chapter.url_name)).content.decode()

        assert page.count("What it counts.") == page.count('class="card picture"') > 0
        assert (
            page.count("<title id=") == page.count("<desc id=") == page.count('<svg class="chart')
        )
        assert len(set(re.findall(r' id="([^"]+)"', page))) == len(
            re.findall(r' id="([^"]+)"', page)
        )


def test_a_house_without_requests_says_so_and_draws_nothing(desk):
    page = desk.get("/reports/").content.decode()

    assert "Nothing to draw for these months." in page
    assert '<svg class="chart"' not in page


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"period": "2026-Q9"}, "period", "none of those listed"),
        ({"period": "months", "first": "2026-05", "last": "2026-02"}, "last", "comes before"),
        ({"platform": "nowhere"}, "platform", "none of those listed"),
        ({"channel": "pigeon"}, "channel", "none of those listed"),
    ],
)
def test_a_wrong_filter_is_said_at_its_field_on_page_file_and_api(  # noqa: PLR0917
    desk, api_for, supervisor, world, asked, field, words
):
    page = desk.get("/reports/platforms/", asked)
    file = desk.get("/reports/figures/platforms/kept-by-platform.csv", asked)
    answer = api_for(supervisor).get("/api/v1/reports/platforms/", asked)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert '<svg class="chart"' not in page.content.decode()
    assert file.status_code == 302
    assert answer.status_code == 400
    assert field in str(answer.json())


def test_page_file_and_api_hide_the_same_and_say_the_same(desk, api_for, supervisor, world):
    page = desk.get("/reports/platforms/").content.decode()
    file = b"".join(desk.get("/reports/figures/platforms/kept-by-platform.csv").streaming_content)
    api = api_for(supervisor).get("/api/v1/reports/platforms/").json()["tables"][0]

    rows = {row["Platform"]: row for row in csv.DictReader(io.StringIO(file.decode("utf-8-sig")))}
    told = {row["label"]: row for row in api["rows"]}
    assert rows["Snapbook"]["On time"].startswith("Hidden")
    assert told["Snapbook"]["values"] == {}
    assert set(told["Snapbook"]["hidden"]) == {"decided", "on_time", "late", "share"}
    for label, row in told.items():
        said = row["values"].get("on_time", "Hidden: fewer than 5, or needed to hide one")
        assert rows[label]["On time"] == str(said)
    assert page.count('class="hidden-cell"') >= sum(len(row["hidden"]) for row in api["rows"]) > 4
    [entry] = Entry.objects.filter(action="reports.took_figures")
    assert sentence(entry).startswith("Figures exported: platforms, on time, by platform, as CSV, ")


def test_only_a_supervisor_reads_or_takes_figures(client_for, advocate, attorney, world):
    for who in (advocate, attorney):
        for path in ("/reports/", "/reports/figures/platforms.xlsx"):
            assert client_for(who).get(path).status_code == 403
    assert not Entry.objects.filter(action="reports.took_figures").exists()


def test_a_list_over_the_api_is_its_makers_alone(api_for, advocate, colleague, supervisor, world):
    mine = api_for(advocate)
    sent = {"listed": "cases", "paper": "csv", "use": "own_work", "filters": {"view": "all"}}

    made = mine.post("/api/v1/exports/", sent, format="json")
    wrong = mine.post("/api/v1/exports/", sent | {"filters": {"vieww": "all"}}, format="json")

    address = f"/api/v1/exports/{made.json()['id']}/file/"
    assert (made.status_code, made.json()["state"]) == (201, "ready")
    assert wrong.status_code == 400
    assert mine.get(address).status_code == 200
    assert api_for(supervisor).get(address).status_code == 404
    assert api_for(colleague).get("/api/v1/exports/").json()["results"] == []
