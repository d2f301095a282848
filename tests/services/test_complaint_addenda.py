"""What becomes known after filing is added, each once, and filed by a person; the text stays."""

from datetime import timedelta

import pytest
from django.db import connection

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from complaints import services
from complaints.models import Addendum, AddendumFiling, ComplaintDraft
from complaints.revisions import in_force, is_as_signed
from deadlines.services import exchange
from tests.factories import complaints, releases
from tests.factories.complaints import DRAFTED
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LATER = DRAFTED + 2 * HOUR


@pytest.fixture
def filed(advocate, supervisor):
    return complaints.filed(by=advocate, signer=supervisor)


def record(draft, by, kind, at=LATER):
    [item] = complaints.items_of(draft.request)
    return exchange.record_outcome(
        item_id=item.pk, kind=kind, at=at, how="opened_link", checked_by="advocate", by=by, now=at
    )


def answer(draft, by, kind="refused", at=LATER):
    exchange.record_answer(
        request_id=draft.request_id, kind=kind, answered_at=at, reference="R-7", by=by, now=at
    )


def kinds(draft):
    return list(draft.addenda.order_by("made_at", "id").values_list("kind", flat=True))


def test_each_later_fact_is_added_with_its_source(filed, advocate):
    before = in_force(filed).sha256
    record(filed, advocate, "seen_up")
    answer(filed, advocate, at=LATER + HOUR)
    record(filed, advocate, "seen_gone", at=LATER + 2 * HOUR)
    record(filed, advocate, "back", at=LATER + 3 * HOUR)

    assert kinds(filed) == ["look", "answer", "removed", "back"]
    assert set(filed.addenda.values_list("source_type", flat=True)) == {
        "evidence.listingfact", "removal.answer",
    }  # fmt: skip
    filed.refresh_from_db()
    assert (in_force(filed).sha256, filed.revision_number) == (before, 2)


def test_what_was_known_before_filing_is_not_added(advocate, supervisor):
    draft = complaints.signed_off(by=advocate, signer=supervisor)
    complaints.look(draft.request, by=advocate, at=DRAFTED)
    services.record_filing(
        draft_id=draft.pk, filed_at=LATER, number="FTC-1", by=advocate, now=LATER
    )

    services.add_what_followed(request=draft.request, now=LATER)

    assert kinds(draft) == []


def test_however_often_it_is_asked_each_is_added_once(filed, advocate):
    record(filed, advocate, "seen_up")
    services.add_what_followed(request=filed.request, now=LATER + HOUR)

    assert kinds(filed) == ["look"]


def test_a_look_recorded_by_mistake_is_taken_back_in_an_addendum(filed, advocate):
    record(filed, advocate, "seen_up")
    [look] = [fact for item in complaints.items_of(filed.request) for fact in item.facts.all()][-1:]

    exchange.retract_outcome(fact_id=look.pk, by=advocate, now=LATER + HOUR)

    assert kinds(filed) == ["look", "mistake"]
    assert "recorded by mistake" in str(filed.addenda.get(kind="mistake").text)


def test_the_words_name_nobody_and_claim_nothing(filed, advocate):
    exchange.record_answer(
        request_id=filed.request_id, kind="refused", answered_at=LATER,
        reference="Maria Kestrel 7", by=advocate, now=LATER,
    )  # fmt: skip

    text = str(filed.addenda.get().text)

    assert "Maria" not in text
    assert "the service refused the request" in text


def file(addendum, by, **facts):
    given = {"filed_at": LATER + HOUR, "number": "FTC-2", "now": LATER + HOUR}
    return services.record_addendum_filing(addendum_id=addendum.pk, by=by, **(given | facts))


def test_a_person_files_each_and_that_is_recorded(filed, advocate):
    record(filed, advocate, "seen_up")

    filing = file(filed.addenda.get(), advocate)

    assert (filing.filed_at, filing.filed_by, filing.number) == (LATER + HOUR, advocate, "FTC-2")
    assert filing.release is not None
    assert Entry.objects.filter(action="complaints.filed_addendum").count() == 1
    with pytest.raises(NotAllowed, match="recorded as filed already"):
        file(filed.addenda.get(), advocate)


def test_one_filed_without_a_release_is_recorded_and_owed(filed, advocate):
    record(filed, advocate, "seen_up")
    addendum = filed.addenda.get()
    releases.revoke(filed.case.releases.get(recipient_kind="regulator"), by=advocate, now=LATER)

    filing = file(addendum, advocate)

    assert (filing.unreleased, filing.release) == (True, None)
    assert Task.objects.filter(kind="release", subject_id=addendum.pk).exists()


def test_taking_one_asks_for_the_release_again(filed, advocate):
    record(filed, advocate, "seen_up")
    addendum = filed.addenda.get()
    assert services.export_addendum(addendum_id=addendum.pk, by=advocate, now=LATER)[:4] == b"%PDF"
    releases.revoke(filed.case.releases.get(recipient_kind="regulator"), by=advocate, now=LATER)

    with pytest.raises(NotAllowed) as refused:
        services.export_addendum(addendum_id=addendum.pk, by=advocate, now=LATER + HOUR)

    assert refused.value.code == "release_needed"
    assert Entry.objects.filter(action="complaints.exported_addendum").count() == 1


def test_nothing_goes_out_beside_a_text_that_is_not_the_signed_one(filed, advocate):
    record(filed, advocate, "seen_up")
    assert is_as_signed(filed)
    with as_owner(), connection.cursor() as cursor:  # as a hand in the database would
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE complaints_revision DISABLE TRIGGER USER")
        cursor.execute("UPDATE complaints_revision SET sha256 = repeat('0', 64)")
        cursor.execute("ALTER TABLE complaints_revision ENABLE TRIGGER USER")
    draft = ComplaintDraft.objects.for_display().get(pk=filed.pk)

    assert not is_as_signed(draft)
    with pytest.raises(NotAllowed) as refused:
        services.export_addendum(addendum_id=filed.addenda.get().pk, by=advocate, now=LATER)
    assert refused.value.code == "digest_differs"


def test_a_stranger_files_none(filed, advocate, colleague):
    record(filed, advocate, "seen_up")

    with pytest.raises(Addendum.DoesNotExist):
        file(filed.addenda.get(), colleague)

    assert not AddendumFiling.objects.exists()
