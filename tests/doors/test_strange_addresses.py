"""Addresses that a fuzzer makes up: refused in the one shape, never an error on our side."""

import pytest

pytestmark = pytest.mark.django_db
NOBODYS = "0101bf1a6ce5e4ed8263eebdca72fd7bbf3d"  # thirty-six digits, and no id


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("2026-10-31T14:00:00-22:48", 200),  # an offset that the database knows none of
        ("0001-01-01T00:00:00%2B05:00", 400),
        ("9999-12-31T23:59:59-05:00", 400),
        ("yesterday", 400),
    ],
)
def test_a_moment_with_any_offset_is_understood_or_refused(api_for, advocate, asked, status):
    assert api_for(advocate).get(f"/api/v1/cases/?opened_after={asked}").status_code == status


@pytest.mark.parametrize(
    "path", ["rota/{}/withdraw/", "clocks/{}/", "requests/{}/", "complaints/{}/", "items/{}/"]
)
def test_what_is_no_id_is_not_there(api_for, supervisor, path):
    api = api_for(supervisor)
    url = f"/api/v1/{path.format(NOBODYS)}"

    given = api.post(url) if "withdraw" in url else api.get(url)

    assert given.status_code == 404
