"""A NUL in an address is a bad request at every address of the house, and never a fault of ours."""

import pytest
from django.urls import reverse

from tests.house.access import EXPECTED
from tests.house.addresses import addresses

FILTERS = ("platform", "case", "q", "view", "page", "show", "status", "before", "person", "action")
LISTS = sorted(name for name in EXPECTED if not addresses()[name][1])


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_every_filter_of_every_list_answers_a_nul_cleanly(client_for, supervisor, name):
    client = client_for(supervisor)

    for filter_name in FILTERS:
        answer = client.get(reverse(name), {filter_name: "\0"})
        assert answer.status_code == 400, filter_name
        assert client.get(reverse(name), {f"{filter_name}\0": "x"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/cases/C-%00/", "/api/v1/cases/C%00/", "/platforms/%00/"])
def test_a_nul_in_a_path_is_no_row_of_anybodys(client_for, supervisor, path):
    assert client_for(supervisor).get(path).status_code in {400, 404}


@pytest.mark.django_db
def test_the_api_says_so_in_its_own_shape(client_for, supervisor):
    answer = client_for(supervisor).get(reverse("api:case-list"), {"code": "\0"})

    assert answer.json()["code"] == "invalid"
