"""Two people at work on one case at the same moment: each act is kept, none waits for the other."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from audit import trail
from audit.chain import verify
from cases.models import Note
from deadlines.models import Clock
from deadlines.services import exchange
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


def test_an_answer_waits_for_a_sweep_before_it_holds_the_case_s_chain(advocate):
    """A sweep holds clocks and then asks for the chain; an act in the other order makes a ring."""
    request = make.received(by=advocate)
    answering = threading.Thread(target=_answer, args=(request, advocate), daemon=True)
    with transaction.atomic():
        list(Clock.objects.select_for_update(no_key=True))
        answering.start()
        assert _waits(within=20)
        trail.record(by=None, action="deadlines.took_step", subject=request, case=request.case)
    answering.join(20)

    assert ListingFact.objects.count() == 1
    assert verify(str(request.case_id)).holds


def _answer(request, advocate):
    try:
        exchange.record_answer(
            request_id=request.pk, kind="says_removed", answered_at=DUE, by=advocate, now=DUE
        )
    finally:
        connections.close_all()


def _waits(*, within):
    """Tell whether another connection has come to wait for a lock."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone() == (True,):
                return True
        time.sleep(0.02)
    return False
