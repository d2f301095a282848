"""The inner services, as `deadlines` calls them: with a locked request, leaving no entry."""

from datetime import timedelta

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from evidence import services as evidence
from removal.models import Answer, Receipt, RemovalRequest
from removal.services import exchange
from tests.factories import evidence as evidence_factory
from tests.factories import removal as factory

pytestmark = pytest.mark.django_db

SENT = factory.SUBMITTED
HOUR = timedelta(hours=1)


def fresh(request):
    return RemovalRequest.objects.for_display().get(pk=request.pk)


def receive(request, by, at=SENT + HOUR, **given):
    facts = {"basis": "proven", "proof": "auto_reply", "received_at": at, "now": at}
    return exchange.add_receipt(request=request, by=by, **(facts | given))


def gone(request, by, at):
    for listing in request.listings.all():
        evidence_factory.fact(item=listing.item, kind="seen_gone", by=by, at=at)


@pytest.fixture
def request_(advocate):
    return factory.submitted_request(by=advocate)


def test_a_receipt_moves_the_request_on_and_settles_what_was_owed(request_, advocate):
    entries = Entry.objects.count()

    receipt = receive(request_, advocate, proof_reference="A-1")

    assert fresh(request_).status == "received"
    assert (receipt.proof_reference, receipt.replaced_at) == ("A-1", None)
    assert Task.objects.get(subject_id=request_.pk).done_by == advocate
    assert Entry.objects.count() == entries


def test_a_changed_receipt_keeps_the_one_before_with_the_reason(request_, advocate):
    first = receive(request_, advocate, basis="inferred", proof="none")

    receive(request_, advocate, at=SENT + 2 * HOUR, change_reason="better_proof")

    first.refresh_from_db()
    assert first.replaced_at == SENT + 2 * HOUR
    assert Receipt.objects.get(replaced_at=None).change_reason == "better_proof"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"proof": "none"}, "proof_missing"),
        ({"basis": "inferred"}, "proof_of_inferred"),
        ({"basis": "guessed"}, "unknown_value"),
        ({"change_reason": "wrong_zone"}, "nothing_to_change"),
        ({"received_at": SENT - 2 * HOUR}, "before_submission"),
        ({"received_at": SENT + 2 * HOUR}, "in_the_future"),
    ],
)
def test_a_receipt_that_cannot_be_so_is_refused(request_, advocate, given, code):
    with pytest.raises(NotAllowed) as no:
        receive(request_, advocate, **given)

    assert no.value.code == code
    assert not Receipt.objects.exists()
    assert fresh(request_).status == "submitted"


def test_an_inferred_receipt_at_the_very_moment_of_submission_is_in_order(request_, advocate):
    receipt = receive(request_, advocate, at=SENT, basis="inferred", proof="none")

    assert receipt.received_at == SENT


def test_a_draft_has_neither_receipt_nor_answer(advocate):
    draft = fresh(factory.draft(by=advocate))

    with pytest.raises(NotAllowed) as no_receipt:
        receive(draft, advocate)
    with pytest.raises(NotAllowed) as no_answer:
        exchange.add_answer(
            request=draft, kind="acknowledged", answered_at=SENT, by=advocate, now=SENT
        )

    assert {no_receipt.value.code, no_answer.value.code} == {"request_not_submitted"}
    assert not Answer.objects.exists()


def test_an_answer_keeps_every_demand_and_moves_nothing(request_, advocate):
    answer = exchange.add_answer(
        request=request_,
        kind="asks_more",
        answered_at=SENT + HOUR,
        words="Send us your passport.",
        demands=["fee", "id_document"],
        by=advocate,
        now=SENT + HOUR,
    )

    assert answer.demands == ["id_document", "fee"]
    assert fresh(request_).status == "submitted"


def test_a_demand_nobody_knows_is_refused(request_, advocate):
    with pytest.raises(NotAllowed) as no:
        exchange.add_answer(
            request=request_,
            kind="asks_more",
            answered_at=SENT,
            demands=["a song"],
            by=advocate,
            now=SENT,
        )

    assert (no.value.code, no.value.field) == ("unknown_value", "demands")


def test_a_request_is_resolved_once_every_listing_was_seen_gone(advocate):
    case = factory.case_factory.case(by=advocate)
    items = [evidence_factory.item(case=case, by=advocate) for _ in range(2)]
    request = factory.submitted_request(by=advocate, case=case, items=items)

    evidence_factory.fact(item=items[0], kind="seen_gone", by=advocate, at=SENT + HOUR)
    half = exchange.resolve_if_gone(request=fresh(request), now=SENT + HOUR)
    evidence_factory.fact(item=items[1], kind="said_removed", by=advocate, at=SENT + 2 * HOUR)
    said = exchange.resolve_if_gone(request=fresh(request), now=SENT + 2 * HOUR)
    evidence_factory.fact(item=items[1], kind="seen_gone", by=advocate, at=SENT + 3 * HOUR)
    whole = exchange.resolve_if_gone(request=fresh(request), now=SENT + 3 * HOUR)

    assert (half, said, whole) == (False, False, True)
    assert fresh(request).resolved_at == SENT + 3 * HOUR
    assert not Task.objects.filter(done_at=None).exists()


def test_a_draft_is_never_resolved(advocate):
    draft = factory.draft(by=advocate)
    gone(draft, advocate, SENT)

    assert exchange.resolve_if_gone(request=fresh(draft), now=SENT) is False
    assert fresh(draft).status == "draft"


def test_a_mistaken_fact_taken_back_puts_the_request_back_where_it_was(request_, advocate):
    receive(request_, advocate)
    gone(request_, advocate, SENT + 2 * HOUR)
    exchange.resolve_if_gone(request=fresh(request_), now=SENT + 2 * HOUR)
    fact = request_.listings.get().item.facts.get()

    evidence.retract_fact(fact=fact, by=advocate, now=SENT + 3 * HOUR)
    back = exchange.reopen_if_up(request=fresh(request_), now=SENT + 3 * HOUR)

    assert back is True
    assert (fresh(request_).status, fresh(request_).resolved_at) == ("received", None)


def test_a_listing_that_came_back_leaves_its_request_resolved(request_, advocate):
    gone(request_, advocate, SENT + HOUR)
    exchange.resolve_if_gone(request=fresh(request_), now=SENT + HOUR)
    item = request_.listings.get().item
    evidence_factory.fact(item=item, kind="back", by=advocate, at=SENT + 2 * HOUR)

    assert exchange.reopen_if_up(request=fresh(request_), now=SENT + 2 * HOUR) is False
    assert fresh(request_).status == "resolved"


def test_a_withdrawal_says_why_and_owes_nothing_more(request_, advocate):
    exchange.withdraw(request=request_, because="safety", by=advocate, now=SENT + HOUR)

    kept = fresh(request_)
    assert (kept.status, kept.withdrawn_because) == ("withdrawn", "safety")
    assert kept.withdrawn_at == SENT + HOUR
    assert not Task.objects.filter(done_at=None).exists()
    with pytest.raises(NotAllowed):
        exchange.withdraw(request=kept, because="mistake", by=advocate, now=SENT + HOUR)
