"""Break-glass: a whole case for an hour, with a reason; others told at once; each part an entry."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import Notice, User
from accounts.services import send_letters
from audit.models import Entry
from audit.rules import NotAllowed
from cases import services
from cases.models import BreakGlass, Note
from tests.factories import cases as cases_factory
from tests.factories import evidence as evidence_factory
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db

WHY = "The advocate is on a plane and the platform calls."


@pytest.fixture
def case(advocate):
    case = cases_factory.active_case(by=advocate)
    evidence_factory.item(case=case, by=advocate)
    return case


def broken(client, case) -> str:
    return client.post(f"/cases/{case.code}/break-glass/", {"reason": WHY}).url


def told(case) -> list[str]:
    entries = Entry.objects.filter(chain=str(case.pk)).order_by("seq")
    return [entry.action for entry in entries if "glass" in entry.action]


def test_every_sealed_word_of_the_case_is_read_and_each_part_is_an_entry(
    case, client_for, supervisor
):
    client = client_for(supervisor)
    page = broken(client, case)

    people = client.get(page).content.decode()
    evidence = client.get(f"{page}evidence/").content.decode()

    assert case.survivor.name in people
    assert case.survivor.contact in people
    assert case.narrative in people
    assert "chirp" in evidence
    assert told(case) == ["cases.broke_glass", "cases.read_under_glass", "cases.read_under_glass"]
    assert WHY not in "".join(Entry.objects.values_list("facts", flat=True))
    timeline = client.get(f"/cases/{case.code}/").content.decode()
    assert "Read whole under break-glass: evidence" in timeline


def test_the_advocate_and_every_other_supervisor_are_told_at_once_by_a_code_and_a_time(
    case, client_for, supervisor, advocate, attorney
):
    other = person("supervisor")
    broken(client_for(supervisor), case)

    assert set(Notice.objects.values_list("reader", flat=True)) == {advocate.pk, other.pk}
    today = client_for(advocate).get("/").content.decode()
    assert f"Sol opened all of {case.code}" in today
    send_letters(now=timezone.now())
    assert {letter.to[0] for letter in mail.outbox} == {advocate.email, other.email}
    for letter in mail.outbox:
        assert case.code in letter.subject
        assert case.survivor.name not in letter.subject + letter.body
        assert "glass" not in (letter.subject + letter.body).casefold()


def test_what_was_told_is_put_away_by_its_reader_alone(case, client_for, supervisor, advocate):
    broken(client_for(supervisor), case)
    notice = Notice.objects.get(reader=advocate)

    assert client_for(supervisor).post(f"/notices/{notice.pk}/read/").status_code == 404
    assert client_for(advocate).post(f"/notices/{notice.pk}/read/").url == "/"
    assert "opened all of" not in client_for(advocate).get("/").content.decode()


def test_after_its_hour_nothing_opens_and_nothing_is_entered(case, client_for, supervisor):
    page = broken(client_for(supervisor), case)
    before = Entry.objects.count()

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert client_for(supervisor).get(page).status_code == 404

    assert Entry.objects.filter(action="cases.read_under_glass").count() == 0
    assert Entry.objects.count() == before


def test_another_supervisor_reads_the_reason_and_ends_it_but_reads_no_case_by_it(
    case, client_for, supervisor
):
    page, other = broken(client_for(supervisor), case), client_for(person("supervisor"))

    assert WHY in other.get("/break-glass/").content.decode()
    assert other.get(page).status_code == 404
    assert other.post(f"{page}end/").url == "/break-glass/"
    assert client_for(supervisor).get(page).status_code == 404
    assert told(case)[-1] == "cases.ended_glass"


@pytest.mark.parametrize("who", ["advocate", "attorney", "administrator"])
def test_nobody_but_a_supervisor_breaks_the_glass(request, case, client_for, who, supervisor):
    client = client_for(request.getfixturevalue(who))
    page = broken(client_for(supervisor), case)

    assert client.post(f"/cases/{case.code}/break-glass/", {"reason": WHY}).status_code in {
        403,
        404,
    }
    assert client.get(page).status_code == 403
    assert client.get("/break-glass/").status_code == 403
    assert BreakGlass.objects.count() == 1


def test_a_dash_is_no_reason(case, client_for, supervisor):
    answer = client_for(supervisor).post(f"/cases/{case.code}/break-glass/", {"reason": "  -  "})

    assert answer.status_code == 422
    assert not BreakGlass.objects.exists()
    assert not Notice.objects.exists()


def test_where_nobody_can_be_told_it_is_not_opened(case, supervisor):
    User.objects.exclude(pk=supervisor.pk).update(is_active=False)

    with pytest.raises(NotAllowed) as no:
        services.break_glass(case_id=case.pk, reason=WHY, by=supervisor, now=timezone.now())

    assert no.value.code == "nobody_to_tell"
    assert told(case) == []


def test_an_attorneys_privileged_note_stays_closed(case, client_for, supervisor, attorney):
    Note.objects.create(
        case=case, text="Privileged words", written_as="attorney",
        written_at=timezone.now(), written_by=attorney,
    )  # fmt: skip
    page = broken(client_for(supervisor), case)

    assert "Privileged words" not in client_for(supervisor).get(page).content.decode()


def test_who_opens_more_cases_than_work_asks_for_confirms_and_supervisors_are_told(
    client_for, advocate, supervisor, settings
):
    settings.RECLAIM_OPENINGS_AN_HOUR = 2
    cases = [cases_factory.active_case(by=advocate) for _ in range(4)]
    client = client_for(advocate)
    session = client.session
    session["confirmed_at"] = timezone.now().timestamp() - 3600
    session.save()

    answers = [client.get(f"/cases/{case.code}/") for case in cases]

    assert [answer.status_code for answer in answers] == [200, 200, 302, 302]
    assert answers[2].url.startswith("/account/confirm/?next=%2Fcases%2F")
    assert client.get(f"/cases/{cases[0].code}/").status_code == 200
    assert [n.reader for n in Notice.objects.filter(kind="many_openings")] == [supervisor]
    braked = Entry.objects.get(action="cases.braked")
    assert json.loads(braked.facts) == {"openings": 2}
