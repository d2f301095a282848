"""A picture is sent to every address, by every method, in every shape, by whoever may go there.

None is kept: not in a table, in the clear or sealed, nor in a file (ADR 0002, ADR 0041).
"""

import json
from collections.abc import Iterator
from itertools import cycle, islice
from urllib.parse import quote, urlencode

import pytest
from django import forms
from django.db import connection, transaction
from django.test import Client

from accounts.models import User
from sealing.inputs import words_alone
from tests.house import images
from tests.house.access import ANYONE, EXPECTED
from tests.house.addresses import addresses
from tests.house.images import FORM, JSON
from tests.house.world import World, world_of

METHODS = ("POST", "PUT", "PATCH", "DELETE")
ADDRESSES = sorted(EXPECTED)
SEEN = ("django_session", 'UPDATE "accounts_visit" SET "seen_at"')
EACH_TIME = 2  # spellings that one person tries at one address; the next person goes on from there


@pytest.fixture
def world(advocate, colleague, supervisor, attorney, administrator) -> World:
    return world_of(advocate, colleague, supervisor, attorney, administrator)


def who_may(world: World, name: str) -> list[User]:
    """Give one person of each role that an address serves; they see the case if anyone does."""
    seen = ("owner", "engaged", "supervisor", "administrator")
    return [world.people[one] for one in seen if world.people[one].role in EXPECTED[name]]


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


class Written:
    """What a request writes, beside the moment that a session or visit was seen."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        told = sql.lstrip()
        writes = told.upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if writes and not any(seen in told for seen in SEEN):
            self.statements.append(told)
        return execute(sql, params, many, context)


def sent(client: Client, method: str, url: str, body: str | bytes, kind: str) -> tuple[int, list]:
    """Send a body, look for it wherever something was written, and undo what was."""
    written, cookies = Written(), client.cookies.copy()
    with transaction.atomic():
        with connection.execute_wrapper(written):
            status = client.generic(method, url, body, content_type=kind).status_code
        kept = images.kept_in_the_database() if written.statements else []
        transaction.set_rollback(True)
    client.cookies = cookies  # one address signs out
    return status, kept


@pytest.mark.django_db
def test_a_file_is_refused_at_every_address_by_every_method(world):
    wrong, clients = {}, {person: signed_in(person) for person in world.people.values()}
    shapes = cycle(images.BODIES)
    for name in ADDRESSES:
        client, url = clients[who_may(world, name)[0]], world.url(name)
        for method, (kind, body) in [
            ("POST", images.BODIES[0]),
            *zip(METHODS, shapes, strict=False),
        ]:
            status, kept = sent(client, method, url, body, kind)
            if status != 415 or kept:
                wrong[name, method, kind] = (status, kept)

    assert not wrong, wrong
    assert images.kept_on_disk() == []


@pytest.mark.django_db
def test_nobody_keeps_a_picture_as_the_text_of_any_field(world):
    wrong, clients = {}, {person: signed_in(person) for person in world.people.values()}
    asked = page_fields(world, clients)
    turns = {JSON: cycle(json_bodies()), FORM: cycle(form_bodies(asked))}
    for name in ADDRESSES:
        kind = JSON if name.startswith("api:") else FORM
        for user in who_may(world, name):
            for spelling, body in islice(turns[kind], EACH_TIME):
                status, kept = sent(clients[user], "POST", world.url(name), body, kind)
                if kept or status >= 500:
                    wrong[name, user.role, spelling] = (status, kept)

    assert not wrong, wrong
    assert images.kept_on_disk() == []


@pytest.mark.django_db
def test_nobody_keeps_a_picture_that_stands_in_an_address(world):
    wrong, clients = {}, {person: signed_in(person) for person in world.people.values()}
    spellings = cycle(("base64", "a data: address", "hex"))
    for name, method, spelling in zip(ADDRESSES, cycle(("GET", "POST")), spellings, strict=False):
        url = f"{world.url(name)}?text={quote(images.TEXTS[spelling])}"
        status, kept = sent(clients[who_may(world, name)[0]], method, url, "", FORM)
        if status != 400 or kept:
            wrong[name, method, spelling] = (status, kept)

    assert not wrong, wrong


def page_fields(world: World, clients: dict[User, Client]) -> list[str]:
    """Give every field that any page asks for."""
    found = {"text", "note", "name", "file", "q"}
    for name in ADDRESSES:
        if not name.startswith("api:"):
            page = clients[who_may(world, name)[0]].get(world.url(name))
            if page.status_code == 200 and "html" in page.headers["Content-Type"]:
                found |= images.fields_of(page.content.decode())
    return sorted(found)


def form_bodies(asked: list[str]) -> list[tuple[str, str | bytes]]:
    """Give the picture as the text of every field at once, spelled in one way after the other."""
    told = [(way, urlencode(dict.fromkeys(asked, text))) for way, text in images.TEXTS.items()]
    return [*told, ("raw bytes", images.PNG)]


def json_bodies() -> list[tuple[str, str | bytes]]:
    fields = sorted(images.api_fields())
    told = [(way, json.dumps(dict.fromkeys(fields, text))) for way, text in images.TEXTS.items()]
    deep = json.dumps({"items": [{"of": [images.BASE64]}]})
    return [*told, ("raw", images.PNG), ("a key", json.dumps({images.BASE64: 1})), ("deep", deep)]


@pytest.mark.django_db
def test_the_api_names_the_field_that_a_picture_stands_in(client, advocate):
    client.force_login(advocate)

    for field in sorted(images.api_fields()):
        answer = client.post("/api/v1/cases/", {field: images.BASE64}, content_type=JSON)

        assert (answer.status_code, answer.json()["code"]) == (409, "image_bytes")
        assert answer.json()["field"] == field
        assert images.is_said(answer.json()["detail"])


def every_form() -> Iterator[type[forms.BaseForm]]:
    addresses()  # the resolver imports every door
    waiting = [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        yield kind


def test_every_text_input_of_every_form_asks_first():
    fields = [
        (form.__name__, name, field)
        for form in every_form()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField)
    ]

    assert len(fields) > 50
    assert [named[:2] for *named, field in fields if words_alone not in field.validators] == []


def test_more_text_than_a_step_takes_is_refused_with_what_to_do_next(client, db, advocate):
    client.force_login(advocate)
    flood = "text=" + "so long " * 40_000

    page = client.generic("POST", "/evidence/", flood, content_type=FORM)
    api = client.generic("POST", "/api/v1/evidence/find/", json.dumps([flood]), content_type=JSON)

    assert (page.status_code, api.status_code) == (413, 413)
    assert "in parts" in page.content.decode()
    assert (api.json()["code"], "in parts" in api.json()["detail"]) == ("too_large", True)


def test_a_stranger_is_told_the_same_of_a_file(client):
    assert sorted(ANYONE)
    page = client.generic("POST", "/cases/", images.PNG, content_type="image/png")

    assert page.status_code == 415
    assert "takes no picture" in page.content.decode()
