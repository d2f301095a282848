"""What stands beside a complaint's text is true of the record as it is now."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from complaints.document import Source
from complaints.models import ComplaintDraft
from complaints.record import Record
from complaints.told import gather
from deadlines.services import sweep
from tests.factories import complaints
from tests.factories import deadlines as make
from tests.factories.complaints import DRAFTED, RECEIVED
from tests.factories.stories import minor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_hour_after_the_deadline(time_machine):
    time_machine.move_to(DRAFTED, tick=False)


def url(name, draft):
    return reverse(f"complaints:{name}", args=[draft.pk])


def said(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_another_look_is_asked_for_only_while_a_listing_is_up(advocate, client_for, time_machine):
    make.clock(by=advocate, at=RECEIVED)
    sweep.run()
    draft = ComplaintDraft.objects.get()
    later = DRAFTED + timedelta(days=3)
    time_machine.move_to(later, tick=False)
    up = said(client_for(advocate).get(url("draft", draft)))
    for item in complaints.items_of(draft.request):
        make.look(item, by=advocate, at=DRAFTED + timedelta(hours=1), now=later)

    gone = said(client_for(advocate).get(url("draft", draft)))

    assert "Look again." in up
    assert "No listing was still up when last looked at." in gone
    assert "Look again." not in gone


def test_the_services_own_form_is_told_where_the_text_prints_it(advocate):
    told = gather(minor(advocate))
    form = told.request.platform.report_url

    value = Record(told).value(Source("removal.platform", "chirp", "report_url"))

    assert not told.tells_addresses
    assert form.startswith("https://")
    assert value == form
