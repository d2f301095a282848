"""What is no command at all is the sender's fault, said as such, and never a fault of ours."""

import pytest

from cases.models import Case
from tests.house.world import World, world_of

COMMANDS = {
    "engaged": (
        "api:privileged-notes", "api:find-privileged-notes", "api:court-cases",
        "api:change-court-case", "api:say-notice-preference", "api:record-money-line",
        "api:reverse-money-line", "api:reserve-amounts", "api:restitution-facts",
        "api:restitution-determinations", "api:restitution-days",
    ),
    "supervisor": (
        "api:subpoena", "api:export-list", "api:funder-quarter", "api:team-move",
    ),
}  # fmt: skip
EACH = [(actor, name) for actor, names in COMMANDS.items() for name in names]


@pytest.fixture
def world(advocate, colleague, supervisor, attorney, administrator) -> World:
    return world_of(advocate, colleague, supervisor, attorney, administrator)


@pytest.mark.django_db
def test_a_field_that_no_command_knows_is_refused_by_its_name(world, client_for):
    for actor, name in EACH:
        client = client_for(world.people[actor])
        answer = client.post(world.url(name), {"sumn": "1.00"}, content_type="application/json")

        assert answer.status_code == 400, name
        assert "sumn" in answer.json()["fields"], name


@pytest.mark.django_db
def test_half_of_a_character_is_a_bad_request_wherever_it_stands(world, client_for):
    for actor, name in EACH:
        client = client_for(world.people[actor])
        for body in (r'{"kind": "\ud800", "use": "\ud800"}', r'{"\udc00": 1}', r'["\ud800"]'):
            answer = client.post(world.url(name), body, content_type="application/json")

            assert answer.status_code == 400, (name, body)


@pytest.mark.django_db
def test_a_body_in_chunks_is_refused_and_not_taken_for_an_empty_one(world, api_for):
    before = Case.objects.count()

    answer = api_for(world.people["owner"]).generic(
        "POST", "/api/v1/cases/", b"", "application/json", HTTP_TRANSFER_ENCODING="chunked"
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "length_required")
    assert Case.objects.count() == before
