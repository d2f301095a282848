from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services
from cases.models import Assignment, Case, Note, Task
from cases.search import find
from tests.factories import cases as made

pytestmark = pytest.mark.django_db


def refused(code):
    return pytest.raises(NotAllowed, check=lambda no: no.code == code)


def test_a_new_advocate_takes_over_and_the_old_one_sees_nothing(
    advocate, colleague, supervisor, now
):
    case = made.case(by=advocate)

    services.assign_case(
        case_id=case.pk, user_id=colleague.pk, kind="advocate", by=supervisor, now=now
    )

    assert not Case.objects.visible_to(advocate).exists()
    assert Case.objects.visible_to(colleague).get() == case
    assert Entry.objects.filter(action="cases.assigned").count() == 1


def test_an_attorney_sees_a_case_from_assignment_to_its_end(advocate, attorney, supervisor, now):
    case = made.case(by=advocate)
    assert not Case.objects.visible_to(attorney).exists()

    made.engage(case=case, attorney=attorney, by=supervisor)
    assert Case.objects.visible_to(attorney).exists()

    services.end_assignment(case_id=case.pk, user_id=attorney.pk, by=supervisor, now=now)
    assert not Case.objects.visible_to(attorney).exists()
    assert Case.objects.visible_to(advocate).exists()


@pytest.mark.parametrize("kind", ["advocate", "attorney"])
def test_nobody_works_in_another_role_than_their_own(advocate, administrator, supervisor, kind):
    case = made.case(by=advocate)

    with refused("wrong_role"):
        services.assign_case(
            case_id=case.pk, user_id=administrator.pk, kind=kind, by=supervisor, now=made.OPENED
        )

    assert Assignment.objects.count() == 1


def test_a_closed_account_is_assigned_nothing(advocate, colleague, supervisor, now):
    colleague.is_active = False
    colleague.save()
    case = made.case(by=advocate)

    with refused("wrong_role"):
        services.assign_case(
            case_id=case.pk, user_id=colleague.pk, kind="advocate", by=supervisor, now=now
        )


def test_assigning_twice_and_ending_what_is_not_there_are_refused(
    advocate, supervisor, colleague, now
):
    case = made.case(by=advocate)

    with refused("already_assigned"):
        services.assign_case(
            case_id=case.pk, user_id=advocate.pk, kind="advocate", by=supervisor, now=now
        )
    with refused("not_assigned"):
        services.end_assignment(case_id=case.pk, user_id=colleague.pk, by=supervisor, now=now)


def test_an_advocate_does_not_hand_out_cases(advocate, colleague, now):
    case = made.case(by=advocate)

    with refused("role_may_not"):
        services.assign_case(
            case_id=case.pk, user_id=colleague.pk, kind="advocate", by=advocate, now=now
        )


def test_the_database_holds_one_advocate_at_a_time(advocate, colleague):
    case = made.case(by=advocate)

    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            case=case,
            user=colleague,
            kind="advocate",
            started_at=made.OPENED,
            started_by=advocate,
        )


def test_an_attorneys_notes_and_the_agencys_are_kept_apart(advocate, attorney, supervisor):
    case = made.case(by=advocate)
    made.engage(case=case, attorney=attorney, by=supervisor)

    ours = made.note(case=case, by=advocate)
    privileged = made.note(case=case, by=attorney)

    assert list(Note.objects.visible_to(advocate)) == [ours]
    assert list(Note.objects.visible_to(supervisor)) == [ours]
    assert list(Note.objects.visible_to(attorney)) == [privileged]


def test_an_empty_note_is_not_written(advocate):
    case = made.case(by=advocate)

    with refused("empty"):
        made.note(case=case, by=advocate, text="  \n ")

    assert not Note.objects.exists()


