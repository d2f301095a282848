"""The notice before a complaint: from facts, from the deadline on, sent by a person alone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from complaints import services
from complaints.models import PriorNotice
from complaints.revisions import document_of, in_force
from complaints.rules import plain
from complaints.standing import standing_of
from complaints.told import gather
from deadlines.services import exchange
from tests.factories import cases, complaints, releases
from tests.factories.complaints import DRAFTED, DUE

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
REPLY_BY = DRAFTED + 24 * HOUR


@pytest.fixture
def draft(advocate):
    return complaints.complaint(by=advocate)


def write(draft, by, **facts):
    given = {"reply_by": REPLY_BY, "now": DRAFTED}
    return services.write_notice(draft_id=draft.pk, by=by, **(given | facts))


def send(draft, by, **facts):
    given = {
        "sent_by": "agency", "channel": "web_form", "sent_at": DRAFTED + HOUR,
        "reference": "T-9", "now": DRAFTED + 2 * HOUR,
    }  # fmt: skip
    return services.record_notice_sent(draft_id=draft.pk, by=by, **(given | facts))


def test_it_says_receipt_hours_and_what_is_up_and_asks_for_a_reply(draft, advocate):
    text = write(draft, advocate).text

    for fact in (
        "your reference CH-20417",
        "You received it at 31 October 2026, 14:00:00 UTC",
        "48 hours from receipt ended at 2 November 2026, 14:00:00 UTC",
        "49 h had passed since receipt",
        "Item 1 of our request",
        "still up at 2 November 2026, 14:40:00 UTC",
        "We ask you to tell us by 3 November 2026, 15:00:00 UTC",
        "a report to the Federal Trade Commission may follow",
    ):
        assert fact in text
    assert not plain.banned_in(text)
    assert "Maria" not in text


def test_an_inferred_receipt_is_told_as_one(advocate):
    draft = complaints.complaint(by=advocate, basis="inferred")

    text = write(draft, advocate).text

    assert "We take it that you received it at" in text
    assert "You received it" not in text


def test_a_possible_child_s_places_are_named_by_their_number_alone(advocate):
    draft = complaints.complaint(by=advocate, case=cases.case(by=advocate, age_when_made="under18"))
    [item] = complaints.items_of(draft.request)

    text = write(draft, advocate).text

    assert "Item 1 of our request: still up" in text
    assert item.url not in text


@pytest.mark.parametrize(
    ("now", "is_offered"), [(DUE - timedelta(seconds=1), False), (DUE, True), (DRAFTED, True)]
)
def test_it_is_offered_from_the_deadline_on(draft, advocate, now, is_offered):
    if is_offered:
        assert write(draft, advocate, now=now, reply_by=now + 24 * HOUR).number == 1
        return

    with pytest.raises(NotAllowed, match="The time still runs"):
        write(draft, advocate, now=now)
    assert not PriorNotice.objects.exists()


def test_nothing_up_is_nothing_to_write_about(draft, advocate):
    complaints.look(draft.request, by=advocate, kind="seen_gone", at=DRAFTED)

    with pytest.raises(NotAllowed, match="nothing to write about"):
        write(draft, advocate, now=DRAFTED + HOUR)


@pytest.mark.parametrize("reply_by", [DRAFTED, DRAFTED + 15 * 24 * HOUR])
def test_the_reply_is_asked_for_within_an_hour_and_two_weeks(draft, advocate, reply_by):
    with pytest.raises(NotAllowed) as refused:
        write(draft, advocate, reply_by=reply_by)

    assert refused.value.field == "reply_by"


def test_one_that_was_not_sent_is_written_anew(draft, advocate):
    first = write(draft, advocate)
    again = write(draft, advocate, now=DRAFTED + HOUR)

    assert (first.pk, again.number) == (again.pk, 1)
    assert "50 h had passed" in PriorNotice.objects.get().text


def test_nothing_is_sent_by_the_house(draft, advocate):
    releases.to_platform(draft.request, by=advocate, now=DRAFTED)
    write(draft, advocate)
    sent = send(draft, advocate)

    assert mail.outbox == []
    assert (sent.sent_at, sent.channel, sent.reference) == (DRAFTED + HOUR, "web_form", "T-9")
    assert Task.objects.get(subject_id=sent.pk).due_at == REPLY_BY
    assert [entry.action for entry in Entry.objects.filter(action__contains="_notice")] == [
        "complaints.wrote_notice",
        "complaints.sent_notice",
    ]


def test_what_the_agency_sends_wants_a_release_for_the_platform(draft, advocate):
    draft.case.releases.filter(recipient_kind="platform").update(
        revoked_at=DUE, revoked_by=advocate
    )
    write(draft, advocate)

    with pytest.raises(NotAllowed) as refused:
        send(draft, advocate)
    assert refused.value.code == "release_needed"
    assert PriorNotice.objects.get().sent_at is None

    assert send(draft, advocate, sent_by="survivor").release is None


def test_it_was_not_sent_before_it_was_written(draft, advocate):
    write(draft, advocate)

    with pytest.raises(NotAllowed) as refused:
        send(draft, advocate, sent_at=DRAFTED - HOUR)

    assert refused.value.code == "sent_before_written"


def test_what_was_not_written_is_not_sent(draft, advocate):
    with pytest.raises(NotAllowed) as refused:
        send(draft, advocate)

    assert refused.value.code == "no_notice"


def test_another_says_why(draft, advocate):
    write(draft, advocate)
    send(draft, advocate)
    later = DRAFTED + 30 * HOUR

    with pytest.raises(NotAllowed) as refused:
        write(draft, advocate, now=later, reply_by=later + 24 * HOUR)
    assert refused.value.code == "reason_needed"

    second = write(
        draft, advocate, now=later, reply_by=later + 24 * HOUR, again_because="They moved forms."
    )
    assert second.number == 2


def test_what_was_sent_stays_as_it_was_sent(draft, advocate):
    write(draft, advocate)
    send(draft, advocate)

    with pytest.raises(IntegrityError), transaction.atomic():
        PriorNotice.objects.update(channel="email")


def test_its_facts_enter_the_complaint(draft, advocate):
    write(draft, advocate)
    send(draft, advocate)
    draft.refresh_from_db()
    before = standing_of(draft, now=DRAFTED + 2 * HOUR)
    assert "facts" in {check.key for check in before.checks if check.state == "missing"}

    services.refresh(draft_id=draft.pk, by=advocate, now=DRAFTED + 2 * HOUR)

    draft.refresh_from_db()
    told = "\n".join(one.shown for one in document_of(in_force(draft)).sentences())
    assert "2 November 2026, 16:00:00 UTC" in told


def test_the_platform_s_reply_is_its_answer(draft, advocate):
    write(draft, advocate)
    send(draft, advocate)

    exchange.record_answer(
        request_id=draft.request_id, kind="acknowledged", answered_at=DRAFTED + 3 * HOUR,
        by=advocate, now=DRAFTED + 3 * HOUR,
    )  # fmt: skip

    told = gather(draft)
    assert [answer.kind for answer in told.answers] == ["acknowledged"]


def test_a_stranger_writes_none(draft, colleague):
    with pytest.raises(type(draft).DoesNotExist):
        write(draft, colleague)

    assert not PriorNotice.objects.exists()
