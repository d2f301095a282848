"""The ladder pages: a draft made, changed, refused at the field, rehearsed, put in force."""

import pytest
from django.urls import reverse

from cases.services.moments import database_time
from deadlines.models import Ladder
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db
STEP = {
    "side": "before",
    "amount": "3",
    "unit": "hours",
    "tells": ["advocate"],
    "name": "Call them",
}


@pytest.fixture
def desk(client_for, supervisor, advocate):
    make.received(by=advocate, at=database_time() - 30 * HOUR)
    return client_for(supervisor)


def at(name, *, of="US-TIDA-v2", rung=""):
    return reverse(f"deadlines:{name}", args=[of, rung] if rung else [of])


def test_a_supervisor_makes_a_version_and_puts_it_in_force(desk):
    answer = desk.post(reverse("deadlines:propose-ladder"), {"law": "US-TIDA"})
    assert answer.headers["Location"] == at("ladder")

    assert desk.post(at("add-rung"), STEP).status_code == 302
    page = desk.get(at("ladder")).content.decode()
    assert "Call them" in page
    assert "3 h before due" in page
    assert "Only here" in page

    desk.post(at("look-at-ladder"))
    assert "Looked at by Sol" in desk.get(at("ladder")).content.decode()
    desk.post(at("put-ladder-in-force"), {"from_at": ""})

    assert Ladder.objects.get(version=2).in_force_at is not None
    text = desk.get(reverse("deadlines:ladders")).content.decode()
    assert "Was in force" in text
    assert text.index("48 h before due") < text.index("Call them") < text.index("At due")
    assert (
        "1 clock runs under this version, and keeps it"
        in desk.get(at("ladder", of="US-TIDA-v1")).content.decode()
    )


# fmt: off
REFUSED = [
    ({"tells": []},                      "Choose at least one to be told."),
    ({"amount": ""},                     "Say how long"),
    ({"amount": "24"},                   "Another step has that moment."),
    ({"amount": "9", "unit": "days"},    "a step so early would come before they begin"),
    ({"name": "Complaint"},              "A step that ships has that name"),
    ({"drafts_complaint": "on"},         "A complaint is drafted after due"),
]
# fmt: on


@pytest.mark.parametrize(("changed", "sentence"), REFUSED)
def test_a_refusal_stands_at_its_field(desk, changed, sentence):
    desk.post(reverse("deadlines:propose-ladder"), {"law": "US-TIDA"})

    answer = desk.post(at("add-rung"), STEP | changed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Ladder.objects.get(version=2).rungs.count() == 5


def test_another_laws_ladder_offers_no_draft(desk):
    desk.post(reverse("deadlines:propose-ladder"), {"law": "IN-ITR-3-2-b"})

    page = desk.get(at("add-rung", of="IN-ITR-3-2-b-v2")).content.decode()

    assert "Drafts the complaint" not in page
    answer = desk.post(at("add-rung", of="IN-ITR-3-2-b-v2"), STEP)
    assert "This law has 2 hours" in answer.content.decode()


def test_a_rehearsal_shows_differences_first_and_says_what_it_assumes(desk):
    desk.post(reverse("deadlines:propose-ladder"), {"law": "US-TIDA"})
    desk.post(at("add-rung"), STEP | {"amount": "20"})

    page = desk.get(at("rehearse-ladder")).content.decode()

    assert page.index("What differs") < page.index("What is the same")
    assert "Call them" in page
    assert "No such step" in page
    assert "The sweep never slept" in page
    wrong = desk.get(at("rehearse-ladder"), {"since": "2026-02-01", "until": "2026-01-01"})
    assert wrong.status_code == 422
    assert "The last day is before the first." in wrong.content.decode()


def test_the_version_in_force_is_rehearsed_alone_and_days_without_clocks_say_so(desk):
    page = desk.get(at("rehearse-ladder", of="US-TIDA-v1")).content.decode()
    assert "This is the version in force." in page
    assert "What differs" not in page

    empty = desk.get(at("rehearse-ladder", of="UK-OSA-10-3A-v1")).content.decode()
    assert "No clock of this law had a step in those days" in empty


def test_unknown_versions_and_steps_have_no_page(desk):
    assert desk.get(at("ladder", of="US-TIDA-v99")).status_code == 404
    assert desk.get(at("ladder", of="nonsense")).status_code == 404
    assert desk.get(at("change-rung", of="US-TIDA-v1", rung="none")).status_code == 404
