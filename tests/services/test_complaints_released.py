"""A complaint leaves the house under a release, and says so; what was filed is never lost."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Release, Task
from complaints import packet, services
from complaints.models import ComplaintDraft
from complaints.services.exporting import Form
from tests.factories import complaints, releases
from tests.factories.complaints import DRAFTED
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(advocate, supervisor):
    return complaints.signed_off(by=advocate, signer=supervisor)


def to_the_ftc():
    return Release.objects.get(recipient_kind="regulator")


def file(draft, by, **given):
    given = {"filed_at": DRAFTED + HOUR, "number": "FTC-1", "now": DRAFTED + 2 * HOUR} | given
    return services.record_filing(draft_id=draft.pk, by=by, **given)


def test_the_packet_says_who_agreed_until_when(signed):
    text = packet.as_text(packet.paper_of(signed))

    assert "The depicted person agreed in writing, on 31 October 2026" in text
    assert "until 20 November 2026" in text
    assert "signer confirmed" not in text


def test_part_b_tells_the_days_of_the_release(advocate):
    text = packet.as_text(packet.paper_of(complaints.complaint(by=advocate)))

    part_b = text.partition("B. WHO REPORTS")[2].partition("C. THE SERVICE")[0]
    assert "agreed in writing, on 31 October 2026" in part_b
    assert "until 20 November 2026" in part_b


@pytest.mark.parametrize("form", list(Form))
def test_the_packet_of_a_signed_complaint_asks_again(signed, advocate, form):
    releases.revoke(to_the_ftc(), by=advocate, now=DRAFTED)

    with pytest.raises(NotAllowed, match="was revoked on 2 Nov 2026") as no:
        services.export(draft_id=signed.pk, form=form, by=advocate, now=DRAFTED + HOUR)

    assert no.value.code == "release_needed"
    assert not Entry.objects.filter(action="complaints.exported").exists()


def test_a_filing_says_its_release(signed, advocate):
    filed = file(signed, advocate)

    assert (filed.filing_release, filed.filed_unreleased) == (to_the_ftc(), False)
    assert str(to_the_ftc().pk) in Entry.objects.get(action="complaints.filed").facts
    assert not Task.objects.filter(kind="release").exists()


def test_a_filing_that_no_release_covered_is_recorded_and_says_so(signed, advocate):
    releases.revoke(to_the_ftc(), by=advocate, now=DRAFTED + HOUR / 2)

    filed = file(signed, advocate)

    assert (filed.status, filed.filing_number) == ("filed", "FTC-1")
    assert (filed.filing_release, filed.filed_unreleased) == (None, True)
    task = Task.objects.get(kind="release")
    assert (task.subject_id, task.assigned_to) == (filed.pk, advocate)
    assert Entry.objects.filter(action="complaints.filed").count() == 1
    assert "no release that stood" in Entry.objects.get(action="complaints.filed").facts
    assert "No release stood at that moment." in packet.as_text(packet.paper_of(filed))


def test_a_release_revoked_after_the_filing_takes_nothing_back(signed, advocate):
    releases.revoke(to_the_ftc(), by=advocate, now=DRAFTED + HOUR * 3 / 2)

    assert file(signed, advocate).filed_unreleased is False


def test_what_was_signed_on_a_word_says_whose_word_it_was(signed, advocate):
    ComplaintDraft.objects.update(release=None, released_by_word=True)
    draft = ComplaintDraft.objects.for_display().get()

    assert "The signer stated that a signed, unexpired release named the FTC" in packet.as_text(
        packet.paper_of(draft)
    )


def test_no_update_says_two_things_of_a_filing(signed, advocate):
    releases.revoke(to_the_ftc(), by=advocate, now=DRAFTED)

    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintDraft.objects.update(filed_unreleased=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintDraft.objects.update(filing_release=to_the_ftc())
