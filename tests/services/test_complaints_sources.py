"""Every sentence that the record says has its source; test_sentences.py drops each."""

from datetime import date, timedelta

import pytest
from django.apps import apps

from complaints.composing import compose
from complaints.document import Kind
from complaints.facts import for_grounds
from complaints.models import ComplaintDraft
from complaints.rules.grounds import grounds
from complaints.rules.plain import banned_in
from complaints.told import gather
from tests.factories import cases, complaints, evidence, removal
from tests.factories.complaints import DRAFTED, DUE, LOOKED, RECEIVED

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def rich(advocate):
    """Give a draft with something in every part: answers, copies, removals, authority."""
    case = cases.case(by=advocate)
    platform = removal.platform(
        operator="Chirp Holdings",
        operator_country="IE",
        foreign_operator=True,
        coverage="unclear",
    )
    first, second, third = (evidence.item(case=case, by=advocate, handle="@x") for _ in range(3))
    evidence.item(case=case, by=advocate, copy_of_id=first.pk)
    request = complaints.received_request(
        by=advocate,
        case=case,
        on=platform,
        items=[first, second, third],
        signer_role="advocate",
        authority_id=cases.authority(case=case, by=advocate, ends_on=date(2027, 1, 2)).pk,
        reference="CH-1",
    )
    request.process, request.process_looked_at = "hard_to_find", RECEIVED
    request.conduct = {"gave_identifier": "no", "required_account": "yes"}
    request.save()
    for kind, reason, demands in (("refused", True, ["fee"]), ("asks_more", None, ["account"])):
        complaints.exchange.add_answer(
            request=request,
            kind=kind,
            answered_at=RECEIVED + HOUR,
            reference="A-7",
            words="Dear Maria Kestrel, this does not violate our terms. Write to us.",
            gave_reason=reason,
            demands=demands,
            by=advocate,
            now=DUE,
        )
    evidence.fact(item=first, kind="seen_up", by=advocate, at=LOOKED)
    evidence.fact(item=second, kind="said_removed", by=advocate, at=DUE - HOUR)
    evidence.fact(item=second, kind="seen_up", by=advocate, at=LOOKED)
    evidence.fact(item=third, kind="said_removed", by=advocate, at=DUE + timedelta(minutes=5))
    evidence.fact(item=third, kind="seen_gone", by=advocate, at=LOOKED)
    return complaints.draft_of(request, claimed=True)


def told_of(draft):
    return gather(ComplaintDraft.objects.get(pk=draft.pk))


def text_of(told, now=DRAFTED):
    found = grounds(for_grounds(told, now=now))
    told.draft.grounds = [str(one.ground) for one in found]
    return compose(told, found)


def test_every_fact_has_sources_and_every_source_is_a_row_and_a_column(rich):
    told = text_of(told_of(rich))

    for one in told.sentences():
        assert bool(one.sources) == one.is_told, one.key
        for source in one.sources:
            row = apps.get_model(source.model).objects.get(pk=source.id)
            assert hasattr(row, source.field), source


def test_whatever_is_neither_fact_nor_inference_waits_for_a_person(rich):
    kinds = {one.kind for one in text_of(told_of(rich)).sentences()}

    assert kinds == {Kind.FACT, Kind.INFERENCE, Kind.BLANK}


def test_the_person_is_never_named_and_our_words_conclude_nothing(rich):
    text = text_of(told_of(rich))
    whole = " ".join(one.shown for one in text.sentences())

    assert "Dear [name withheld], this does not violate our terms." in whole
    assert "Maria" not in whole
    assert "Kestrel" not in whole
    assert [one.key for one in text.sentences() if not one.verbatim and banned_in(one.shown)] == []


def test_the_text_is_the_same_whenever_it_is_composed(rich):
    assert text_of(told_of(rich)) == text_of(told_of(rich), now=DRAFTED + 9 * 24 * HOUR)


