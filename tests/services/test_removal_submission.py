from datetime import UTC, date, datetime, timedelta

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as cases
from cases.models import Task
from removal.models import Submission
from removal.services import requests
from tests.factories import cases as case_factory
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db


def submit(request, by, **given):
    facts = {
        "channel": "web_form",
        "sent_by": "survivor",
        "submitted_at": factory.SUBMITTED,
        "reference": "TICKET-4",
        "now": factory.SUBMITTED,
    }
    return requests.record_submission(request_id=request.pk, by=by, **(facts | given))


def test_what_was_sent_is_kept_as_it_then_read_and_receipt_is_owed(advocate):
    request = submit(factory.draft(by=advocate), advocate)

    assert request.status == "submitted"
    assert request.submission.reference == "TICKET-4"
    assert "223a" in request.submission.notice_text
    assert request.code in request.submission.notice_text
    task = Task.objects.get(subject_id=request.pk)
    assert (task.kind, task.done_at) == ("record_receipt", None)
    entry = Entry.objects.get(action="removal.submitted")
    assert "TICKET" not in entry.facts


MISSING = [
    ({"signer_name": ""}, "signature"),
    ({"signer_role": "advocate"}, "authority"),
    ({"identifiable_by": []}, "how the person can be recognised"),
    ({"good_faith_statement": ""}, "statement"),
    ({"contact": ""}, "reach"),
    ({"items": []}, "at least one item"),
]


@pytest.mark.parametrize(("parts", "said"), MISSING)
def test_a_request_with_a_part_missing_is_not_recorded_as_sent(advocate, parts, said):
    request = factory.draft(by=advocate, case=case_factory.case(by=advocate), **parts)

    with pytest.raises(NotAllowed, match=said) as no:
        submit(request, advocate)

    request.refresh_from_db()
    assert (no.value.code, request.status) == ("parts_missing", "draft")
    assert not Submission.objects.exists()
    assert not Task.objects.exists()
    assert not Entry.objects.filter(action="removal.submitted").exists()


def test_every_missing_part_is_named_at_once(advocate):
    request = factory.draft(by=advocate, contact="", signer_name="")

    with pytest.raises(NotAllowed) as no:
        submit(request, advocate)

    assert "Part 1" in str(no.value)
    assert "Part 4" in str(no.value)
    assert "Part 2" not in str(no.value)


def test_an_authority_must_stand_on_the_day_it_was_sent(advocate):
    case = case_factory.case(by=advocate)
    authority = case_factory.authority(
        case=case, by=advocate, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 30)
    )
    request = factory.draft(
        by=advocate, case=case, signer_role="advocate", authority_id=authority.pk
    )

    with pytest.raises(NotAllowed, match="ended on 30 Oct 2026"):
        submit(request, advocate)
    sent_in_time = submit(request, advocate, submitted_at=datetime(2026, 10, 30, 20, tzinfo=UTC))

    assert sent_in_time.status == "submitted"


def test_an_authority_revoked_later_takes_nothing_back(advocate, now):
    from removal import facts
    from removal.models import RemovalRequest
    from removal.rules.parts import missing_parts

    case = case_factory.case(by=advocate)
    authority = case_factory.authority(case=case, by=advocate)
    request = factory.submitted_request(
        by=advocate, case=case, signer_role="advocate", authority_id=authority.pk
    )

    cases.revoke_authority(authority_id=authority.pk, by=advocate, now=now)

    again = RemovalRequest.objects.for_display().get(pk=request.pk)
    assert missing_parts(facts.of(again, at=now)) == ()


def test_it_cannot_have_been_sent_before_it_was_signed(advocate):
    request = factory.draft(by=advocate)

    with pytest.raises(NotAllowed) as no:
        submit(request, advocate, submitted_at=factory.SIGNED - timedelta(minutes=2))

    assert no.value.code == "submitted_before_signed"
    assert not Submission.objects.exists()


def test_it_cannot_be_sent_tomorrow(advocate):
    with pytest.raises(NotAllowed) as no:
        submit(factory.draft(by=advocate), advocate, now=factory.SUBMITTED - timedelta(hours=1))

    assert (no.value.code, no.value.field) == ("in_the_future", "submitted_at")


def test_it_is_sent_once(advocate):
    request = submit(factory.draft(by=advocate), advocate)

    with pytest.raises(NotAllowed) as no:
        submit(request, advocate)

    assert no.value.code == "request_move"
    assert Submission.objects.count() == 1


def test_a_colleague_s_request_is_not_there(advocate, colleague):
    request = factory.draft(by=advocate)

    with pytest.raises(type(request).DoesNotExist):
        submit(request, colleague)

    assert not Submission.objects.exists()


def test_what_was_found_of_the_process_is_dated(advocate, now):
    request = factory.draft(by=advocate)

    with pytest.raises(NotAllowed) as no:
        requests.note_process(
            request_id=request.pk, process="none", looked_at=None, by=advocate, now=now
        )
    noted = requests.note_process(
        request_id=request.pk, process="none", looked_at=now, by=advocate, now=now
    )

    assert no.value.code == "look_undated"
    assert (noted.process, noted.process_looked_at) == ("none", now)
    unlooked = requests.note_process(
        request_id=request.pk, process="not_looked", looked_at=now, by=advocate, now=now
    )
    assert unlooked.process_looked_at is None


def test_conduct_is_kept_as_answered_and_in_order(advocate, now):
    request = factory.draft(by=advocate)

    noted = requests.note_conduct(
        request_id=request.pk,
        conduct={"gave_reason": "unsure", "gave_identifier": "yes"},
        by=advocate,
        now=now,
    )

    assert list(noted.conduct.items()) == [("gave_identifier", "yes"), ("gave_reason", "unsure")]


@pytest.mark.parametrize("conduct", [{"was_rude": "yes"}, {"gave_reason": "perhaps"}])
def test_conduct_holds_known_factors_and_answers_alone(advocate, now, conduct):
    request = factory.draft(by=advocate)

    with pytest.raises(NotAllowed) as no:
        requests.note_conduct(request_id=request.pk, conduct=conduct, by=advocate, now=now)

    request.refresh_from_db()
    assert (no.value.code, request.conduct) == ("unknown_value", {})
