"""Who reaches what: every address, method, role and relation to the case; a new one must be named.

`404` is the answer both for what is not there and for what is not theirs to see. What is observed
here stands in docs/reference/access.md, which `make access` writes anew.
"""

import logging

import pytest
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator

from tests.house import access_page
from tests.house.access import ANYONE, EXPECTED
from tests.house.addresses import addresses
from tests.house.asking import Person, undrawn
from tests.house.relations import (
    BY_NAME,
    SHUT_OUT,
    expected,
    is_about_the_case,
    owners,
    people,
    shut_out,
)
from tests.house.world import World

BEHIND_THE_DOOR = sorted(set(EXPECTED) - ANYONE)
METHODS = ("get", "post")
pytestmark = pytest.mark.django_db  # each test is undone by itself, within the world
# Whose pages are drawn whole, beside being answered; for the page of what is reached, nobody's.
DRAWN = set() if access_page.WRITES else {"owner", "engaged", "supervisor"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> World:
    """One world for all who ask; it and whatever they do in it is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield people()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _refusals_are_not_logged():
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def test_every_address_stands_in_the_table():
    assert set(addresses()) == set(EXPECTED), "name new addresses in tests/house/access.py"


def asked(person: Person, world: World, name: str) -> dict[str, str]:
    found = {method: person.word(method, world.url(name)) for method in METHODS}
    return {method: word for method, word in found.items() if word != "405"}


@pytest.mark.parametrize("how", SHUT_OUT)
def test_nobody_from_outside_gets_past_the_door(world, how):
    person = shut_out(world, how)

    with undrawn(all_pages=True):
        found = {name: asked(person, world, name) for name in BEHIND_THE_DOOR}

    assert not {n: words for n, words in found.items() if set(words.values()) != {"sign in"}}


@pytest.mark.parametrize("who", BY_NAME)
def test_each_address_answers_each_person_as_the_table_says(world, who):
    person = Person(world.people[who])
    with undrawn(all_pages=who not in DRAWN):
        found = {name: asked(person, world, name) for name in BEHIND_THE_DOOR}

    access_page.note(who, found)
    wrong = {
        f"{method} {name}": word
        for name, words in found.items()
        for method, word in words.items()
        if word not in expected(name, method, BY_NAME[who])
    }
    assert wrong == {}
    assert not [name for name, words in found.items() if not words]


@pytest.mark.parametrize("who", BY_NAME)
def test_the_page_for_readers_says_what_was_observed(who):
    if who not in access_page.OBSERVED:
        pytest.skip("what each person is answered was not asked in this run")

    assert access_page.column(who) == access_page.observed(who), "`make access` writes it anew"


@pytest.mark.parametrize("who", ["colleague", "former", "stranger", "administrator"])
def test_what_is_not_there_and_what_is_not_theirs_look_the_same(world, who):
    person = Person(world.people[who])
    with undrawn(all_pages=True):
        about = filter(is_about_the_case, BEHIND_THE_DOOR)
        for name in (one for one in about if who not in owners(one)):
            for method in METHODS:
                theirs = person.ask(method, world.url(name))
                nowhere = person.ask(method, world.nowhere(name))

                assert theirs.status_code == nowhere.status_code, name
                assert theirs.content == nowhere.content, name
                assert theirs.headers == nowhere.headers, name


def test_no_address_is_changed_by_another_method(world):
    person = Person(world.people["owner"])
    with undrawn(all_pages=True):
        found = {
            f"{method} {name}": person.word(method, world.url(name))
            for name in BEHIND_THE_DOOR
            for method in ("put", "patch", "delete", "trace")
        }

    assert not {asked for asked, word in found.items() if word not in {"405", "403", "404"}}


def test_the_api_document_and_the_table_name_the_same_commands():
    document = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    told = {
        (path.replace("{id}", "{pk}"), method)
        for path, methods in document.items()
        for method in methods
    }

    assert told == access_page.api_commands()


LISTS = (
    "cases:list", "removal:list", "complaints:list", "api:case-list", "api:clock-list",
    "api:removal-request-list", "api:complaint-list", "api:evidence-list", "api:match-list",
)  # fmt: skip
WITHOUT_A_ROW = [name for name in BEHIND_THE_DOOR if not addresses()[name][1]]


def told(world: World, who: str, name: str) -> bool:
    """Tell whether an answer names the world's case: lists, counts, searches and papers alike."""
    answer = Person(world.people[who]).ask("get", world.url(name))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(world.keys["code"]).encode() in body


@pytest.mark.parametrize("name", LISTS)
def test_each_list_names_the_case_to_those_who_see_it_and_to_nobody_else(world, name):
    found = {who for who in BY_NAME if told(world, who, name)}

    assert found == {who for who, relation in BY_NAME.items() if relation.sees}


@pytest.mark.parametrize("who", ["colleague", "administrator"])
def test_no_page_list_count_or_letter_names_the_case_to_who_may_not_see_it(world, who):
    assert [name for name in WITHOUT_A_ROW if told(world, who, name)] == []
