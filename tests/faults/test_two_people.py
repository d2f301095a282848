"""Two people at work on one case at the same moment: each act is kept, none waits for the other."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from audit.chain import verify
from cases.models import Note
from evidence.models import ListingFact
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
TURNS = 25


def test_notes_and_looks_on_one_case_do_not_deadlock(advocate):
    request = make.received(by=advocate)
    item = make.items_of(request)[0]

    def look(turn):
        make.look(item, by=advocate, at=DUE + turn * HOUR / 60, kind="partial")
        connections.close_all()

    def write(turn):
        case_factory.note(case=request.case, by=advocate)
        connections.close_all()

    with ThreadPoolExecutor(4) as people:
        for act in [people.submit(act, turn) for turn in range(TURNS) for act in (look, write)]:
            act.result()

    assert (ListingFact.objects.count(), Note.objects.count()) == (TURNS, TURNS)
    assert verify(str(request.case_id)).holds
