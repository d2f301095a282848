"""Finding tells an attorney nothing that their release does not: no name and no contact."""

import pytest

from cases import search
from cases.rules.handovers import SIGHT
from intake.duplicates import duplicates_of
from tests.factories import cases as made

pytestmark = pytest.mark.django_db
PERSON = {"survivor_name": "Maria Kestrel", "contact": "maria@post.example"}


@pytest.fixture
def two(advocate, attorney, supervisor):
    """Give two cases of one person; of the second the attorney is told where and what alone."""
    cases = [made.active_case(by=advocate, **PERSON) for _ in range(2)]
    for case in cases:
        made.engage(case=case, attorney=attorney, by=supervisor)
    cases[1].releases.update(information=sorted(SIGHT))
    return cases


@pytest.mark.parametrize("text", ["Kestrel", "maria@post.example"])
def test_a_guess_finds_only_the_cases_whose_release_tells_it(two, attorney, advocate, text):
    assert set(search.find(advocate, text)) == set(two)
    assert list(search.find(attorney, text)) == two[:1]
    assert list(search.find(attorney, two[1].code)) == two[1:]


def test_a_likeness_shows_only_where_both_sides_are_told(two, attorney, advocate):
    for case, other in (two, two[::-1]):
        assert duplicates_of(attorney, case) == []
        assert [row.code for row in duplicates_of(advocate, case)] == [other.code]
