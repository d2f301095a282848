"""A name is found by its beginning, by whoever would find it by the whole, and by nobody else."""

import pytest

from cases import search
from cases.models import Survivor
from cases.services import change_case
from cases.services.filling import fill_name_starts
from sealing import blind
from tests.factories.cases import case as open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(advocate):
    return open_case(by=advocate, survivor_name="María-José O'Neil Bo")


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("mar", True), ("MARÍ", True), ("jos", True), ("o'neil", True), ("nei mar", True),
        ("María José", True), ("bo", True), ("maria bo", False), ("ma", False), ("b", False),
        ("aría", False), ("mar kov", False), ("mariana", False), ("", False),
    ],
)  # fmt: skip
def test_three_letters_that_a_word_of_the_name_begins_with_find_it(maria, advocate, text, is_found):
    assert (maria in search.find(advocate, text)) == is_found


def test_a_word_too_long_for_its_beginnings_is_found_whole(advocate):
    case = open_case(by=advocate, survivor_name="Wolfeschlegelsteinhausen")

    assert case in search.find(advocate, "wolfeschlege")
    assert case in search.find(advocate, "Wolfeschlegelsteinhausen")
    assert case not in search.find(advocate, "wolfeschlegelstein")


def test_nobody_finds_by_a_beginning_what_they_may_not_see(maria, colleague, supervisor, attorney):
    assert maria in search.find(supervisor, "mar")
    assert maria not in search.find(colleague, "mar")
    assert maria not in search.find(attorney, "mar")


def test_a_changed_name_is_found_by_its_new_beginning_alone(maria, advocate, now):
    change_case(case_id=maria.pk, survivor_name="Ruth Invented", by=advocate, now=now)

    assert maria in search.find(advocate, "rut")
    assert maria not in search.find(advocate, "mar")


def test_names_kept_before_are_filled_once(maria, advocate):
    Survivor.objects.update(name_starts=[])
    assert maria not in search.find(advocate, "mar")

    assert fill_name_starts(limit=10) == 1
    assert fill_name_starts(limit=10) == 0
    assert maria in search.find(advocate, "mar")


def test_the_column_tells_neither_letters_nor_how_the_other_column_was_made(maria):
    row = Survivor.objects.get(case=maria)

    assert not set(row.name_starts) & set(row.name_words)
    assert len(row.name_starts) == len(blind.starts(blind.names("María-José O'Neil Bo"))) == 9
