"""The weekend board: who has each clock that ends while staff are away, and one press to ask."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Cover
from cases.services.moments import database_time
from deadlines.models import RotaTurn
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR, RECEIVED

pytestmark = pytest.mark.django_db
BOARD = "/weekend/?at=2026-10-31"


@pytest.fixture
def clock(advocate):
    """Give a clock of 48 hours received on the Thursday before, which ends on Saturday."""
    return make.clock(by=advocate, at=RECEIVED - timedelta(hours=45))


def page(client, user, url=BOARD):
    client.force_login(user)
    return client.get(url)


def test_the_board_names_its_hours_and_the_hour_that_comes_twice(client, advocate, clock):
    shown = page(client, advocate).content.decode()

    assert "Fri 30 Oct 2026, 12:00 EDT" in shown
    assert "Mon 2 Nov 2026, 09:00 EST" in shown
    assert ": 70 h." in shown
    assert "01:00 to 02:00 comes twice" in shown


def test_what_nobody_covers_stands_first_and_whoever_is_on_duty_has_their_own(
    client, advocate, supervisor, clock
):
    first = page(client, supervisor).context["board"]
    assert (first.lanes[0].key, first.uncovered) == ("nobody", 1)

    RotaTurn.objects.create(
        user=advocate, starts_at=clock.due_at - HOUR, ends_at=clock.due_at + HOUR,
        made_at=clock.due_at, made_by=supervisor,
    )  # fmt: skip
    then = page(client, supervisor).context["board"]

    assert then.uncovered == 0
    assert then.lanes[1].person == advocate


def test_a_stranger_sees_nothing_of_it(client, colleague, attorney, clock):
    assert page(client, colleague).context["board"].total == 0
    assert page(client, attorney).status_code == 403


def test_cover_is_asked_with_one_press_and_said_yes_to_with_another(client, advocate, colleague):
    clock = make.clock(by=advocate, at=database_time())
    starts, ends = clock.due_at - HOUR, clock.due_at + HOUR
    asked = {
        "case_ids": [str(clock.case_id)], "taker_id": str(colleague.pk), "back": "/weekend/",
        "starts_at": starts.isoformat(), "ends_at": ends.isoformat(),
    }  # fmt: skip
    client.force_login(advocate)
    assert client.post(reverse("cases:offer-cover"), asked).status_code == 302

    cover = Cover.objects.get()
    client.force_login(colleague)
    assert client.get(reverse("cases:cover", args=[cover.pk])).status_code == 200
    assert b"Accept" in client.get(reverse("cases:covers")).content
    client.post(reverse("cases:accept-cover", args=[cover.pk]), {"back": "/weekend/"})

    cover.refresh_from_db()
    assert cover.accepted_at is not None
    assert client.get(reverse("cases:case", args=[clock.case.code])).status_code == 404


def test_a_supervisor_writes_the_rota_on_its_page(client, advocate, supervisor):
    client.force_login(supervisor)
    told = {"user_id": str(advocate.pk), "starts_at": "2027-01-09T09:00", "week": "2027-01-04",
            "ends_at": "2027-01-09T17:00"}  # fmt: skip
    assert client.post("/rota/", told).status_code == 302

    shown = page(client, advocate, "/rota/?week=2027-01-04").content.decode()
    assert "09:00 to 17:00 EST" in shown
    assert "Add a turn" not in shown
