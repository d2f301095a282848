"""A draft that nobody wants, and what the version before it may do again."""

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from deadlines.models import Clock
from deadlines.services import exchange
from removal import lists
from removal.models import RemovalRequest
from removal.rules.steps import next_step
from removal.services import requests
from tests.factories import deadlines as make
from tests.factories import removal as factory
from tests.factories.deadlines import HOUR, RECEIVED

pytestmark = pytest.mark.django_db
LATER = RECEIVED + HOUR


def set_aside(request, by):
    return exchange.withdraw(request_id=request.pk, because="mistake", by=by, now=LATER)


def cure(request, by):
    return requests.cure_request(request_id=request.pk, by=by, now=LATER)


def comes_next(request):
    row = lists.for_rows(RemovalRequest.objects.filter(pk=request.pk)).get()
    return lists.row(row)


def test_a_draft_is_set_aside_with_its_reason_and_one_entry(advocate):
    request = factory.draft(by=advocate)

    set_aside(request, advocate)

    request.refresh_from_db()
    assert (request.status, request.withdrawn_because) == ("withdrawn", "mistake")
    assert Entry.objects.filter(action="deadlines.withdrew").count() == 1
    assert comes_next(request).next is None


def test_a_draft_set_aside_is_not_called_complete(advocate):
    request = factory.draft(by=advocate, contact="")
    set_aside(request, advocate)

    kept = lists.for_rows(RemovalRequest.objects.filter(pk=request.pk)).get()

    assert lists.step_facts(kept).missing == 1


def test_a_cure_set_aside_leaves_the_earlier_version_its_clock_and_its_next_step(advocate):
    old = make.received(by=advocate)
    before = next_step(lists.step_facts(lists.for_rows(RemovalRequest.objects.all()).get()))
    new = cure(old, advocate)
    assert comes_next(old).next_url.endswith(f"{new.pk}/")

    set_aside(new, advocate)

    assert comes_next(old).next == before
    assert Clock.objects.get(request=old).closed_at is None


def test_after_a_cure_was_set_aside_the_next_one_follows_it_in_the_line(advocate):
    old = make.received(by=advocate)
    dropped = cure(old, advocate)
    set_aside(dropped, advocate)

    again = cure(old, advocate)

    assert (again.version, again.replaces) == (3, dropped)
    assert comes_next(old).next_url.endswith(f"{again.pk}/")
    with pytest.raises(NotAllowed) as no:
        cure(old, advocate)
    assert no.value.code == "request_already_cured"
    assert RemovalRequest.objects.count() == 3


def test_a_draft_set_aside_stays_so(advocate):
    request = factory.draft(by=advocate)
    set_aside(request, advocate)

    with pytest.raises(NotAllowed) as no:
        set_aside(request, advocate)

    assert no.value.code == "request_move"
    assert Entry.objects.filter(action="deadlines.withdrew").count() == 1
