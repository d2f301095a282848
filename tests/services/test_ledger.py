"""The ledger only adds: lines, reversals that mirror them, and what the database itself refuses."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Case
from cases.services.moments import database_time
from restitution import ledger
from restitution.models import CourtCase, MoneyLine, ReserveAmount
from restitution.services import court_cases, money
from tests.factories import cases as cases_factory
from tests.factories import restitution

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(advocate, attorney, supervisor):
    return restitution.engaged(cases_factory.case(by=advocate), attorney, by=supervisor)


@pytest.fixture
def court(case, attorney):
    return restitution.court_case(case, by=attorney, defendant="Lowell Brandt", docket="1:26-cr-1")


def enter(court, attorney, **facts):
    return restitution.line(court, case=court.case, by=attorney, **facts)


def test_sums_are_exact_and_a_reversal_takes_its_line_off(court, attorney):
    enter(court, attorney, kind="ordered", amount="12000.10")
    enter(court, attorney, amount="0.10")
    wrong = enter(court, attorney, amount="0.20")

    money.reverse_line(line_id=wrong.pk, by=attorney, now=database_time())
    totals = ledger.totals(court.case)

    assert (totals.received, totals.ordered) == (Decimal("0.10"), Decimal("12000.10"))
    assert totals.outstanding == Decimal("12000.00")
    assert MoneyLine.objects.count() == 4


def test_a_day_is_to_come_by_the_reader_s_calendar(case, court, attorney):
    evening = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    told = {"case_id": case.pk, "court_case_id": court.pk, "kind": "received", "by": attorney}

    with timezone.override("Asia/Kolkata"):  # where the 24th has begun
        line = money.record_line(amount=Decimal(5), on=date(2026, 11, 24), now=evening, **told)
    with timezone.override("America/Chicago"), pytest.raises(NotAllowed):
        money.record_line(amount=Decimal(5), on=date(2026, 11, 24), now=evening, **told)

    assert line.on == date(2026, 11, 24)


def test_a_line_is_reversed_once_and_a_reversal_never(court, attorney):
    line = enter(court, attorney)
    undo = money.reverse_line(line_id=line.pk, by=attorney, now=database_time())

    for one, code in ((line, "reversed_already"), (undo, "is_a_reversal")):
        with pytest.raises(NotAllowed) as no:
            money.reverse_line(line_id=one.pk, by=attorney, now=database_time())
        assert no.value.code == code
    assert MoneyLine.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [{"amount": Decimal(1)}, {"on": date(2020, 1, 1)}, {"kind": "ordered"}],
)
def test_no_line_is_changed_or_taken_out_behind_the_ledger_s_back(court, attorney, change):
    line = enter(court, attorney)

    with pytest.raises(DatabaseError), transaction.atomic():
        MoneyLine.objects.filter(pk=line.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        MoneyLine.objects.filter(pk=line.pk).delete()

    assert MoneyLine.objects.get(pk=line.pk).amount == Decimal(500)


def test_the_database_refuses_a_reversal_that_mirrors_nothing(court, attorney):
    line = enter(court, attorney)
    row = {
        "case": court.case, "court_case": court, "kind": "received", "on": line.on,
        "recorded_at": database_time(), "recorded_by": attorney,
    }  # fmt: skip

    for odd in (
        {"amount": Decimal(-1), "reverses": line},
        {"amount": Decimal(-500)},
        {"amount": Decimal(0)},
        {"amount": Decimal(500), "kind": "loss"},
        {"amount": Decimal(500), "court_case": None},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            MoneyLine.objects.create(**{**row, **odd})


def test_a_line_is_of_a_court_case_of_its_own_case(court, attorney, advocate, supervisor):
    other = restitution.engaged(cases_factory.case(by=advocate), attorney, by=supervisor)

    with pytest.raises(NotAllowed):
        restitution.line(court, case=other, by=attorney)
    with pytest.raises(DatabaseError), transaction.atomic():
        MoneyLine.objects.create(
            case=other, court_case=court, kind="received", amount=Decimal(1),
            on=date(2026, 1, 1), recorded_at=database_time(), recorded_by=attorney,
        )  # fmt: skip


def test_no_court_case_is_moved_from_under_its_lines(court, attorney, advocate, supervisor):
    other = restitution.engaged(cases_factory.case(by=advocate), attorney, by=supervisor)
    enter(court, attorney)

    for change in ({"case": other}, {"number": 7}, {"case": other, "number": 7}):
        with pytest.raises(DatabaseError, match="is final"), transaction.atomic():
            CourtCase.objects.filter(pk=court.pk).update(**change)
    assert CourtCase.objects.filter(pk=court.pk).update(stage="sentenced") == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"amount": "0"}, "no_amount"),
        ({"amount": "-5"}, "no_amount"),
        ({"amount": "0.001"}, "no_amount"),
        ({"amount": "NaN"}, "no_amount"),
        ({"amount": "1e12"}, "no_amount"),
        ({"on": date(2999, 1, 1)}, "in_the_future"),
        ({"kind": "loss", "head": ""}, "head_wanted"),
    ],
)
def test_what_is_no_line_is_refused_with_a_sentence(court, attorney, facts, code):
    with pytest.raises(NotAllowed) as no:
        enter(court, attorney, **facts)

    assert no.value.code == code
    assert not MoneyLine.objects.exists()


def test_the_reserve_pays_once_and_in_a_federal_case(court, attorney):
    civil = restitution.court_case(court.case, by=attorney, kind="civil", stage="open")
    with pytest.raises(NotAllowed, match="federal court"):
        enter(civil, attorney, kind="reserve_payment")
    first = enter(court, attorney, kind="reserve_payment")
    with pytest.raises(NotAllowed, match="made once"):
        enter(court, attorney, kind="reserve_payment")

    money.reverse_line(line_id=first.pk, by=attorney, now=database_time())

    assert enter(court, attorney, kind="reserve_payment")


def test_one_name_in_two_courts_is_one_defendant(court, attorney):
    second = restitution.court_case(
        court.case, by=attorney, kind="civil", stage="open", defendant="LOWELL  brandt"
    )
    enter(court, attorney, kind="ordered", amount="300")
    enter(second, attorney, amount="20")
    courts = CourtCase.objects.filter(case=court.case).for_display()

    (one,) = ledger.by_defendant(courts, ledger.totals(court.case).courts)

    assert (one.name, one.courts) == ("Lowell Brandt", (1, 2))
    assert (one.ordered, one.received, one.outstanding) == (300, 20, 300)


def test_the_figure_of_the_latest_day_counts_whoever_noted_it_last(supervisor, attorney):
    now = database_time()
    for amount, as_of, by in (
        ("46000", date(2026, 5, 1), attorney),
        ("45000", date(2025, 5, 1), supervisor),
    ):
        money.note_reserve_amount(
            amount=Decimal(amount), as_of=as_of, source="An order", by=by, now=now
        )

    assert ledger.reserve().amount == Decimal(46000)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReserveAmount.objects.update(amount=Decimal(1))


def test_the_trail_knows_that_a_line_was_entered_and_not_how_much(court, attorney):
    enter(court, attorney, amount="48123.45", note="From the clerk")

    entry = Entry.objects.get(action="restitution.recorded_line")

    assert entry.facts == '{"kind":"received","number":1}'


def test_nobody_else_enters_reads_or_reverses(court, attorney, advocate, supervisor, administrator):
    line = enter(court, attorney)

    for other in (advocate, supervisor, administrator):
        assert not MoneyLine.objects.visible_to(other).exists()
        with pytest.raises(NotAllowed):
            enter(court, other)
        with pytest.raises(NotAllowed):
            money.reverse_line(line_id=line.pk, by=other, now=database_time())
    assert MoneyLine.objects.count() == 1


def test_what_the_survivor_wants_is_never_assumed_and_the_last_word_counts(court, advocate):
    today = database_time().date()
    said = court.notice_preferences
    assert not said.exists()

    for wants, days in (("no", 3), ("unsure", 2), ("yes", 1)):
        court_cases.say_preference(
            court_case_id=court.pk, wants=wants, said_on=today - timedelta(days=days),
            by=advocate, now=database_time(),
        )  # fmt: skip

    assert said.visible_to(advocate).said_last().get().wants == "yes"
    with pytest.raises(DatabaseError), transaction.atomic():
        said.update(wants="no")
    with pytest.raises(DatabaseError), transaction.atomic():
        said.all().delete()


def test_a_civil_case_has_no_sentence(case, attorney):
    with pytest.raises(NotAllowed, match="no sentence"):
        restitution.court_case(case, by=attorney, kind="civil", sentencing_on=date(2027, 1, 1))

    assert not CourtCase.objects.exists()
    assert Case.objects.count() == 1


@pytest.mark.parametrize("day", [date(26, 1, 5), date(9999, 12, 31)])
def test_a_sentencing_in_a_year_that_nobody_means_is_asked_again(case, attorney, day):
    with pytest.raises(NotAllowed, match="look at the year"):
        restitution.court_case(case, by=attorney, stage="convicted", sentencing_on=day)

    assert not CourtCase.objects.exists()


def test_money_of_a_year_that_nobody_means_is_asked_again(case, court, attorney):
    with pytest.raises(NotAllowed, match="look at the year"):
        restitution.line(court, case=case, by=attorney, kind="ordered", on=date(26, 1, 5))
