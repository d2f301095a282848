"""Whatever sealed word the API tells, it enters who read it; each address asked as everybody."""

import json
from unittest.mock import patch

import pytest
from django.db import transaction

from audit.models import Entry
from cases.activity.kinds import Kind, kind_of
from cases.models import Case
from sealing.column import SealedColumn
from tests.factories import cases as cases_factory
from tests.house.access import ANYONE, EXPECTED
from tests.house.addresses import addresses
from tests.house.asking import Person, _house
from tests.house.world import World, world_of

READ = {Kind.OPENED, Kind.SHOWN, Kind.EXPORTED}
LEAST = 4  # letters: a shorter word is in many an answer by chance


@pytest.fixture
def world(advocate, colleague, supervisor, attorney, administrator) -> World:
    made = world_of(advocate, colleague, supervisor, attorney, administrator)
    cases_factory.note(case=Case.objects.get(code=made.keys["code"]), by=advocate)
    return made


def told_by(person: Person, url: str) -> tuple[set[str], set[str]]:
    """Give the sealed columns of which this address tells a value, and what it entered."""
    opened: dict[str, str] = {}
    really = SealedColumn.opened

    def seen(field, row):
        value = really(field, row)
        if isinstance(value, str) and len(value) >= LEAST:
            opened[json.dumps(str(value), ensure_ascii=False)[1:-1]] = str(field)
        return value

    before = set(Entry.objects.values_list("pk", flat=True))
    request = person.requests.get(url)
    with transaction.atomic(), patch.object(SealedColumn, "opened", seen):
        answer = _house().get_response(request)
        new = Entry.objects.exclude(pk__in=before)
        entered = {one for one in new.values_list("action", flat=True) if kind_of(one) in READ}
        transaction.set_rollback(True)
    is_json = answer.headers.get("Content-Type", "").startswith("application/json")
    text = answer.content.decode() if answer.status_code == 200 and is_json else ""
    return {field for value, field in opened.items() if value in text}, entered


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["owner", "supervisor", "engaged"])
def test_no_address_of_the_api_tells_a_sealed_word_and_enters_nothing(world, role):
    person, found, silent = Person(world.people[role]), set(), {}
    for name in sorted((set(EXPECTED) - ANYONE) & set(addresses())):
        if name.startswith("api:"):
            told, entered = told_by(person, world.url(name))
            found |= told
            if told and not entered:
                silent[name] = sorted(told)

    assert silent == {}
    assert "cases.Note.text" in found or role == "engaged"
