"""A purge beside others: done once, whole or not at all, never past a hold or through a read."""

import pytest

from accounts.rules import Role
from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Case, CaseKey, Note
from cases.services import reveal, write_note
from cases.services.moments import database_time
from keeping.counting import left
from keeping.models import LegalHold, Purge, PurgeCertificate
from keeping.services import doing
from tests.factories import accounts
from tests.factories import keeping as factory
from tests.faults import letting_go
from tests.faults.together import Crowd, at_once

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def agreed(advocate, supervisor) -> Purge:
    case = factory.closed(by=advocate)
    return factory.confirmed(case=case, by=advocate, second=supervisor)


def test_killed_in_the_middle_it_has_taken_nothing_and_is_done_by_the_next(agreed):
    with Crowd(1, letting_go.run, purge_id=agreed.pk, dies=True) as one:
        one.go()
        assert one.told() == [None]

    case = Case.objects.get(pk=agreed.case_id)
    assert Purge.objects.get().state == "running"
    assert (case.survivor.name, case.narrative[:8]) == ("Maria Kestrel", "A former")

    assert doing.run_purges() == 1

    assert left(case.pk) == 0
    assert CaseKey.objects.get(case=case).destroyed_at is not None
    assert PurgeCertificate.objects.count() == 1


def test_of_two_workers_one_does_it(agreed):
    with Crowd(2, letting_go.run, purge_id=agreed.pk) as crowd:
        crowd.go()
        assert sorted(crowd.told()) == [False, True]

    assert PurgeCertificate.objects.count() == 1
    assert Entry.objects.filter(action="keeping.purged").count() == 1


def test_of_two_who_confirm_at_once_one_does(advocate):
    purge = factory.proposed(case=factory.closed(by=advocate), by=advocate)
    leads = [accounts.person(Role.SUPERVISOR) for _ in range(2)]

    with Crowd(2, letting_go.confirm, purge_id=purge.pk, people=[one.pk for one in leads]) as crowd:
        crowd.go()
        assert sorted(crowd.told()) == ["confirmed", "purge_moved"]


def test_a_hold_and_a_purge_at_once_leave_one_of_them(agreed, supervisor):
    def act(turn):
        try:
            if turn:
                return factory.held(case=agreed.case, by=supervisor)
            return doing.run_purge(purge_id=agreed.pk)
        except NotAllowed as no:
            return no.code

    at_once(act, [0, 1], of=2)

    done = Purge.objects.get().state == "done"
    assert done != LegalHold.objects.standing().exists()


def test_a_read_beside_a_purge_gives_all_or_nothing_and_a_note_leaves_no_word(agreed, advocate):
    def act(turn):
        try:
            if turn == 0:
                return doing.run_purge(purge_id=agreed.pk)
            if turn % 2:
                return reveal(case_id=agreed.case_id, reason="casework", by=advocate).name
            now = database_time()
            return write_note(case_id=agreed.case_id, text="Late word.", by=advocate, now=now).pk
        except Exception as no:
            return type(no).__name__

    answers = at_once(act, range(9), of=3)

    assert set(answers[1::2]) <= {
        "Maria Kestrel", "RelatedObjectDoesNotExist", "NotAllowed",
    }  # fmt: skip
    assert left(agreed.case_id) == 0
    assert not [one for one in Note.objects.all() if one.text]
