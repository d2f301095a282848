"""A disputed part opens a cured version; both stay, each with its clock, and both can be argued."""

from datetime import timedelta

import pytest

from audit.models import Entry
from audit.rules import NotAllowed
from complaints.models import ComplaintDraft
from deadlines.models import Clock
from deadlines.services import exchange, sweep
from removal import cured, facts, lists
from removal.models import RemovalRequest
from removal.rules import steps
from removal.rules.warnings import warnings
from removal.services import requests
from tests.factories import deadlines as make
from tests.factories import releases
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
SAID = RECEIVED + 5 * HOUR


def dispute(request, by, disputes, *, kind="says_incomplete", demands=()):
    exchange.record_answer(
        request_id=request.pk, kind=kind, answered_at=SAID, words="Who signed this?",
        disputes=disputes, demands=demands, by=by, now=SAID,
    )  # fmt: skip


def next_of(request):
    row = lists.for_rows(RemovalRequest.objects.filter(pk=request.pk)).get()
    return steps.next_step(lists.step_facts(row))


def cure(request, by, **more):
    return requests.cure_request(request_id=request.pk, by=by, now=SAID + HOUR, **more)


def sent(request, by):
    releases.to_platform(request, by=by, now=SAID + 2 * HOUR)
    requests.record_submission(
        request_id=request.pk, channel="web_form", sent_by="agency", by=by,
        submitted_at=SAID + 2 * HOUR, now=SAID + 2 * HOUR,
    )  # fmt: skip
    return make.receipt(request, by=by, at=SAID + 3 * HOUR, now=SAID + 3 * HOUR)


@pytest.mark.parametrize("disputed", ["signature", "locating", "good_faith", "contact"])
def test_a_disputed_part_leads_to_a_cure_that_begins_with_it(advocate, disputed):
    old = make.received(by=advocate)
    dispute(old, advocate, [disputed], kind="refused")

    assert next_of(old).where == "cure"
    new = cure(old, advocate)

    asked = cured.asked(new)
    assert asked["order"][0] == asked["disputed_parts"][0]
    assert sorted(asked["order"]) == [1, 2, 3, 4]
    assert asked["answer"].words == "Who signed this?"
    assert (new.signer_name, new.contact) == (old.signer_name, old.contact)


def test_a_demand_beyond_the_four_parts_asks_for_no_cure_and_may_have_one(advocate):
    old = make.received(by=advocate)
    dispute(old, advocate, ["extra_demand"], kind="asks_more", demands=["id_document"])

    assert next_of(old).where == "outcome"
    new = cure(old, advocate)

    asked = cured.asked(new)
    assert asked["goes_beyond"]
    assert (asked["disputed_parts"], asked["demands"]) == ([], ["An identity document"])


def test_both_versions_keep_their_clocks_and_both_can_be_argued(advocate, supervisor):
    old = make.received(by=advocate)
    dispute(old, advocate, ["signature"])
    new = cure(old, advocate)
    requests.change_request(
        request_id=new.pk, signature_method="handwritten", by=advocate, now=SAID + HOUR
    )
    sent(new, advocate)
    make.look(make.items_of(old)[0], by=advocate, at=DUE + HOUR / 2, kind="seen_up")

    sweep.run(now=DUE + 12 * HOUR)

    ends = dict(Clock.objects.values_list("request_id", "due_at"))
    assert ends == {old.pk: DUE, new.pk: SAID + 51 * HOUR}
    assert set(ComplaintDraft.objects.values_list("request_id", flat=True)) == {old.pk, new.pk}


def test_the_chain_says_what_was_disputed_and_what_was_cured(advocate):
    old = make.received(by=advocate)
    dispute(old, advocate, ["signature", "contact"])
    new = cure(old, advocate)
    told = {"by": advocate, "now": SAID + HOUR}
    requests.change_request(
        request_id=new.pk, contact="removals@agency.example", signer_name="Another", **told
    )

    first, second = cured.chain(RemovalRequest.objects.for_display().get(pk=new.pk))

    assert (first.request, first.answer, first.changes) == (old, None, ())
    assert first.sent_at is not None
    assert second.disputed == ("The signature, or who signs", "The contact")
    assert [(one.part, one.label) for one in second.changes] == [(1, "Name"), (4, "Contact")]
    assert "Another" not in str(second.changes)
    assert "M. K." not in str(second.changes)
    assert [run.how for run in second.changes[1].runs] == ["out", "in"]


def test_a_cure_of_somebody_else_s_answer_is_refused(advocate):
    old, other = make.received(by=advocate), make.received(by=advocate)
    dispute(other, advocate, ["signature"])
    entries = Entry.objects.count()

    with pytest.raises(NotAllowed) as no:
        cure(old, advocate, answer_id=other.answers.get().pk)

    assert no.value.code == "not_of_this_request"
    assert RemovalRequest.objects.count() == 2
    assert Entry.objects.count() == entries


def test_the_form_of_a_cure_stands_in_the_platform_s_order_of_complaint(client_for, advocate):
    old = make.received(by=advocate)
    dispute(old, advocate, ["contact"])
    browser = client_for(advocate)

    answer = browser.post(f"/requests/{old.pk}/cure/", follow=True)

    text = answer.content.decode()
    assert text.index('id="part-4"') < text.index('id="part-1"')
    assert "Who signed this?" in text
    page = browser.get(f"/requests/{old.pk}/").content.decode()
    assert "the contact" in page
    assert "Each can be argued" in page


def warned(request):
    row = RemovalRequest.objects.for_display().get(pk=request.pk)
    return [one.code for one in warnings(facts.of(row, at=SAID + HOUR))]


def test_a_signature_is_called_the_earlier_ones_only_if_it_is(advocate):
    old = make.received(by=advocate)
    dispute(old, advocate, ["signature"])
    new = cure(old, advocate)
    assert "signed_for_earlier_version" in warned(new)

    # fmt: off
    for signed_at, is_the_earlier_one in (
        (old.signed_at.replace(second=20),   True),   # a form keeps the minute alone
        (SAID + timedelta(minutes=59),       False),  # signed anew; the version was opened after
        (SAID + timedelta(minutes=65),       False),
    ):
        requests.change_request(
            request_id=new.pk, signed_at=signed_at, by=advocate, now=SAID + 2 * HOUR
        )
        assert ("signed_for_earlier_version" in warned(new)) == is_the_earlier_one
    # fmt: on


def test_a_signature_taken_over_past_a_draft_that_was_set_aside_is_still_the_earlier_ones(advocate):
    old = make.received(by=advocate)
    dropped = cure(old, advocate)
    requests.change_request(request_id=dropped.pk, signed_at=SAID, by=advocate, now=SAID + 2 * HOUR)
    exchange.withdraw(request_id=dropped.pk, because="mistake", by=advocate, now=SAID + 2 * HOUR)

    again = cure(old, advocate)

    assert (again.replaces, again.signed_at) == (dropped, old.signed_at)
    assert "signed_for_earlier_version" in warned(again)
