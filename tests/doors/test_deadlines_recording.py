"""What is recorded beside a clock, from its forms."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.models import ComplaintDraft
from deadlines.models import Clock
from evidence.models import ListingFact
from removal.models import Answer, Receipt, RemovalRequest
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR, RECEIVED

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}


def ago(hours):
    return timezone.now() - hours * HOUR


def local(at):
    """Type a moment as the advocate's own clock shows it."""
    return at.astimezone(ZoneInfo("America/New_York")).strftime("%Y-%m-%dT%H:%M:%S")


def test_a_receipt_is_recorded_from_the_form(advocate, client_for):
    request = make.submitted(by=advocate, at=ago(5))

    answer = client_for(advocate).post(
        reverse("deadlines:receipt", args=[request.pk]),
        {"proof": "auto_reply", "received_at": local(ago(4)), "proof_reference": "Ticket 8"},
    )

    assert answer.status_code == 302
    clock = Clock.objects.get()
    assert (clock.basis, Receipt.objects.get().proof_reference) == ("proven", "Ticket 8")


def test_nothing_to_show_for_it_is_inferred(advocate, client_for):
    request = make.submitted(by=advocate, at=ago(5))

    client_for(advocate).post(
        reverse("deadlines:receipt", args=[request.pk]),
        {"proof": "none", "received_at": local(ago(5))},
    )

    assert Clock.objects.get().basis == "inferred"


def test_a_receipt_before_submission_is_refused_beside_its_field(advocate, client_for):
    request = make.submitted(by=advocate, at=ago(5))
    url = reverse("deadlines:receipt", args=[request.pk])
    posted = {"proof": "auto_reply", "received_at": local(ago(9))}

    answer = client_for(advocate).post(url, posted)
    by_htmx = client_for(advocate).post(url, posted, headers=HX)

    assert answer.status_code == 422
    assert "before it was submitted" in answer.content.decode()
    assert by_htmx.status_code == 200  # htmx puts no refusal of its own in the page
    assert "before it was submitted" in by_htmx.content.decode()
    assert not Receipt.objects.exists()


def test_a_changed_receipt_begins_with_the_number_that_is_recorded(advocate, client_for):
    request = make.submitted(by=advocate, at=ago(5))
    make.receipt(request, by=advocate, at=ago(4), now=ago(4), proof_reference="Ticket 8")

    page = client_for(advocate).get(reverse("deadlines:clock", args=[request.pk]))

    assert 'value="Ticket 8"' in page.content.decode()


def test_a_changed_receipt_asks_why(advocate, client_for):
    request = make.received(by=advocate, at=ago(5))
    url = reverse("deadlines:receipt", args=[request.pk])
    posted = {"proof": "auto_reply", "received_at": local(ago(4))}

    refused = client_for(advocate).post(url, posted)
    assert refused.status_code == 422
    assert Receipt.objects.count() == 1

    done = client_for(advocate).post(url, posted | {"change_reason": "better_proof"}, headers=HX)
    assert done.headers["HX-Refresh"] == "true"
    assert Receipt.objects.count() == 2


def test_an_answer_with_its_demands_is_recorded(advocate, client_for):
    request = make.received(by=advocate, at=ago(5))

    client_for(advocate).post(
        reverse("deadlines:answer", args=[request.pk]),
        {
            "kind": "refused",
            "answered_at": local(ago(1)),
            "words": "We see no breach.",
            "gave_reason": "false",
            "demands": ["id_document", "fee"],
        },
    )

    answer = Answer.objects.get()
    assert (answer.kind, answer.demands, answer.gave_reason) == (
        "refused", ["id_document", "fee"], False,
    )  # fmt: skip


def test_a_look_just_now_is_one_press(advocate, client_for):
    request = make.received(by=advocate, at=ago(5))
    item, back = make.items_of(request)[0], reverse("deadlines:clock", args=[request.pk])

    answer = client_for(advocate).post(
        reverse("deadlines:outcome", args=[item.pk]),
        {
            "kind": "seen_gone",
            "how": "opened_link",
            "checked_by": "advocate",
            "just_now": "1",
            "back": back,
        },
    )

    assert answer.headers["Location"] == back
    assert Clock.objects.get().closed_as == "in_time"
    assert abs(ListingFact.objects.get().at - timezone.now()) < HOUR / 30


@pytest.mark.parametrize("fold", [0, 1])
def test_a_look_just_now_is_taken_in_the_hour_that_comes_twice(
    advocate, client_for, monkeypatch, fold
):
    item = make.items_of(make.received(by=advocate, at=RECEIVED - 9 * HOUR))[0]
    at = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"), fold=fold)
    monkeypatch.setattr(timezone, "localtime", lambda *_: at)
    posted = {"kind": "seen_up", "how": "opened_link", "checked_by": "advocate", "just_now": "1"}

    client_for(advocate).post(reverse("deadlines:outcome", args=[item.pk]), posted)

    assert ListingFact.objects.get().at == at.astimezone(UTC)


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_a_look_leads_nowhere_but_home(advocate, client_for, back):
    item = make.items_of(make.received(by=advocate, at=ago(5)))[0]
    posted = {"kind": "seen_up", "how": "opened_link", "checked_by": "advocate", "just_now": "1"}

    answer = client_for(advocate).post(
        reverse("deadlines:outcome", args=[item.pk]), posted | {"back": back}
    )

    assert answer.headers["Location"] == reverse("evidence:item", args=[item.pk])


