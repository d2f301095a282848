"""A determination is an attorney's: with reasons, versioned, and beside the facts of its day."""

import pytest
from django.db import DatabaseError, transaction

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Case
from cases.services.moments import database_time
from restitution import standing, told, versions
from restitution.models import Determination
from restitution.rules.remedies import VERSION
from restitution.services import determining
from tests.factories import releases, remedies
from tests.factories.remedies import determine, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(advocate, attorney, supervisor) -> Case:
    made = remedies.told_case(advocate=advocate, attorney=attorney, supervisor=supervisor)
    remedies.tell_6851(made, by=attorney)
    return made


def test_a_later_determination_stands_beside_the_first_and_neither_changes(case, attorney):
    first = determine(case, by=attorney, reasons="Known discloser.")
    determine(case, by=attorney, outcome="needs", reasons="The witness took it back.")

    rows = Determination.objects.filter(case=case).order_by("version")

    assert [(row.version, row.outcome, row.reasons) for row in rows] == [
        (1, "support", "Known discloser."), (2, "needs", "The witness took it back."),
    ]  # fmt: skip
    for change in ({"outcome": "unlikely"}, {"version": 9}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Determination.objects.filter(pk=first.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        first.delete()


def test_it_keeps_what_the_table_said_and_the_facts_as_they_stood(case, attorney):
    made = determine(case, by=attorney, outcome="unlikely")

    assert made.weighed_outcome == "support"
    assert made.weighed_path
    made.refresh_from_db()
    assert made.weighed_by == VERSION
    assert made.facts["discloser_known"] == "yes"
    tell(case, "discloser_known", "unsure", by=attorney)
    made.refresh_from_db()
    assert made.facts["discloser_known"] == "yes"


def test_facts_that_change_afterwards_are_said_and_between_versions_too(case, attorney):
    first = determine(case, by=attorney)
    tell(case, "discloser_known", "no", by=attorney)
    card = standing.of_case(case, now=database_time()).card("usc6851")
    assert card.changed == ("discloser_known",)
    since = versions.since(first, told.plain(told.of_case(case)))
    assert [(one.label, one.was, one.now) for one in since] == [
        ("Who disclosed it is known", "Yes", "No")
    ]

    determine(case, by=attorney, outcome="needs")

    assert standing.of_case(case, now=database_time()).card("usc6851").changed == ()
    rows = list(Determination.objects.visible_to(attorney).for_display())
    latest, earliest = versions.of_remedy(rows)
    assert [(one.was, one.now) for one in latest.changes] == [("Yes", "No")]
    assert (latest.outcome_was, earliest.changes) == ("Facts support attorney review", ())


def test_an_answer_of_another_remedy_changes_nothing_here(case, attorney):
    determine(case, by=attorney)

    tell(case, "police_report", "yes", by=attorney)

    assert standing.of_case(case, now=database_time()).card("usc6851").changed == ()


@pytest.mark.parametrize("moved", [{"on_version": 0}, {"on_facts": "0123456789abcdef"}])
def test_what_was_kept_or_told_meanwhile_must_be_looked_at_first(case, attorney, moved):
    determine(case, by=attorney)

    with pytest.raises(NotAllowed, match=r"meanwhile|changed while"):
        determine(case, by=attorney, **moved)

    assert Determination.objects.count() == 1


def test_nobody_but_an_attorney_of_the_case_determines_or_reads(  # noqa: PLR0917
    case, attorney, advocate, supervisor, administrator, colleague
):
    for person in (advocate, supervisor, administrator, colleague):
        with pytest.raises(NotAllowed):
            determine(case, by=person)
    determine(case, by=attorney)

    assert Determination.objects.visible_to(attorney).exists()
    for person in (advocate, supervisor, administrator, colleague):
        assert not Determination.objects.visible_to(person).exists()


def test_sight_ends_with_the_release(case, attorney, advocate):
    determine(case, by=attorney)

    releases.revoke(case.releases.get(recipient_ref=str(attorney.pk)), by=advocate)

    assert not Determination.objects.visible_to(attorney).exists()
    with pytest.raises(Case.DoesNotExist):
        determine(case, by=attorney)


@pytest.mark.parametrize("wrong", [{"reasons": "  "}, {"outcome": "eligible"}, {"remedy": "luck"}])
def test_without_reasons_or_in_unknown_words_nothing_is_kept(case, attorney, wrong):
    with pytest.raises(NotAllowed):
        determine(case, by=attorney, **wrong)

    assert not Determination.objects.exists()


def test_the_trail_says_that_and_which_version_never_what_or_why(case, attorney):
    determine(case, by=attorney, reasons="Marisol-Canary")

    entry = Entry.objects.get(action="restitution.determined")

    assert '"version":1' in entry.facts
    for told_nowhere in ("support", "Marisol"):
        assert told_nowhere not in entry.facts
    assert determining.digest(facts={"a": "b"}) != determining.digest(facts={"a": "c"})
