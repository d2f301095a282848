"""Today: nearest first, one act a row, nothing of anybody else's."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Task
from complaints.models import ComplaintDraft
from deadlines.models import Reminder
from deadlines.services import exchange, sweep
from removal.services import requests
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories import removal as removal_factory
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db
TODAY = "/"


def ago(hours):
    return timezone.now() - hours * HOUR


def said(client):
    return client.get(TODAY).content.decode()


def in_order(text, *pieces):
    places = [text.find(piece) for piece in pieces]
    return -1 not in places and places == sorted(places)


def test_clocks_stand_in_bands_the_nearest_first(advocate, client_for):
    codes = [make.clock(by=advocate, at=ago(hours)).request.code for hours in (1, 30, 45, 50, 55)]

    text = said(client_for(advocate))

    assert "2 late, 1 under 6 hours, 1 under 24 hours, 1 later" in text
    assert in_order(text, *reversed(codes))
    assert in_order(text, "late by 7 h 00 min", "late by 2 h 00 min", "h 59 min left")


def test_a_late_clock_with_a_fresh_draft_asks_for_its_review(advocate, supervisor, client_for):
    make.clock(by=advocate, at=ago(50))
    sweep.run()

    text = said(client_for(advocate))

    draft = ComplaintDraft.objects.get()
    assert reverse("complaints:draft", args=[draft.pk]) in text
    assert "Review the complaint" in text


def test_a_disputed_request_asks_for_its_cure_until_one_is_opened(advocate, client_for):
    request = make.received(by=advocate, at=ago(5))
    exchange.record_answer(
        request_id=request.pk, kind="refused", answered_at=ago(2), words="", disputes=["signature"],
        demands=[], by=advocate, now=ago(2),
    )  # fmt: skip
    browser, page = client_for(advocate), reverse("removal:request", args=[request.pk])

    disputed = said(browser)
    requests.cure_request(request_id=request.pk, by=advocate, now=ago(1))

    assert f'href="{page}#next"' in disputed
    assert "Make a cured version" in disputed
    assert "Record what you see" not in disputed
    assert "Make a cured version" not in said(browser)


def test_an_unproven_clock_asks_for_its_proof(advocate, client_for):
    request = make.submitted(by=advocate, at=ago(5))
    make.receipt(request, by=advocate, at=ago(5), now=ago(4), basis="inferred", proof="none")

    assert "Prove the receipt" in said(client_for(advocate))


def test_what_waits_for_our_part_is_told(advocate, client_for):
    make.submitted(by=advocate, at=ago(5))
    removal_factory.draft(by=advocate, now=ago(4))

    text = said(client_for(advocate))

    assert in_order(text, "Waiting for our part", "Record the receipt", "Finish and send")


def test_a_complaint_whose_clock_has_ended_waits_still(advocate, supervisor, client_for):
    request = make.received(by=advocate, at=ago(60))
    sweep.run()
    make.look(make.items_of(request)[0], by=advocate, at=ago(1))

    assert in_order(said(client_for(advocate)), "Waiting for our part", "Review the complaint")


def test_a_person_who_asked_for_review_is_not_asked_to_sign(advocate, supervisor, client_for):
    make.clock(by=advocate, at=ago(50))
    sweep.run()
    ComplaintDraft.objects.update(status="in_review", review_at=ago(1), review_by=supervisor)

    assert "Sign off the complaint" not in said(client_for(supervisor))

    ComplaintDraft.objects.update(review_by=advocate)
    assert "Sign off the complaint" in said(client_for(supervisor))
    assert "Sign off the complaint" not in said(client_for(advocate))


def test_tasks_are_ones_own_and_lead_to_their_act(advocate, supervisor, client_for):
    request = make.received(by=advocate, at=ago(20))
    item = make.items_of(request)[0]
    make.look(item, by=advocate, at=ago(10))
    make.look(item, by=advocate, at=ago(2), kind="back")
    case_factory.task(case=request.case, by=advocate, due_at=ago(1))

    text = said(client_for(advocate))

    assert in_order(text, "Tasks", "Call back about the second account", "Make a fresh request")
    ahead = Task.objects.get(done_at=None, kind="check_listing")
    assert ahead.due_at > timezone.now()
    assert "Check whether the listing" not in text
    assert Task.objects.filter(done_at=None).count() == 3
    assert "Call back about" not in said(client_for(supervisor))


def test_reminders_are_read_once_and_gone(advocate, supervisor, client_for):
    make.clock(by=advocate, at=ago(30))
    sweep.run()
    reminder, client = Reminder.objects.get(), client_for(advocate)
    url = reverse("deadlines:read-reminder", args=[reminder.pk])
    assert "24 hours left" in said(client)

    part = client.post(url, headers={"HX-Request": "true"}).content.decode()

    assert "All read." in part
    assert "<html" not in part
    reminder.refresh_from_db()
    assert reminder.read_at is not None


def test_nobody_reads_anothers_reminder(advocate, supervisor, client_for):
    make.clock(by=advocate, at=ago(30))
    sweep.run()
    reminder = Reminder.objects.get()

    answer = client_for(supervisor).post(reverse("deadlines:read-reminder", args=[reminder.pk]))

    assert answer.status_code == 404
    reminder.refresh_from_db()
    assert reminder.read_at is None


def test_a_colleague_sees_none_of_it_and_a_supervisor_all(
    advocate, colleague, supervisor, client_for
):
    code = make.clock(by=advocate, at=ago(50)).request.code

    assert code not in said(client_for(colleague))
    assert code in said(client_for(supervisor))


def test_no_row_names_a_person_or_an_address(advocate, client_for):
    make.clock(by=advocate, at=ago(50))

    text = said(client_for(advocate))

    assert "Kestrel" not in text
    assert "chirp.example" not in text


def test_it_asks_the_database_as_often_for_thirty_rows_as_for_three(
    advocate, supervisor, client_for, django_assert_max_num_queries
):
    client = client_for(advocate)
    for _ in range(3):
        make.clock(by=advocate, at=ago(50))
    sweep.run()
    with django_assert_max_num_queries(40) as few:
        client.get(TODAY)

    for _ in range(9):
        make.clock(by=advocate, at=ago(50))
    sweep.run()
    with django_assert_max_num_queries(len(few)):
        client.get(TODAY)


def test_everyone_is_told_when_nothing_sweeps(advocate, client_for):
    assert "not been swept" in said(client_for(advocate))

    sweep.run()
    assert "not been swept" not in said(client_for(advocate))


def test_an_administrator_sees_the_system_and_no_case(administrator, advocate, client_for):
    clock = make.clock(by=advocate, at=ago(50))
    client = client_for(administrator)

    page = client.get(TODAY, follow=True)

    assert page.redirect_chain == [(reverse("deadlines:system"), 302)]
    assert clock.case.code not in page.content.decode()


def test_the_system_page_runs_a_round_and_says_what_it_did(
    administrator, advocate, supervisor, client_for
):
    make.clock(by=advocate, at=ago(50))

    page = client_for(administrator).post(reverse("deadlines:run-now"), follow=True)

    assert "Ran: 1 told, 3 skipped, 1 drafted, 2 mailed." in page.content.decode()
    assert ComplaintDraft.objects.count() == 1


@pytest.mark.parametrize("name", ["system", "run-now", "revive-mail"])
def test_the_machine_is_not_an_advocates(advocate, client_for, name):
    client, url = client_for(advocate), reverse(f"deadlines:{name}")

    answer = client.get(url) if name == "system" else client.post(url)

    assert answer.status_code == 403
