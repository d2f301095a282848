"""Sending to one platform in a row: an order of work, and the gates of each request as ever."""

from datetime import timedelta

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Assignment
from removal import batching
from removal.models import Batch, BatchEntry, Submission
from removal.services import batches, requests
from tests.factories import evidence as evidence_factory
from tests.factories import releases
from tests.factories import removal as factory
from tests.factories.removal import SUBMITTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(advocate):
    at = (factory.DRAFTED + timedelta(minutes=place) for place in range(3))
    return [factory.draft(by=advocate, now=now) for now in at]


def begun(by, now):
    return batches.begin_batch(slug="chirp", by=by, now=now)


def row(batch, by, now):
    return batching.row(Batch.objects.get(pk=batch.pk), by, now=now)


def send(request, by, now, **more):
    given = {"channel": "web_form", "sent_by": "agency", "submitted_at": SUBMITTED}
    return requests.record_submission(request_id=request.pk, by=by, now=now, **(given | more))


def test_a_batch_holds_what_could_be_sent_and_nothing_else(advocate, colleague, three, now):
    factory.draft(by=advocate, contact="")
    factory.draft(by=colleague)
    peep = factory.platform(slug="peep")
    case = three[0].case
    item = evidence_factory.item(case=case, by=advocate)
    factory.draft(by=advocate, case=case, items=[item], on=peep)

    batch = begun(advocate, now)

    assert [stop.request for stop in row(batch, advocate, now).stops] == three
    assert Entry.objects.filter(action="removal.began_batch").count() == 1


def test_it_goes_on_where_it_was_left(advocate, three, now):
    batch = begun(advocate, now)
    releases.to_platform(three[0], by=advocate, now=SUBMITTED)
    send(three[0], advocate, now, reference="TK-1")
    batches.skip_in_batch(
        batch_id=batch.pk, request_id=three[1].pk, because="ask_survivor", by=advocate, now=now
    )

    found = row(batch, advocate, now)

    assert [stop.state for stop in found.stops] == ["sent", "skipped", "waiting"]
    assert (found.here.place, found.sent, found.skipped) == (3, 1, 1)
    assert found.stops[0].request.submission.reference == "TK-1"


def test_a_request_without_its_release_is_not_sent_and_stays_the_next(advocate, three, now):
    batch = begun(advocate, now)
    entries = Entry.objects.count()

    with pytest.raises(NotAllowed) as no:
        send(three[0], advocate, now)

    assert no.value.code == "release_needed"
    assert (Submission.objects.count(), Entry.objects.count()) == (0, entries)
    assert row(batch, advocate, now).here.request == three[0]


def test_what_lost_a_part_since_is_passed_and_says_so(advocate, three, now):
    batch = begun(advocate, now)
    requests.change_request(request_id=three[0].pk, contact="", by=advocate, now=now)

    found = row(batch, advocate, now)

    assert (found.stops[0].state, found.stops[0].words) == ("passed", "A part is missing since")
    assert found.here.request == three[1]


def test_what_was_passed_over_is_taken_up_again(advocate, three, now):
    batch = begun(advocate, now)
    told = {"batch_id": batch.pk, "by": advocate, "now": now}
    batches.skip_in_batch(request_id=three[0].pk, because="not_now", **told)

    batches.take_up_in_batch(**told)

    assert row(batch, advocate, now).here.request == three[0]


def test_one_batch_a_person_and_platform_and_it_is_nobody_else_s(advocate, supervisor, three, now):
    batch = begun(advocate, now)

    with pytest.raises(NotAllowed) as no:
        begun(advocate, now)

    assert no.value.code == "batch_open"
    assert not Batch.objects.visible_to(supervisor).exists()
    with pytest.raises(Batch.DoesNotExist):
        batches.end_batch(batch_id=batch.pk, by=supervisor, now=now)


def test_what_is_out_of_sight_since_cannot_be_passed_over(advocate, three, now):
    batch = begun(advocate, now)
    Assignment.objects.filter(case=three[0].case_id).update(ended_at=now)

    with pytest.raises(BatchEntry.DoesNotExist):
        batches.skip_in_batch(
            batch_id=batch.pk, request_id=three[0].pk, because="not_now", by=advocate, now=now
        )

    assert not Entry.objects.filter(action="removal.skipped_in_batch").exists()


def test_a_batch_put_away_leaves_its_drafts(advocate, three, now):
    batch = begun(advocate, now)

    batches.end_batch(batch_id=batch.pk, by=advocate, now=now)

    assert {one.status for one in map(fresh, three)} == {"draft"}
    with pytest.raises(NotAllowed) as no:
        batches.skip_in_batch(
            batch_id=batch.pk, request_id=three[0].pk, because="not_now", by=advocate, now=now
        )
    assert no.value.code == "batch_ended"


def test_other_sites_have_no_form_in_common(advocate, now):
    factory.platform()

    with pytest.raises(NotAllowed) as no:
        batches.begin_batch(slug="other-site", by=advocate, now=now)

    assert no.value.code == "no_one_form"
    assert not Batch.objects.exists()


def fresh(request):
    return type(request).objects.get(pk=request.pk)
