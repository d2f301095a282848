"""One cast for every test: two advocates, a supervisor, an attorney, an administrator."""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.signals import connection_created
from django.test import Client, TransactionTestCase
from psycopg.pq import TransactionStatus as Status
from pytest_socket import socket_allow_hosts
from rest_framework.request import ForcedAuthentication
from rest_framework.test import APIClient, ForceAuthClientHandler

from accounts import step_up
from accounts.models import User
from accounts.rules import Role
from config.celery import app
from config.embedded.roles import WEB
from rows import reading
from rows.acts import BEYOND
from tests.factories.accounts import mark_whole
from tests.owner import as_owner

ITSELF = "a test"


def pytest_configure():
    """Let no test's client scan every static file before its first question."""
    settings.WHITENOISE_AUTOREFRESH = True


def pytest_terminal_summary(terminalreporter, config):
    """Leave the names of what failed, a crashed worker's test too, for CI to ask once more."""
    to = os.environ.get("RECLAIM_FAILED_TO")
    if to and not hasattr(config, "workerinput"):
        reports = [
            *terminalreporter.stats.get("failed", ()),
            *terminalreporter.stats.get("error", ()),
        ]
        names = dict.fromkeys(re.sub(r"@[^\]]*$", "", one.nodeid) for one in reports)
        Path(to).write_text("".join(f"{name}\n" for name in names))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the tables as their owner, then be the web's role: as the owner every wall is air."""
    with django_db_blocker.unblock():
        call_command("grant_roles", verbosity=0)
        connection.close()
    options = connection.settings_dict.setdefault("OPTIONS", {})
    options["assume_role"] = WEB.name
    TransactionTestCase._fixture_teardown = as_owner()(TransactionTestCase._fixture_teardown)
    yield
    del options["assume_role"]
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(autouse=True, scope="session")
def _tests_act_for_the_house():
    """Lets a test make and read its rows; what it asks of a page is read as whoever asks."""
    BEYOND[ITSELF] = "A test makes rows of many people."
    connection_created.connect(_for_the_house)
    with reading.house(ITSELF):
        yield
    connection_created.disconnect(_for_the_house)
    del BEYOND[ITSELF]


def _for_the_house(connection, **_):
    """Let a thread of a test read as the test does; a request in it reads as whoever asks."""
    of_the_thread = connection.alias == DEFAULT_DB_ALIAS and connections[DEFAULT_DB_ALIAS]
    if of_the_thread is connection and connection.reading == reading.NOBODY:
        connection.reading = reading.Reading(act=ITSELF)


@pytest.fixture(autouse=True)
def _a_test_acts_for_the_house():
    with reading.house(ITSELF):
        yield


@pytest.fixture
def the_owner(monkeypatch):
    """Be the tables' owner, in every session of this test: `manage.py migrate`, not the web."""
    monkeypatch.delitem(connection.settings_dict["OPTIONS"], "assume_role")
    if connection.connection is not None:
        connection.connection.execute("RESET ROLE")
    yield
    held = connection.connection  # in a transaction the role goes back with it
    if held and not held.closed and held.info.transaction_status == Status.IDLE:
        held.execute(f"SET ROLE {WEB.name}")


@pytest.fixture(autouse=True)
def _whom_a_test_forces_upon_the_api_reads(monkeypatch):
    """The API's own ways in say who reads; the test client's way past them says it too."""
    told = ForcedAuthentication.authenticate

    def read(self, request):
        user, token = told(self, request)
        reading.read_as(user.pk)
        return user, token

    monkeypatch.setattr(ForcedAuthentication, "authenticate", read)


@pytest.fixture(autouse=True)
def _nothing_outside_is_reached():
    """Only this machine: the browser's journeys talk to a server of their own here."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _no_sweep_is_nudged(monkeypatch):
    """Tests sweep when they say so; a nudge would race them, and leave a broker's threads here."""
    monkeypatch.setattr(app, "send_task", lambda *_, **__: None)


@pytest.fixture(autouse=True)
def _forms_are_sent_as_browsers_send_them(monkeypatch):
    """Django's client would send every form as multipart, which this house does not read."""
    post, form = Client.post, "application/x-www-form-urlencoded"

    def sent(self, path, data=None, content_type=form, **more):
        body = urlencode(data or {}, doseq=True) if content_type == form else data
        return post(self, path, data=body, content_type=content_type, **more)

    monkeypatch.setattr(Client, "post", sent)


@pytest.fixture(autouse=True)
def _who_is_in_showed_a_second_factor(monkeypatch):
    """Sign-ins that a test takes as given went through the whole door a moment ago."""
    force_login, answered = Client.force_login, ForceAuthClientHandler.get_response

    def through_the_door(self, user, backend=None):
        force_login(self, user, backend)
        mark_whole(self)

    def with_a_proof(self, request):
        if self._force_user is not None or self._force_token is not None:
            setattr(request, step_up.PROVED, True)
        return answered(self, request)

    monkeypatch.setattr(Client, "force_login", through_the_door)
    monkeypatch.setattr(ForceAuthClientHandler, "get_response", with_a_proof)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 2, 15, tzinfo=UTC)


def _person(name: str, role: Role) -> User:
    return User.objects.create_user(
        email=f"{name.lower()}@agency.example", name=name, role=role, password=None
    )


@pytest.fixture
def advocate(db) -> User:
    return _person("Ada", Role.ADVOCATE)


@pytest.fixture
def colleague(db) -> User:
    return _person("Cleo", Role.ADVOCATE)


@pytest.fixture
def supervisor(db) -> User:
    return _person("Sol", Role.SUPERVISOR)


@pytest.fixture
def attorney(db) -> User:
    return _person("Tess", Role.ATTORNEY)


@pytest.fixture
def administrator(db) -> User:
    return _person("Min", Role.ADMINISTRATOR)


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def api_for() -> Callable[[User], APIClient]:
    def signed_in(user: User) -> APIClient:
        client = APIClient()
        client.force_authenticate(user)
        return client

    return signed_in
