"""What the database itself refuses, whoever asks it and however."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.expressions import RawSQL

from deadlines.models import Clock, Reminder, Rung, Statute, Step
from deadlines.services import sweep
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
SECOND = HOUR / 3600


@pytest.fixture
def clock(advocate, supervisor):
    clock = make.clock(by=advocate)
    sweep.run(now=DUE - 24 * HOUR)
    return clock


# fmt: off
REFUSED = [
    # Elapsed hours and nothing else
    (Clock,    {"due_at": DUE + SECOND},                       "clock_counts_elapsed_hours"),
    (Clock,    {"starts_at": RECEIVED - HOUR},                 "clock_counts_elapsed_hours"),
    (Clock,    {"hours": 49},                                  "clock_counts_elapsed_hours"),
    (Clock,    {"basis": "guessed"},                           "clock_basis_is_known"),
    # Ended whole or not at all; NULL passes a check that does not say so
    (Clock,    {"closed_at": DUE},                             "clock_closed_is_whole"),
    (Clock,    {"closed_as": "late"},                          "clock_closed_is_whole"),
    (Clock,    {"achieved_at": DUE},                           "clock_closed_is_whole"),
    (Clock,    {"closed_at": DUE, "closed_as": "in_time", "achieved_at": DUE},
                                                               "clock_closed_is_whole"),
    (Clock,    {"closed_at": DUE, "closed_as": "late", "wakes_at": None},
                                                               "clock_closed_is_whole"),
    (Clock,    {"closed_at": DUE, "closed_as": "forgotten", "wakes_at": None},
                                                               "clock_closed_is_whole"),
    # In time means by due
    (Clock,    {"closed_at": DUE, "closed_as": "in_time", "achieved_at": DUE + SECOND,
                "wakes_at": None},                             "clock_in_time_means_by_due"),
    (Clock,    {"closed_at": DUE, "closed_as": "late", "achieved_at": DUE,
                "wakes_at": None},                             "clock_in_time_means_by_due"),
    # The ledger
    (Step,     {"state": "planned"},                           "step_skipped_has_a_reason"),
    (Step,     {"state": "skipped"},                           "step_skipped_has_a_reason"),
    (Step,     {"reason": "overtaken"},                        "step_skipped_has_a_reason"),
    (Step,     {"done_at": DUE - 25 * HOUR},                   "step_not_before_due"),
    (Reminder, {"mail_state": "sent"},                         "mail_sent_is_dated"),
    (Reminder, {"mailed_at": DUE},                             "mail_sent_is_dated"),
    (Reminder, {"mail_state": "lost"},                         "mail_sent_is_dated"),
    (Statute,  {"hours": None},                                "statute_with_clocks_has_hours"),
    (Statute,  {"in_force_to": F("in_force_from")},            "statute_in_force_span"),
]
# fmt: on


@pytest.mark.parametrize(("model", "changed", "name"), REFUSED)
def test_no_update_gets_past(clock, model, changed, name):
    rows = model.objects.filter(code="US-TIDA") if model is Statute else model.objects

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**changed)


def test_two_days_of_sql_are_not_forty_eight_hours_over_a_dst_night(clock):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'America/New_York'")
        with pytest.raises(IntegrityError, match="clock_counts"), transaction.atomic():
            Clock.objects.update(due_at=RawSQL("starts_at + interval '2 days'", []))
        assert Clock.objects.update(due_at=RawSQL("starts_at + interval '48 hours'", [])) == 1


def test_a_step_is_entered_once_a_rung_and_a_person_told_once_a_step(clock):
    step, reminder = Step.objects.get(), Reminder.objects.get()

    for twin in (step, reminder):
        twin.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)


def test_a_request_has_one_clock_a_law_and_a_ladder_one_rung_a_moment(clock):
    rung = Rung.objects.get(key="complaint")
    clock.pk = None
    rung.pk, rung.key = None, "another"

    for twin in (clock, rung):
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)


def test_a_clock_laid_aside_or_withdrawn_is_whole_without_an_outcome(clock):
    for ended in ("withdrawn", "unclocked"):
        Clock.objects.update(closed_at=DUE, closed_as=ended, wakes_at=None)
