"""Two people at work on one case at the same moment: each act is kept, none waits for the other."""

import pytest

from audit.chain import verify
from cases.models import Note
from evidence.models import ListingFact
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR
from tests.faults.together import at_once

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
TURNS = 25


def test_notes_and_looks_on_one_case_do_not_deadlock(advocate):
    request = make.received(by=advocate)
    item = make.items_of(request)[0]

    def act(turn):
        if turn % 2:
            case_factory.note(case=request.case, by=advocate)
        else:
            make.look(item, by=advocate, at=DUE + turn * HOUR / 60, kind="partial")

    at_once(act, range(2 * TURNS))

    assert (ListingFact.objects.count(), Note.objects.count()) == (TURNS, TURNS)
    assert verify(str(request.case_id)).holds