def test_a_mistaken_look_is_taken_back(advocate, client_for):
    request = make.received(by=advocate, at=ago(5))
    make.look(make.items_of(request)[0], by=advocate, at=ago(1))

    client_for(advocate).post(reverse("deadlines:retract", args=[ListingFact.objects.get().pk]))

    assert Clock.objects.get().closed_at is None
    assert RemovalRequest.objects.get().status == "received"


def test_a_withdrawal_names_its_reason(advocate, client_for):
    request = make.received(by=advocate, at=ago(5))
    url = reverse("deadlines:withdraw", args=[request.pk])

    assert client_for(advocate).post(url, {}).status_code == 422
    client_for(advocate).post(url, {"because": "survivor_asked"})

    assert Clock.objects.get().closed_as == "withdrawn"


def test_a_complaint_by_hand_leads_to_its_draft(advocate, client_for):
    request = make.received(by=advocate, at=ago(60))

    answer = client_for(advocate).post(reverse("deadlines:draft-complaint", args=[request.pk]))

    draft = ComplaintDraft.objects.get()
    assert answer.headers["Location"] == reverse("complaints:draft", args=[draft.pk])


def test_a_complaint_without_a_ground_is_refused_with_a_sentence(advocate, client_for):
    request = make.received(by=advocate, at=ago(1))

    answer = client_for(advocate).post(
        reverse("deadlines:draft-complaint", args=[request.pk]), follow=True
    )

    assert not ComplaintDraft.objects.exists()
    assert answer.redirect_chain[-1][0] == reverse("removal:request", args=[request.pk])


@pytest.fixture
def unsure(advocate):
    """Give a request of a case whose survivor may be under 18."""
    case = case_factory.case(by=advocate, age_when_made="unsure")
    return make.received(by=advocate, at=ago(5), case=case)


@pytest.mark.parametrize("headers", [{}, HX])
def test_nobody_is_asked_to_look_where_someone_may_be_under_18(
    advocate, client_for, unsure, headers
):
    item = make.items_of(unsure)[0]
    page = client_for(advocate).get(
        reverse("deadlines:clock", args=[unsure.pk]), headers=headers
    ).content.decode()  # fmt: skip

    assert "Do not open" in page
    assert "I looked" not in page
    assert "opened_link" not in page
    assert reverse("deadlines:outcome", args=[item.pk]) in page


def test_opening_the_address_is_no_answer_where_someone_may_be_under_18(
    advocate, client_for, unsure
):
    url = reverse("deadlines:outcome", args=[make.items_of(unsure)[0].pk])
    posted = {"kind": "seen_gone", "checked_by": "survivor", "just_now": "1"}
    hers = client_for(advocate)

    form = hers.get(url).content.decode()
    assert "opened_link" not in form
    assert "Do not open" in form
    assert " selected" not in form.replace('<option value="" selected', "")

    refused = hers.post(url, posted | {"how": "opened_link"})
    assert refused.status_code == 422
    assert "nobody opens the address" in refused.content.decode()
    assert not ListingFact.objects.exists()

    hers.post(url, posted | {"how": "survivor_says"})
    assert ListingFact.objects.get().how == "survivor_says"


def test_a_look_on_the_requests_page_leads_back_there(advocate, client_for):
    request = make.received(by=advocate, at=ago(5))
    item, hers = make.items_of(request)[0], client_for(advocate)
    back = reverse("removal:request", args=[request.pk]) + "#clock"
    clock = reverse("deadlines:clock", args=[request.pk])

    assert f'name="back" value="{back}"' in hers.get(clock, headers=HX).content.decode()
    assert f'name="back" value="{clock}"' in hers.get(clock).content.decode()
    posted = {"kind": "seen_up", "how": "opened_link", "checked_by": "advocate", "just_now": "1"}
    answer = hers.post(reverse("deadlines:outcome", args=[item.pk]), posted | {"back": back})

    assert answer.headers["Location"] == back


def test_a_look_that_found_it_up_is_dated(advocate, client_for):
    request = make.received(by=advocate, at=ago(5))
    hers, clock = client_for(advocate), reverse("deadlines:clock", args=[request.pk])
    assert 'muted">seen ' not in hers.get(clock).content.decode()

    make.look(make.items_of(request)[0], by=advocate, at=ago(1), kind="seen_up")

    assert 'muted">seen ' in hers.get(clock).content.decode()
