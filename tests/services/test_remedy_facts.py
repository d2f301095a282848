"""An answer is kept as it was said; a later one stands beside it, and the case is not asked."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Case, Task
from cases.services.moments import database_time
from restitution import told
from restitution.models import RemedyFact
from restitution.services import answering
from tests.factories import cases as case_factory
from tests.factories import evidence as evidence_factory
from tests.factories import remedies
from tests.factories.remedies import DAY, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(advocate, attorney, supervisor) -> Case:
    return remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)


def test_a_later_answer_counts_and_the_earlier_one_stays_with_who_said_it(case, advocate, attorney):
    first = tell(case, "injury", "unsure", by=advocate, source="survivor")
    tell(case, "injury", "yes", by=attorney, source="document")

    rows = RemedyFact.objects.filter(case=case, slug="injury").order_by("said_at")

    assert [(row.value, row.source, row.said_by) for row in rows] == [
        ("unsure", "survivor", advocate), ("yes", "document", attorney),
    ]  # fmt: skip
    assert rows[0].replaced_at
    assert rows[1].replaced_at is None
    assert told.of_case(case)["injury"].fact.value == "yes"
    first.refresh_from_db()
    assert first.next_ask_on == first.said_on + timedelta(days=14)


@pytest.mark.parametrize("change", [{"value": "no"}, {"replaced_at": None}, {"source": "doj"}])
def test_the_database_keeps_an_answer_as_it_was_said(case, advocate, change):
    tell(case, "injury", "yes", by=advocate)
    tell(case, "injury", "no", by=advocate)
    before = RemedyFact.objects.get(value="yes")

    with pytest.raises(DatabaseError), transaction.atomic():
        RemedyFact.objects.filter(pk=before.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        before.delete()


@pytest.mark.parametrize("value", ["unsure", "rather_not"])
def test_not_sure_and_prefers_not_to_say_are_answers_and_no_blank(case, advocate, value):
    held = told.of_case(case)["injury"]
    assert held.fact.value == ""

    tell(case, "injury", value, by=advocate)

    assert told.of_case(case)["injury"].fact.value == value


def test_who_prefers_not_to_say_is_asked_again_only_on_a_day_that_was_set(case, advocate):
    left_alone = tell(case, "injury", "rather_not", by=advocate)
    on = left_alone.said_on + 30 * DAY

    asked = tell(case, "injury", "rather_not", by=advocate, next_ask_on=on)

    assert (left_alone.next_ask_on, asked.next_ask_on) == (None, on)


@pytest.mark.parametrize(
    ("question", "given", "code"),
    [
        ("injury", {"value": "maybe"}, "unknown_answer"),
        ("injury", {"value": ""}, "no_answer"),
        ("shoe_size", {"value": "yes"}, "unknown_question"),
        ("born_on", {"value": "known"}, "no_day"),
        ("injury", {"value": "yes", "source": "case"}, "unknown_source"),
        ("injury", {"value": "yes", "source": "rumour"}, "unknown_source"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(case, advocate, question, given, code):
    with pytest.raises(NotAllowed) as no:
        answering.tell_fact(
            case_id=case.pk, question=question, by=advocate, now=database_time(),
            **({"source": "survivor"} | given),
        )  # fmt: skip

    assert no.value.code == code
    assert not RemedyFact.objects.exists()
    assert not Entry.objects.filter(action__startswith="restitution").exists()


@pytest.mark.parametrize("question", ["predicate", "losses_found", "time_barred"])
def test_an_advocate_neither_tells_nor_reads_what_is_the_attorneys(
    case, advocate, attorney, supervisor, question
):
    value = {"predicate": "2252A", "time_barred": "no"}.get(question, "unsure")
    for person in (advocate, supervisor):
        with pytest.raises(NotAllowed) as no:
            tell(case, question, value, by=person)
        assert no.value.code == "attorneys_question"

    tell(case, question, value, by=attorney)

    assert RemedyFact.objects.visible_to(attorney).filter(slug=question).exists()
    for person in (advocate, supervisor):
        assert not RemedyFact.objects.visible_to(person).filter(slug=question).exists()


def test_without_a_release_that_covers_it_the_attorney_reads_and_tells_nothing(
    advocate, attorney, supervisor
):
    case = case_factory.active_case(by=advocate)
    case_factory.engage(case=case, attorney=attorney, by=supervisor)
    tell(case, "injury", "yes", by=advocate)

    assert Case.objects.visible_to(attorney).filter(pk=case.pk).exists()
    assert not RemedyFact.objects.visible_to(attorney).exists()
    with pytest.raises(Case.DoesNotExist):
        tell(case, "injury", "no", by=attorney)


def test_what_the_case_holds_is_known_with_its_source_and_counts_unasked(advocate):
    case = case_factory.active_case(by=advocate, age_when_made="under18")
    evidence_factory.item(case=case, by=advocate, is_synthetic="no", identifiable_by=["face"])

    held = told.of_case(case)

    assert held["minor"].fact.value == "yes"
    assert held["minor"].is_of_the_case
    assert "age" in held["minor"].source
    assert (held["image_is"].fact.value, held["identifiable"].fact.value) == ("real", "yes")
    assert RemedyFact.objects.count() == 0


def test_an_answer_that_waited_for_another_is_kept_after_it(case, advocate, attorney):
    now = database_time()
    first = tell(case, "injury", "unsure", by=attorney, now=now)

    second = tell(case, "injury", "yes", by=advocate, now=now - timedelta(seconds=1))

    first.refresh_from_db()
    assert (first.replaced_at, second.said_at) == (now, now)
    assert told.of_case(case)["injury"].fact.value == "yes"


def test_the_day_a_listing_was_seen_is_a_hint_and_never_the_day_of_disclosure(advocate):
    case = case_factory.active_case(by=advocate)
    evidence_factory.item(case=case, by=advocate)

    held = told.of_case(case)["disclosed_on"]

    assert held.fact.value == ""
    assert held.known
    assert not held.known.counts
    assert held.known.fact.on


def test_a_persons_word_goes_before_the_case_and_the_page_says_that_they_differ(case, advocate):
    tell(case, "minor", "yes", by=advocate, source="document")

    held = told.of_case(case)["minor"]

    assert (held.fact.value, held.differs) == ("yes", True)


def test_an_answer_leaves_its_topic_in_the_trail_and_never_what_it_was(case, advocate):
    tell(case, "born_on", database_time().date() - 9000 * DAY, by=advocate, note="Her passport.")

    entry = Entry.objects.get(action="restitution.told")

    assert entry.facts == '{"question":"Date of birth"}'
    assert not Task.objects.filter(kind="restitution").exists()