def test_a_possible_minor_s_complaint_holds_labels_and_no_address(advocate):
    case = cases.case(by=advocate, age_when_made="unsure")
    item = evidence.item(case=case, by=advocate, handle="@x", platform_item_id="9920", locator="2")
    request = complaints.received_request(
        by=advocate, case=case, items=[item], reference="see https://chirp.example/t/1"
    )
    told = told_of(complaints.draft_of(request))

    text = text_of(told)
    whole = " ".join(one.shown for one in text.sentences())
    row = next(one for one in text.part("J").sentences if one.key == f"evidence.item.{item.pk}")

    assert whole.count("chirp.example") == whole.count("https://chirp.example/report") == 1
    assert "9920" not in whole
    assert row.text.startswith("1. E1: item. [address withheld].")
    assert "The record holds no report to the CyberTipline." in text.facts().values()
    assert {source.field for source in row.sources}.isdisjoint({"url", "handle", "locator"})


def test_a_possible_minor_s_place_is_told_again_once_everybody_is_known_to_be_adult(advocate):
    case = cases.case(by=advocate, age_when_made="unsure")
    told = told_of(complaints.complaint(by=advocate, case=case))

    told.request.case.age_when_made = "18plus"

    assert "withheld" not in text_of(told).facts()


def test_a_silent_service_is_said_to_be_silent_until_it_answers(advocate):
    told = told_of(complaints.complaint(by=advocate))

    assert text_of(told).facts()["answers"] == "The record holds no answer from the service."
    complaints.exchange.add_answer(
        request=told.request, kind="acknowledged", answered_at=DUE, by=advocate, now=DUE
    )
    assert "answers" not in text_of(told_of(told.draft)).facts()


def test_an_inferred_receipt_is_printed_as_inferred_wherever_it_carries(advocate):
    draft = complaints.complaint(by=advocate, basis="inferred")

    facts = text_of(told_of(draft)).facts()

    assert [key for key, said in facts.items() if said.endswith("(inferred)")] == [
        "ground.G3", "ground.G3.means", "coverage", "received", "due",
    ]  # fmt: skip


def test_a_copy_nobody_told_the_service_of_leaves_a_blank_for_how_it_knew(advocate):
    case = cases.case(by=advocate)
    item = evidence.item(case=case, by=advocate)
    evidence.item(case=case, by=advocate, copy_of_id=item.pk)
    evidence.item(case=case, by=advocate, copy_of_id=item.pk, url="https://elsewhere.example/1")
    request = complaints.received_request(by=advocate, case=case, items=[item])
    evidence.fact(item=item, kind="seen_gone", by=advocate, at=DUE - HOUR)

    draft = complaints.draft_of(request)
    text = text_of(told_of(draft))

    assert draft.grounds == ["G5"]
    assert "copy_E2" in [one.key for one in text.open_blanks()]
    assert "E3" not in " ".join(text.facts().values())


def test_a_copy_named_in_another_request_says_when_the_service_was_told(advocate):
    case = cases.case(by=advocate)
    first = evidence.item(case=case, by=advocate)
    second = evidence.item(case=case, by=advocate, copy_of_id=first.pk)
    request = complaints.received_request(by=advocate, case=case, items=[first])
    removal.submitted_request(by=advocate, case=case, items=[second])

    text = text_of(told_of(complaints.draft_of(request)))

    assert text.facts()[f"told.{second.pk}"].startswith(
        "The service was told of E2, identical to E1, in a request"
    )
    assert "copy_E2" not in [one.key for one in text.open_blanks()]


def test_a_site_that_is_in_no_row_goes_by_its_host_and_a_person_says_what_it_is(advocate):
    case = cases.case(by=advocate)
    item = evidence.item(case=case, by=advocate, url="https://board.unlisted.example/t/1")
    request = complaints.received_request(
        by=advocate, case=case, items=[item], on=removal.platform(**removal.OTHER)
    )

    text = text_of(told_of(complaints.draft_of(request, claimed=True)))

    assert "about the service at board.unlisted.example and" in text.facts()["summary"]
    assert "service_is" in [one.key for one in text.open_blanks()]
    assert "directory" not in text.facts()