def test_a_task_is_done_once_and_by_whom_is_kept(advocate, now):
    task = made.task(case=made.case(by=advocate), by=advocate, due_at=now + timedelta(days=1))

    services.finish_task(task_id=task.pk, by=advocate, now=now)
    with refused("task_done"):
        services.finish_task(task_id=task.pk, by=advocate, now=now)

    assert (Task.objects.get().done_at, Task.objects.get().done_by) == (now, advocate)


def test_a_task_goes_to_someone_who_can_see_the_case(advocate, colleague, supervisor):
    case = made.case(by=advocate)

    with refused("not_on_the_case"):
        made.task(case=case, by=advocate, assigned_to_id=colleague.pk)
    made.task(case=case, by=advocate, assigned_to_id=supervisor.pk)

    assert Task.objects.get().assigned_to == supervisor


@pytest.mark.parametrize("leaves", ["taken over", "taken off"])
def test_what_someone_who_leaves_had_to_do_is_for_whoever_works_on_the_case(
    advocate, colleague, supervisor, now, leaves
):
    case = made.case(by=advocate)
    task = made.task(case=case, by=advocate, assigned_to_id=advocate.pk)
    theirs = made.task(case=case, by=advocate, assigned_to_id=supervisor.pk)
    who = {"case_id": case.pk, "by": supervisor, "now": now}

    if leaves == "taken over":
        services.assign_case(user_id=colleague.pk, kind="advocate", **who)
    else:
        services.end_assignment(user_id=advocate.pk, **who)

    assert Task.objects.get(pk=task.pk).assigned_to is None
    assert Task.objects.get(pk=theirs.pk).assigned_to == supervisor


def test_a_closed_case_takes_no_new_work_but_notes(advocate):
    case = made.closed_case(by=advocate)

    with refused("case_closed"):
        made.task(case=case, by=advocate)
    with refused("case_closed"):
        made.authority(case=case, by=advocate)
    made.note(case=case, by=advocate)

    assert Note.objects.exists()


def test_what_is_owed_for_a_subject_is_owed_once_and_settled(advocate, now):
    case, subject = made.case(by=advocate), uuid4()
    owe = {"case": case, "kind": "record_receipt", "subject_id": subject, "now": now}

    first = services.owe_task(**owe)
    assert services.owe_task(**owe) == first
    with refused("task_closes_itself"):
        services.finish_task(task_id=first.pk, by=advocate, now=now)

    services.settle_task(kind="record_receipt", subject_id=subject, by=None, now=now)
    again = services.owe_task(**owe)

    assert again != first
    assert list(Task.objects.open()) == [again]


def test_inner_services_leave_the_entry_to_the_outer_one(advocate, now):
    case = made.case(by=advocate)
    before = Entry.objects.count()

    services.owe_task(case=case, kind="review_draft", subject_id=uuid4(), now=now)

    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "text", ["maria", "KESTREL", "Maria  Kestrel", "kestrel maria", "maria@person.example"]
)
def test_a_case_is_found_by_a_word_of_the_name_or_the_contact(advocate, text):
    case = made.case(by=advocate)
    made.case(by=advocate, survivor_name="Ines Heron", contact="ines@person.example")

    assert list(find(advocate, text)) == [case]


def test_a_case_is_found_by_its_code_however_it_is_typed(advocate):
    case = made.case(by=advocate)
    made.case(by=advocate)

    for text in (case.code, case.code.lower(), case.code.removeprefix("C-")):
        assert list(find(advocate, text)) == [case]


@pytest.mark.parametrize("text", ["", "   ", "estrel", "maria heron", "nobody"])
def test_the_middle_of_a_word_and_nothing_find_nothing(advocate, text):
    made.case(by=advocate)
    made.case(by=advocate, survivor_name="", contact="")

    assert list(find(advocate, text)) == []


def test_nobody_finds_a_case_that_they_may_not_open(advocate, colleague, administrator):
    case = made.case(by=advocate)

    for text in ("maria", case.code, "maria@person.example"):
        assert list(find(colleague, text)) == []
        assert list(find(administrator, text)) == []
