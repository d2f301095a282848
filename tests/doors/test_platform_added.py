"""A site that the shipped directory lacks is added by a person, and stays as told."""

import pytest
from django.urls import reverse

from audit.models import Entry
from removal.models import Platform
from removal.services import platforms
from tests.factories.removal import CHIRP, OTHER

pytestmark = pytest.mark.django_db

ADD = reverse("removal:add-platform")
TOLD = {
    "name": "Heron Social",
    "kind": "federated",
    "domains": "heron.example",
    "report_url": "https://heron.example/report",
    "coverage": "covered",
    "coverage_reason": "A forum for what its users post.",
}


@pytest.fixture(autouse=True)
def directory():
    platforms.load([CHIRP, OTHER])


def test_an_address_of_an_added_platform_is_matched_from_then_on(supervisor, client_for):
    assert platforms.platform_for("https://heron.example/p/1").pk == "other-site"

    answer = client_for(supervisor).post(ADD, TOLD)

    assert answer.status_code == 302
    assert platforms.platform_for("https://heron.example/p/1").name == "Heron Social"
    assert Entry.objects.filter(action="removal.added_platform").count() == 1


def test_a_load_of_the_directory_leaves_it_as_told(supervisor, client_for):
    client_for(supervisor).post(ADD, TOLD)

    platforms.load([CHIRP, OTHER, CHIRP | {"slug": "heron-social", "domains": []}])

    assert Platform.objects.get(pk="heron-social").name == "Heron Social"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"domains": "chirp.example"}, "recorded for another platform"),
        ({"name": "Chirp"}, "recorded under this name"),
        ({"coverage_reason": ""}, "coverage_reason"),
    ],
)
def test_a_wrong_row_is_refused_at_its_field_and_nothing_is_written(
    supervisor, client_for, wrong, sentence
):
    answer = client_for(supervisor).post(ADD, TOLD | wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Platform.objects.filter(pk="heron-social").exists()


def test_an_advocate_does_not_add_platforms(advocate, client_for):
    assert client_for(advocate).post(ADD, TOLD).status_code == 403
    assert not Platform.objects.filter(pk="heron-social").exists()
