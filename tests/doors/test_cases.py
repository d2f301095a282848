"""The pages of a case, as the people at them see them."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from audit import trail
from audit.models import Entry
from cases.models import Authority, Case, Note, Task
from tests.factories import cases as made

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"cases:{name}", args=args)


@pytest.fixture
def case(advocate):
    return made.case(by=advocate, survivor_name="Odalys Kestrel")


@pytest.fixture
def hers(client_for, advocate):
    return client_for(advocate)


PERSONAL = ("Odalys", "Kestrel", "maria@person.example", "never voicemail", "former partner")


def says(response, *words):
    return [word for word in words if word in response.content.decode()]


def test_the_case_page_names_nobody_until_asked(hers, case):
    response = hers.get(url("case", case.code))

    assert response.status_code == 200
    assert says(response, *PERSONAL) == []
    assert f"<title>{case.code} · Reclaim</title>" in response.content.decode()


def test_opening_a_case_is_an_entry_and_its_timeline_tells_who(hers, case, supervisor, client_for):
    client_for(supervisor).get(url("case", case.code))

    entry = Entry.objects.get(action="cases.opened")
    assert entry.actor == str(supervisor.pk)
    readers = hers.get(url("case", case.code) + "?show=readers")
    assert says(readers, "Opened the case", "Sol") == ["Opened the case", "Sol"]


def test_the_name_shows_once_behind_one_recorded_click(hers, case):
    shown = hers.post(url("reveal", case.code), {"reason": "casework"})

    assert says(shown, *PERSONAL) == list(PERSONAL)
    assert shown.headers["Cache-Control"] == "no-store"
    assert Entry.objects.filter(action="cases.revealed").count() == 1
    assert says(hers.get(url("case", case.code)), *PERSONAL) == []


def test_the_name_comes_as_a_part_to_htmx(hers, case):
    shown = hers.post(
        url("reveal", case.code), {"reason": "casework"}, headers={"HX-Request": "true"}
    )

    assert says(shown, "<html", "Odalys Kestrel") == ["Odalys Kestrel"]


def test_a_reason_of_another_role_shows_nothing(client_for, supervisor, case):
    refused = client_for(supervisor).post(url("reveal", case.code), {"reason": "casework"})

    assert refused.status_code == 422
    assert says(refused, *PERSONAL) == []
    assert not Entry.objects.filter(action="cases.revealed").exists()


@pytest.mark.parametrize("who", ["colleague", "attorney", "administrator"])
@pytest.mark.parametrize(
    "name", ["case", "change", "move", "assign", "note", "task", "authority", "reveal", "unassign"]
)
def test_a_stranger_finds_nothing_at_any_door(client_for, request, case, who, name):
    client = client_for(request.getfixturevalue(who))
    there, nowhere = url(name, case.code), url(name, "C-2222")
    act = client.post if name in {"reveal", "unassign"} else client.get

    answers = [act(there), act(nowhere)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Entry.objects.exclude(action="cases.opened_case").count() == 0


def test_nobody_signed_out_sees_a_list(client):
    assert client.get(url("list")).status_code == 302


def test_an_attorney_on_the_case_reads_it_and_changes_nothing(
    client_for, attorney, supervisor, case
):
    made.engage(case=case, attorney=attorney, by=supervisor)
    client = client_for(attorney)

    assert client.get(url("case", case.code)).status_code == 200
    for name in ("change", "move", "assign", "task", "authority"):
        assert client.get(url(name, case.code)).status_code == 403
        assert client.post(url(name, case.code), {}).status_code == 403
    assert not Task.objects.exists()


def test_an_advocate_opens_a_case_by_the_form(hers, advocate):
    response = hers.post(
        url("open"), {"age_when_made": "unsure", "survivor_name": "Ines", "country": "NP"}
    )

    case = Case.objects.for_display().get()
    assert response.headers["Location"] == url("case", case.code)
    assert (case.survivor.name, case.age_when_made, case.country) == ("Ines", "unsure", "NP")
    assert Case.objects.visible_to(advocate).get() == case


def test_the_age_must_be_answered_and_not_sure_is_an_answer(hers):
    response = hers.post(url("open"), {"survivor_name": "Ines"})

    assert response.status_code == 422
    assert says(response, "There is a problem", "Not sure") == ["There is a problem", "Not sure"]
    assert not Case.objects.exists()


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(hers):
    picture = "see data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="

    response = hers.post(url("open"), {"age_when_made": "18plus", "narrative": picture})

    assert response.status_code == 422
    assert says(response, "data: address", "#id_narrative") == ["data: address", "#id_narrative"]
    assert not Case.objects.exists()


def test_a_supervisor_chooses_the_advocate(client_for, supervisor, advocate):
    client = client_for(supervisor)

    assert client.post(url("open"), {"age_when_made": "18plus"}).status_code == 422
    client.post(url("open"), {"age_when_made": "18plus", "advocate_id": str(advocate.pk)})

    assert Case.objects.visible_to(advocate).count() == 1


def test_what_is_left_empty_is_kept_and_what_is_ticked_is_removed(hers, case):
    hers.post(
        url("change", case.code),
        {"age_when_made": "18plus", "country": "GB", "emptied": ["contact"]},
    )

    told = Case.objects.for_display().get()
    assert (told.country, told.survivor.name, told.survivor.contact) == ("GB", "Odalys Kestrel", "")


def test_the_change_form_shows_nothing_sealed(hers, case):
    assert says(hers.get(url("change", case.code)), *PERSONAL) == []


def test_a_note_is_folded_on_the_page_and_final(hers, case):
    hers.post(url("note", case.code), {"text": "Spoke about Friday."})

    page = hers.get(url("case", case.code)).content.decode()
    assert Note.objects.count() == 1
    assert "Spoke about Friday." in page[page.index("<details") :]
    assert "Note written" in page


def test_an_attorneys_note_is_not_shown_to_the_advocate(
    hers, client_for, attorney, supervisor, case
):
    made.engage(case=case, attorney=attorney, by=supervisor)
    client_for(attorney).post(url("note", case.code), {"text": "Privileged words."})

    assert says(hers.get(url("case", case.code)), "Privileged words.", "Note written") == [
        "Note written"
    ]


def test_a_task_is_added_in_the_readers_zone_and_ticked_off(hers, advocate, case):
    hers.post(url("task", case.code), {"text": "Call the school", "due_at": "2026-12-01T09:00"})

    task = Task.objects.get()
    assert task.due_at.isoformat() == "2026-12-01T14:00:00+00:00"  # nine in New York
    hers.post(url("finish-task", task.pk))
    assert Task.objects.get().done_by == advocate


def test_a_strangers_task_and_authority_are_not_there(client_for, colleague, advocate, case):
    client = client_for(colleague)
    task = made.task(case=case, by=advocate)
    held = made.authority(case=case, by=advocate)

    assert client.post(url("finish-task", task.pk)).status_code == 404
    assert client.post(url("revoke-authority", held.pk)).status_code == 404
    assert Task.objects.get().done_at is None
    assert Authority.objects.get().revoked_at is None


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_whoever_may_cause_the_harm_signs_nothing(hers, case, answer):
    response = hers.post(
        url("authority", case.code),
        {"kind": "written", "holder": "X", "starts_on": "2026-11-01", "causes_harm": answer},
    )

    assert response.status_code == 422
    assert not Authority.objects.exists()


def test_the_holder_of_an_authority_is_named_behind_the_click_alone(hers, advocate, case):
    made.authority(case=case, by=advocate, holder="Rosalind Marsh")

    assert says(hers.get(url("case", case.code)), "Rosalind") == []
    shown = hers.post(url("reveal", case.code), {"reason": "casework"})
    assert says(shown, "Rosalind Marsh") == ["Rosalind Marsh"]


def test_a_supervisor_gives_the_case_and_takes_it_back(
    client_for, supervisor, colleague, advocate, case
):
    client = client_for(supervisor)

    client.post(url("assign", case.code), {"user_id": str(colleague.pk)})
    assert Case.objects.visible_to(colleague).exists()

    client.post(url("unassign", case.code), {"user_id": str(colleague.pk)})
    assert not Case.objects.visible_to(colleague).exists()
    page = client.get(url("case", case.code))
    assert says(page, "Give the case to an advocate") != []


def test_one_next_step_is_offered(hers, advocate, case):
    assert says(hers.get(url("case", case.code)), "Record where the image is") != []


def test_a_closed_case_offers_to_open_it_again(hers, case):
    hers.post(url("move", case.code), {"to": "closed"})

    assert says(hers.get(url("case", case.code)), "Open it again") == ["Open it again"]
    assert hers.post(url("move", case.code), {"to": "watching"}).status_code == 422
    assert Case.objects.get().status == "closed"


def test_a_moment_in_the_timeline_is_told_in_the_readers_zone(hers, advocate, case):
    at = datetime(2026, 10, 31, 14, tzinfo=UTC)
    told = {"request": "R1", "submitted_at": at}
    trail.record(by=advocate, action="removal.submitted", subject=case, case=case, **told)

    page = hers.get(url("case", case.code)).content.decode()

    assert "submitted on Sat 31 Oct 2026, 10:00 EDT" in page
