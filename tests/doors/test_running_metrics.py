"""/readyz and /metrics: who may ask, what they say, and that nothing in them names anybody."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.test import Client

from cases.models import Case
from config.running import gauges, ready
from deadlines.services import sweep
from tests.factories import canaries
from tests.factories import deadlines as make
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


def figures(client, **sent):
    text = client.get("/metrics", **sent).content.decode()
    return dict(re.findall(r"^(reclaim_\S+) (\S+)$", text, flags=re.MULTILINE))


@pytest.fixture(autouse=True)
def _asked_anew():
    ready._seen.clear()


def test_a_process_with_its_tables_and_keys_is_ready(client, advocate):
    make.clock(by=advocate)

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "problems": []}


def test_a_process_whose_keys_open_no_case_is_not_ready(client, advocate, settings):
    make.clock(by=advocate)
    settings.RECLAIM_AGENCY_KEYS = ["other:" + "A" * 43 + "="]

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["problems"]) == (503, ["keys"])


def test_a_process_that_waits_for_a_migration_is_not_ready(client):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")

    assert client.get("/readyz").json()["problems"] == ["migrations"]


def test_a_process_that_looks_beyond_its_readers_is_not_ready(client):
    """As after a restore by hand: a function that says nothing of who may is everybody's."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("GRANT EXECUTE ON FUNCTION reclaim_beyond() TO PUBLIC")

    assert client.get("/readyz").json()["problems"] == ["walls"]


def test_a_process_without_its_database_is_alive_and_not_ready(client, monkeypatch):
    monkeypatch.setattr(ready, "tables_are_made", away)

    assert client.get("/readyz").json()["problems"] == ["database"]
    assert client.get("/healthz").status_code == 200


def away(*_, **__):
    raise OperationalError


def test_metrics_tell_of_the_clocks(client, advocate, supervisor):
    clock = make.clock(by=advocate)
    sweep.run(now=clock.due_at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT due_at < statement_timestamp() FROM deadlines_clock")
        (is_over,) = cursor.fetchone()

    found = figures(client)

    assert float(found["reclaim_clocks_overdue"]) == float(is_over)
    assert float(found["reclaim_clocks_running"]) == 1
    assert float(found["reclaim_mail_owed"]) >= 1
    assert 0 <= float(found['reclaim_round_age_seconds{round="sweep"}']) < 60
    assert 0 <= float(found['reclaim_round_seconds{round="sweep"}']) < 60
    assert found["reclaim_database_up"] == "1.0"


def test_requests_are_counted_by_the_names_of_routes(client_for, advocate):
    case = make.clock(by=advocate).case
    client = client_for(advocate)
    before = figures(client)
    name = 'reclaim_requests_total{method="GET",route="cases:case",status="200"}'

    client.get(f"/cases/{case.code}/")
    client.get("/cases/C-ZZZZ/", {"q": "Robin"})
    found = figures(client)

    assert float(found[name]) == float(before.get(name, 0)) + 1
    assert not [name for name in found if case.code in name or "Robin" in name or "/" in name]


def test_metrics_hold_no_word_of_a_survivor(client_for, advocate, supervisor):
    planted = canaries.planted(by=advocate) if hasattr(canaries, "planted") else None
    clock = make.clock(by=advocate)
    sweep.run(now=clock.due_at)

    text = client_for(advocate).get("/metrics").content.decode()

    assert clock.case.code not in text
    assert str(clock.case_id) not in text
    assert "@" not in text
    assert planted is None or not [word for word in planted if word in text]


@pytest.mark.parametrize(
    "sent",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_FORWARDED_HOST": "desk.agency.example"},
    ],
)
def test_nobody_reads_the_metrics_from_elsewhere_or_through_a_proxy(client, sent):
    assert client.get("/metrics", **sent).status_code == 404


def test_behind_https_this_machine_needs_the_token_too(client, settings):
    """A proxy that adds no header of its own makes everybody seem to come from here."""
    settings.HTTPS = True
    assert client.get("/metrics").status_code == 404

    settings.RECLAIM_METRICS_TOKEN = "a-token-for-prometheus"
    shown = {"HTTP_AUTHORIZATION": "Bearer a-token-for-prometheus"}
    assert client.get("/metrics", **shown).status_code == 200


def test_with_a_token_the_token_alone_decides(client, settings):
    settings.RECLAIM_METRICS_TOKEN = "a-token-for-prometheus"
    shown = {"HTTP_AUTHORIZATION": "Bearer a-token-for-prometheus", "REMOTE_ADDR": "192.0.2.7"}

    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer ä").status_code == 404
    assert client.get("/metrics", **shown).status_code == 200


def test_metrics_say_so_when_the_database_is_away(client, monkeypatch):
    monkeypatch.setattr(gauges, "_health", away)

    assert figures(client)["reclaim_database_up"] == "0.0"


def test_a_broker_that_is_gone_leaves_its_own_figure_out(client, monkeypatch):
    monkeypatch.setenv("CELERY_BROKER_URL", "amqp://nobody@127.0.0.1:9/")

    assert "reclaim_queue_length" not in figures(client)


@pytest.mark.parametrize(("path", "kind"), [("/", "text/html"), ("/api/v1/cases/", "json")])
def test_a_database_that_is_away_is_said_to_a_person_and_to_a_program(
    advocate, client_for, monkeypatch, path, kind
):
    client = client_for(advocate)
    client.raise_request_exception = False
    monkeypatch.setattr(Case.objects, "visible_to", away)
    monkeypatch.setattr("deadlines.views.today.me", away)
    monkeypatch.setattr("rest_framework.views.APIView.initial", away)

    answer = client.get(path)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert kind in answer.headers["Content-Type"]
    assert "Nothing" in answer.content.decode()


def test_a_failure_has_a_number_that_its_log_line_has_too(advocate, monkeypatch, caplog):
    client = Client(raise_request_exception=False)
    client.force_login(advocate)
    monkeypatch.setattr("deadlines.views.today.me", broken)

    page = client.get("/").content.decode()

    number = re.search(r"this number: <code>(\w{12})</code>", page)
    assert number


def broken(*_):
    raise ImproperlyConfigured(settings.SECRET_KEY)
