"""Who reaches what: every address, every role, every relation to the case; a new one must be named.

`404` is the answer both for what is not there and for what is not theirs to see.
"""

import re

import pytest
from django.db import transaction
from django.test import Client

from tests.house.access import (
    ANYONE,
    EXPECTED,
    NAMED_IN_THE_FORM,
    OWN_ROWS,
    World,
    addresses,
    world_of,
)

SEES_THE_CASE = {"owner", "engaged", "supervisor"}
ACTORS = ("owner", "colleague", "engaged", "other_attorney", "supervisor", "administrator")
BEHIND_THE_DOOR = sorted(set(EXPECTED) - ANYONE)


@pytest.fixture
def world(advocate, colleague, supervisor, attorney, administrator) -> World:
    return world_of(advocate, colleague, supervisor, attorney, administrator)


def test_every_address_stands_in_the_table():
    assert set(addresses()) == set(EXPECTED), "name new addresses in tests/house/access.py"


def answers(client: Client, url: str) -> dict[str, int]:
    """Give each method's status; whatever a request wrote is undone."""
    found = {}
    for method in ("get", "post"):
        with transaction.atomic():
            found[method] = ask(client, method, url).status_code
            transaction.set_rollback(True)
    return {method: status for method, status in found.items() if status != 405}


def ask(client: Client, method: str, url: str):
    if method == "get":
        return client.get(url)
    return (
        client.post(url, data={}, content_type="application/json")
        if "/api/" in url
        else (client.post(url))
    )


def is_about_the_case(name: str) -> bool:
    pattern, takes = addresses()[name]
    is_directory = pattern.removeprefix("api/v1/").lstrip("^").startswith("platform")
    return not is_directory and bool(set(takes) & {"code", "pk", "row_id"})


@pytest.mark.django_db
def test_nobody_from_outside_gets_past_the_door(world):
    for name in BEHIND_THE_DOOR:
        found = answers(Client(), world.url(name))

        assert found, name
        assert set(found.values()) == ({401} if name.startswith("api:") else {302}), (name, found)


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ACTORS)
def test_each_address_answers_each_person_as_the_table_says(world, actor):
    wrong = {}
    for name in BEHIND_THE_DOOR:
        client = Client()
        client.force_login(world.people[actor])
        found = answers(client, world.url(name))
        role = world.people[actor].role
        if not found or not all(
            status in expected(name, method, actor, role) for method, status in found.items()
        ):
            wrong[name] = found

    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


ASKED_AGAIN = {400, 409, 422}  # the empty form is refused, not the person
SERVED = {200, 201, 202, 204, 302} | ASKED_AGAIN  # 202: taken up, and done by the worker
HIDDEN = {404}
# Everyone reads there; not everyone opens a case, or says in whose hands a thing is.
OPENS_FOR_SOME = {
    ("api:court-cases", "post"),
    ("api:case-list", "post"),
    ("evidence:custody", "post"),
    ("removal:chokepoints", "post"),
    ("api:rota-list", "post"),
    ("deadlines:rota", "post"),
}
FORBIDDEN = {403}


def expected(name: str, method: str, actor: str, role: str) -> set[int]:
    if name in NAMED_IN_THE_FORM:
        return HIDDEN
    if name in OWN_ROWS:
        return SERVED if actor == "owner" else HIDDEN
    if is_about_the_case(name) and actor not in SEES_THE_CASE:
        return HIDDEN if role in EXPECTED[name] else HIDDEN | FORBIDDEN
    if role in EXPECTED[name]:
        return SERVED | FORBIDDEN if (name, method) in OPENS_FOR_SOME else SERVED
    if name == "style-guide":
        return HIDDEN
    return FORBIDDEN if method == "get" else FORBIDDEN | ASKED_AGAIN


@pytest.mark.django_db
def test_what_is_not_there_and_what_is_not_theirs_look_the_same(world, client_for, colleague):
    client = client_for(colleague)
    for name in filter(is_about_the_case, BEHIND_THE_DOOR):
        for method in ("get", "post"):
            theirs = ask(client, method, world.url(name))
            nowhere = ask(client, method, world.nowhere(name))

            assert theirs.status_code == nowhere.status_code, name
            assert _bare(theirs) == _bare(nowhere), name


def _bare(response) -> str:
    """Give the page without the form's token, which every page changes."""
    return re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode())
