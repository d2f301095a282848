"""The clock's page and panel, and what is recorded beside it."""

from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases.models import Task
from deadlines.models import Heartbeat
from deadlines.services import sweep
from deadlines.services.heartbeats import database_time
from evidence.models import ListingFact
from removal.models import Receipt, RemovalRequest
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories import removal as removal_factory
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}


def ago(hours):
    return timezone.now() - hours * HOUR


def local(at):
    """Type a moment as the advocate's own clock shows it."""
    return at.astimezone(ZoneInfo("America/New_York")).strftime("%Y-%m-%dT%H:%M:%S")


def test_a_running_clock_explains_itself(advocate, client_for):
    clock = make.clock(by=advocate, at=ago(30.5))

    page = client_for(advocate).get(reverse("deadlines:clock", args=[clock.request_id]))

    said = page.content.decode()
    assert "17 h 29 min left" in said
    assert "A confirmation number: TK-1" in said
    assert "47 U.S.C. 223a(a)(3)" in said
    assert "48 elapsed hours" in said
    assert "UTC)" in said


def test_opening_the_page_is_in_the_trail_and_its_panel_is_not_twice(advocate, client_for):
    clock = make.clock(by=advocate, at=ago(3))
    client, url = client_for(advocate), reverse("deadlines:clock", args=[clock.request_id])
    before = Entry.objects.filter(action="cases.opened").count()

    panel = client.get(url, headers=HX)
    assert "<html" not in panel.content.decode()
    assert Entry.objects.filter(action="cases.opened").count() == before

    client.get(url)
    assert Entry.objects.filter(action="cases.opened").count() == before + 1


def test_an_unproven_clock_says_that_nothing_shows_it(advocate, client_for):
    request = make.submitted(by=advocate, at=ago(5))
    make.receipt(request, by=advocate, at=ago(5), now=ago(4), basis="inferred", proof="none")

    page = client_for(advocate).get(reverse("deadlines:clock", args=[request.pk]))

    assert "Receipt unproven" in page.content.decode()
    assert "42 h" not in page.content.decode()
    assert "1 d 18 h left" in page.content.decode()


def test_a_request_without_a_clock_says_why(advocate, client_for):
    excluded = removal_factory.platform(coverage="excluded")
    request = make.received(by=advocate, at=ago(5), on=excluded)

    page = client_for(advocate).get(reverse("deadlines:clock", args=[request.pk]))

    assert "No statutory clock" in page.content.decode()
    assert "leaves this kind of service out" in page.content.decode()


def test_a_claimed_clock_says_that_it_is_claimed(advocate, client_for):
    removal_factory.platform()
    request = make.received(by=advocate, at=ago(5), on=RemovalRequest._meta.get_field(
        "platform").related_model.objects.get(pk="other-site"))  # fmt: skip

    page = client_for(advocate).get(reverse("deadlines:clock", args=[request.pk]))

    assert "a clock that we claim" in page.content.decode()


def test_a_closed_clock_tells_what_was_achieved_to_the_second(advocate, client_for):
    received = ago(60)
    request = make.received(by=advocate, at=received)
    make.look(make.items_of(request)[0], by=advocate, at=received + 50 * HOUR)

    page = client_for(advocate).get(reverse("deadlines:clock", args=[request.pk]))

    assert "Gone late by 2 h 00 min 00 s, 50 h 00 min 00 s after receipt" in page.content.decode()


def test_an_attorney_records_looks_but_no_receipt(advocate, supervisor, attorney, client_for):
    request = make.submitted(by=advocate, at=ago(5))
    case_factory.engage(case=request.case, attorney=attorney, by=supervisor)
    client = client_for(attorney)

    page = client.get(reverse("deadlines:clock", args=[request.pk])).content.decode()
    refused = client.post(
        reverse("deadlines:receipt", args=[request.pk]),
        {"proof": "auto_reply", "received_at": local(ago(4))},
    )

    assert "I looked: it is gone" in page
    assert "Record the receipt" not in page
    assert refused.status_code == 403
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("name", ["clock", "receipt"])
def test_every_form_says_where_it_comes_from(advocate, client_for, name):
    """Without JavaScript the token of a form is all that a POST has; a lost one is a 403."""
    request = make.received(by=advocate, at=ago(5))

    page = client_for(advocate).get(reverse(f"deadlines:{name}", args=[request.pk]))

    forms = page.content.decode().split("<form ")[1:]
    posting = [form for form in forms if 'method="post"' in form]
    assert len(posting) > 4
    assert all("csrfmiddlewaretoken" in form for form in posting)


def test_the_clocks_of_a_case_stand_nearest_first(advocate, client_for):
    late = make.clock(by=advocate, at=ago(50))
    near = make.clock(by=advocate, at=ago(47), case=late.case)

    panel = client_for(advocate).get(
        reverse("deadlines:case-panel", args=[late.case.code]), headers=HX
    )

    said = panel.content.decode()
    assert said.index(f">{late.request.label}<") < said.index(f">{near.request.label}<")
    assert "late by 2 h 00 min" in said


def test_healthz_tells_counts_to_anyone_and_is_503_when_nothing_sweeps(client, advocate):
    ill = client.get("/healthz/deadlines")
    assert (ill.status_code, ill.json()["problems"]) == (503, ["not_swept"])

    sweep.run()
    well = client.get("/healthz/deadlines")
    assert (well.status_code, well.json()["ok"]) == (200, True)

    Heartbeat.objects.update(at=database_time() - HOUR / 20)
    assert client.get("/healthz/deadlines").status_code == 503


def test_no_task_or_page_of_a_stranger_is_there(advocate, colleague, client_for):
    request = make.received(by=advocate, at=ago(5))
    item = make.items_of(request)[0]
    make.look(item, by=advocate, at=ago(1), kind="seen_up")
    client, before = client_for(colleague), Entry.objects.count()
    tasks = Task.objects.filter(kind="check_listing").count()
    gets = ["clock", "receipt", "answer", "withdraw"]
    posts = [*gets[1:], "draft-complaint"]

    answers = [client.get(reverse(f"deadlines:{name}", args=[request.pk])) for name in gets]
    answers += [client.post(reverse(f"deadlines:{name}", args=[request.pk])) for name in posts]
    answers += [
        client.post(reverse("deadlines:outcome", args=[item.pk])),
        client.post(reverse("deadlines:retract", args=[ListingFact.objects.get().pk])),
        client.get(reverse("deadlines:case-panel", args=[request.case.code])),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Entry.objects.count() == before
    assert Task.objects.filter(kind="check_listing").count() == tasks
