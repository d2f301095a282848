"""Who opened, exported and changed what: per person, per case; and the check of the whole trail."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit import checking
from audit.models import Entry, TrailCheck
from cases import services
from cases.activity import Kind, kind_of, page_of
from cases.services import checking as asked
from cases.services.moments import database_time
from tests.factories import cases as make
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
CHECK, ALL = reverse("cases:check-trail"), reverse("cases:activity")


def text(response):
    return response.content.decode()


@pytest.fixture
def case(advocate):
    return make.active_case(by=advocate)


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("cases.opened", Kind.OPENED),
        ("cases.opened_case", Kind.CHANGED),
        ("cases.revealed_people", Kind.SHOWN),
        ("evidence.showed_url", Kind.SHOWN),
        ("complaints.exported_addendum", Kind.EXPORTED),
        ("restitution.exported_subpoena", Kind.EXPORTED),
        ("handouts.made_sheet", Kind.EXPORTED),
        ("accounts.signed_in", Kind.SIGNED),
        ("cases.handed_on", Kind.CHANGED),
    ],
)
def test_every_act_is_of_one_sort(action, kind):
    assert kind_of(action) == kind


def test_a_person_s_page_holds_their_acts_alone_and_their_cases(
    case, advocate, colleague, supervisor, client_for
):
    other = make.active_case(by=colleague)
    services.reveal(case_id=case.pk, reason="casework", by=advocate)

    page = text(client_for(supervisor).get(reverse("cases:activity-person", args=[advocate.pk])))

    assert f"What {advocate.name} did" in page
    assert "Name and contact shown" in page
    assert case.code in page
    assert other.code not in page


def test_a_case_s_page_tells_who_did_what_and_that_somebody_looked_is_an_act_too(
    case, advocate, supervisor, client_for
):
    there = reverse("cases:activity-case", args=[case.code])

    page = text(client_for(supervisor).get(there))

    assert "By person" in page
    looked = Entry.objects.filter(chain=str(case.pk), action="cases.opened").get()
    assert looked.actor == str(supervisor.pk)
    assert "Opened the activity" in text(client_for(supervisor).get(there))
    assert "Maria" not in page


def test_days_and_kinds_narrow_and_a_wrong_order_of_days_is_said(
    case, advocate, supervisor, client_for
):
    client = client_for(supervisor)
    today = database_time().date()
    far = {"since": (today + timedelta(days=3)).isoformat()}

    assert "Nothing fits" in text(client.get(ALL, far))
    assert case.code in text(client.get(ALL, {"since": (today - timedelta(days=2)).isoformat()}))
    wrong = text(client.get(ALL, far | {"until": today.isoformat()}))
    assert "This day is before the first one." in wrong
    for name in ("since", "until"):
        for day in ("0001-01-01", "9999-12-31"):
            assert f"Choose {'a later' if day < '1' else 'an earlier'} day." in text(
                client.get(ALL, {name: day})
            )


@pytest.mark.parametrize(
    "chosen", [{}, {"action": "shown"}, {"action": "changed"}, {"person": "who"}, {"case": "code"}]
)
def test_pages_of_every_choice_lose_nothing_and_repeat_nothing(case, advocate, chosen):
    for _ in range(7):
        services.reveal(case_id=case.pk, reason="casework", by=advocate)
        make.note(case=case, by=advocate)
    filled = {"who": str(advocate.pk), "code": case.code}
    given = {name: filled.get(value, value) for name, value in chosen.items()}

    seen, before = [], ""
    for _ in range(20):
        page = page_of(**given, before=before, most=4)
        seen += [row.pk for row in page.rows]
        before = page.earlier
        if not before:
            break

    whole = [row.pk for row in page_of(**given, most=500).rows]
    assert seen == whole
    assert len(set(seen)) == len(seen) >= 7


def test_no_choice_walks_through_the_whole_trail(case, supervisor, client_for):
    """Each way of asking is answered along an index, however many entries there are."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for given in ({}, {"action": "exported"}, {"person": str(supervisor.pk)}):
        with CaptureQueriesContext(connection) as queries:
            page_of(**given, most=50)
        [asked_of_trail] = [one["sql"] for one in queries if "audit_entry" in one["sql"]]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {asked_of_trail}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "audit_by" in plan, plan
        assert "Seq Scan" not in plan, plan


def test_a_check_is_handed_to_a_worker_and_its_result_kept_and_shown(
    case, supervisor, client_for, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(asked.current_app, "send_task", lambda name, **how: sent.append(how))
    with django_capture_on_commit_callbacks(execute=True):
        client_for(supervisor).post(CHECK)
        client_for(supervisor).post(CHECK)  # one that waits serves whoever asks next
    check = TrailCheck.objects.get()
    waiting = text(client_for(supervisor).get(CHECK))

    services.run_check(check_id=check.pk)
    services.run_check(check_id=check.pk)

    assert sent == [{"args": [check.pk], "retry": False}]
    assert "Waiting for a worker" in waiting
    assert "hx-trigger" in waiting
    page = text(client_for(supervisor).get(CHECK))
    assert "Every chain holds" in page
    assert "hx-trigger" not in page
    assert Entry.objects.filter(action="cases.checked_trail").count() == 1


def test_a_broken_broker_is_said_with_the_command(
    case, supervisor, client_for, monkeypatch, django_capture_on_commit_callbacks
):
    def dead(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(asked.current_app, "send_task", dead)
    with django_capture_on_commit_callbacks(execute=True):
        client_for(supervisor).post(CHECK)

    page = text(client_for(supervisor).get(CHECK))

    assert "the broker did not answer" in page
    assert "manage.py verify_trail" in page
    assert "Check every chain now" in page


def test_nobody_waits_for_a_broker_that_says_nothing(
    case, supervisor, client_for, monkeypatch, django_capture_on_commit_callbacks
):
    end = threading.Event()
    monkeypatch.setattr(asked.current_app, "send_task", lambda *_, **__: end.wait(60))
    monkeypatch.setattr(asked, "PATIENCE", 0.1)
    with django_capture_on_commit_callbacks(execute=True):
        client_for(supervisor).post(CHECK)
    end.set()

    assert "the broker did not answer" in text(client_for(supervisor).get(CHECK))


def test_a_check_that_nobody_takes_up_says_so(case, supervisor, client_for):
    checking.begin(asked_at=database_time() - timedelta(minutes=5))

    page = text(client_for(supervisor).get(CHECK))

    assert "No worker took it up" in page
    assert "manage.py verify_trail" in page


def test_a_change_behind_the_house_s_back_is_found_and_named_by_its_case(
    case, supervisor, client_for
):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_entry SET actor = 'someone else'")
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")

    services.run_check(check_id=checking.begin(asked_at=database_time()).pk)

    page = text(client_for(supervisor).get(CHECK))
    assert "The trail does not hold" in page
    assert f"{case.code}, entry 1: the entry was changed" in page


def test_the_api_gives_acts_page_by_page_and_the_checks(case, advocate, supervisor, api_for):
    acts = api_for(supervisor).get("/api/v1/activity/", {"case": case.code}).json()
    started = api_for(supervisor).post("/api/v1/activity/check/")

    assert {one["case"] for one in acts["acts"]} == {case.code}
    assert started.status_code == 202
    assert api_for(supervisor).get("/api/v1/activity/check/").json()[0]["state"] == "waiting"
    assert api_for(advocate).get("/api/v1/activity/").status_code == 403
