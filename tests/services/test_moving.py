"""Cases that go from one advocate to another: whole or not at all, with both of them told."""

from datetime import timedelta
from uuid import UUID

import pytest

from audit import chain
from audit.models import Entry
from audit.rules import NotAllowed
from cases import services
from cases.models import Assignment, Case, CaseMove, Cover, Note, Task
from cases.services.moments import database_time
from deadlines.models import Reminder
from deadlines.services import sweep
from tests.factories import cases as make
from tests.factories import cover as covers
from tests.factories import deadlines

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def hand_over(*cases, to, by, whose, note="Ada is away from Monday. Call Maria first."):
    return services.hand_over_cases(
        case_ids=[case.pk for case in cases],
        from_id=whose.pk if whose else None,
        to_id=to.pk,
        note=note,
        by=by,
        now=database_time(),
    )


def nobodys(*, by, opened_by):
    case = make.active_case(by=opened_by)
    for one in Assignment.objects.filter(case=case).active():
        services.end_assignment(case_id=case.pk, user_id=one.user_id, by=by, now=database_time())
    return case


def test_many_cases_go_in_one_go_and_each_has_one_entry_and_a_note(advocate, colleague, supervisor):
    cases = [make.active_case(by=advocate) for _ in range(3)]

    moves = hand_over(*cases, to=colleague, by=supervisor, whose=advocate)

    assert set(Case.objects.visible_to(colleague)) == set(cases)
    assert not Case.objects.visible_to(advocate).exists()
    assert {move.together for move in moves} == {moves[0].together}
    entries = Entry.objects.filter(action="cases.handed_on")
    assert sorted(entry.chain for entry in entries) == sorted(str(case.pk) for case in cases)
    assert "Maria" not in "".join(entries.values_list("facts", flat=True))
    notes = Note.objects.visible_to(colleague).select_related("case__key")
    assert {note.text for note in notes} == {"Ada is away from Monday. Call Maria first."}
    assert all(verdict.holds for verdict in chain.verify_all())


def test_both_are_told_and_each_says_once_that_they_have_seen_it(advocate, colleague, supervisor):
    case = make.active_case(by=advocate)
    [move] = hand_over(case, to=colleague, by=supervisor, whose=advocate)

    for person in (advocate, colleague):
        assert CaseMove.objects.visible_to(person).unread_by(person).get() == move
        assert services.read_moves(together=move.together, by=person, now=database_time()) == 1
        assert services.read_moves(together=move.together, by=person, now=database_time()) == 0
        assert not CaseMove.objects.unread_by(person).exists()
    assert Entry.objects.filter(action="cases.read_move").count() == 2


@pytest.mark.parametrize("trouble", ["closed", "with somebody else", "not there"])
def test_one_case_that_cannot_go_keeps_all_of_them_where_they_are(
    advocate, colleague, supervisor, attorney, trouble
):
    case = make.active_case(by=advocate)
    others = {
        "closed": lambda: make.closed_case(by=advocate),
        "with somebody else": lambda: make.active_case(by=colleague),
        "not there": lambda: Case(pk=UUID(int=7)),
    }
    other = others[trouble]()
    before = Entry.objects.count()

    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        hand_over(case, other, to=colleague, by=supervisor, whose=advocate)

    assert Case.objects.visible_to(advocate).filter(pk=case.pk).exists()
    assert not CaseMove.objects.exists()
    assert not Note.objects.exists()
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("to", "note", "code"),
    [
        ("attorney", "A word", "wrong_role"),
        ("supervisor", "A word", "wrong_role"),
        ("advocate", "A word", "move_same"),
        ("colleague", "  ", "empty"),
    ],
)
def test_who_may_not_have_it_and_a_move_without_a_word_are_refused(
    request, supervisor, to, note, code
):
    advocate, person = (request.getfixturevalue(who) for who in ("advocate", to))
    case = make.active_case(by=advocate)

    with pytest.raises(NotAllowed) as no:
        hand_over(case, to=person, by=supervisor, whose=advocate, note=note)

    assert no.value.code == code


def test_an_advocate_moves_no_case(advocate, colleague):
    case = make.active_case(by=advocate)

    with pytest.raises(NotAllowed, match="only a supervisor"):
        hand_over(case, to=colleague, by=advocate, whose=advocate)


def test_what_was_owed_stays_with_the_case_and_the_next_steps_reach_the_new_advocate(
    advocate, colleague, supervisor
):
    clock = deadlines.clock(by=advocate)
    make.task(case=clock.case, by=advocate, assigned_to_id=advocate.pk)
    sweep.run(now=clock.due_at - 23 * HOUR)

    hand_over(clock.case, to=colleague, by=supervisor, whose=advocate)
    told_then = set(Reminder.objects.visible_to(colleague).values_list("step__rung", flat=True))
    sweep.run(now=clock.due_at - 5 * HOUR)

    assert not Task.objects.filter(assigned_to=advocate).open().exists()
    assert told_then == {"a-day-left"}
    assert Reminder.objects.filter(recipient=colleague, step__rung="six-hours-left").exists()
    assert not Reminder.objects.filter(recipient=advocate, step__rung="six-hours-left").exists()


def test_a_reminder_that_was_read_follows_nobody(advocate, colleague, supervisor):
    clock = deadlines.clock(by=advocate)
    sweep.run(now=clock.due_at - 23 * HOUR)
    Reminder.objects.filter(recipient=advocate).update(read_at=database_time())

    hand_over(clock.case, to=colleague, by=supervisor, whose=advocate)

    assert not Reminder.objects.filter(recipient=colleague).exists()


def test_what_was_lent_of_a_case_ends_when_it_goes(advocate, colleague, supervisor):
    third = make.active_case(by=advocate)
    cover = covers.active(case=third, giver=advocate, taker=supervisor)

    hand_over(third, to=colleague, by=supervisor, whose=advocate)

    cover.refresh_from_db()
    assert (cover.ended_as, cover.ended_by) == ("reassigned", None)


def test_a_case_that_a_supervisor_lent_while_nobody_had_it_comes_back_when_one_is_assigned(
    advocate, colleague, supervisor
):
    """Assigned in the usual way, or moved: the loan was for want of an advocate."""
    assigned, moved = (nobodys(by=supervisor, opened_by=advocate) for _ in range(2))
    for case in (assigned, moved):
        covers.active(case=case, giver=supervisor, taker=colleague)

    services.assign_case(
        case_id=assigned.pk, user_id=advocate.pk, kind="advocate", by=supervisor,
        now=database_time(),
    )  # fmt: skip
    hand_over(moved, to=advocate, by=supervisor, whose=None)

    assert set(Cover.objects.values_list("ended_as", flat=True)) == {"reassigned"}
    assert set(Case.objects.visible_to(colleague)) == set()
    assert CaseMove.objects.get().giver is None
