"""The rota: written by supervisors, copied by the week, withdrawn and never deleted."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts import services as accounts
from audit.models import Entry
from audit.rules import NotAllowed
from cases.services.moments import database_time
from deadlines.models import RotaTurn
from deadlines.services import rota

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
NOW = datetime(2026, 10, 19, 12, tzinfo=UTC)
SUNDAY = datetime(2026, 10, 25, 22, tzinfo=UTC)  # 18:00 in New York, in summer
MONDAY = datetime(2026, 10, 26, 4, tzinfo=UTC)  # midnight there


def turn(user, by, **given):
    given = {"starts_at": SUNDAY, "ends_at": SUNDAY + 5 * HOUR, "now": NOW} | given
    return rota.add_turn(user_id=user.pk, by=by, **given)


def refuses(code, act, **given):
    before = RotaTurn.objects.count(), Entry.objects.count()
    with pytest.raises(NotAllowed) as no:
        act(**given)
    assert no.value.code == code
    assert (RotaTurn.objects.count(), Entry.objects.count()) == before


def test_a_supervisor_writes_it_and_nobody_else(advocate, supervisor, attorney):
    made = turn(advocate, supervisor)

    assert RotaTurn.objects.on_now(SUNDAY).get() == made
    assert not RotaTurn.objects.on_now(SUNDAY + 5 * HOUR).exists()
    given = {"user_id": advocate.pk, "starts_at": MONDAY, "ends_at": MONDAY + HOUR, "now": NOW}
    refuses("role_may_not", rota.add_turn, by=advocate, **given)
    refuses("wrong_role", rota.add_turn, by=supervisor, **given | {"user_id": attorney.pk})
    assert not RotaTurn.objects.visible_to(attorney).exists()


def test_a_turn_that_cannot_be_is_refused(advocate, supervisor):
    turn(advocate, supervisor)
    given = {
        "user_id": advocate.pk, "starts_at": SUNDAY, "ends_at": SUNDAY + HOUR, "by": supervisor,
        "now": NOW,
    }  # fmt: skip

    refuses("turn_known", rota.add_turn, **given)
    refuses("turn_span", rota.add_turn, **given | {"ends_at": SUNDAY})
    refuses("turn_past", rota.add_turn, **given | {"now": SUNDAY + DAY})
    refuses("turn_long", rota.add_turn, **given | {"ends_at": SUNDAY + 15 * DAY})


def test_the_table_refuses_two_turns_of_a_person_at_once(advocate, supervisor):
    one = turn(advocate, supervisor)
    two = turn(advocate, supervisor, starts_at=MONDAY, ends_at=MONDAY + HOUR)

    for wrong in ({"starts_at": one.starts_at}, {"ends_at": two.starts_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RotaTurn.objects.filter(pk=two.pk).update(**wrong)


def test_it_is_withdrawn_once_and_stays_on_record(advocate, supervisor):
    one = turn(advocate, supervisor)

    rota.withdraw_turn(turn_id=one.pk, by=supervisor, now=NOW)

    assert not RotaTurn.objects.on_now(SUNDAY).exists()
    assert RotaTurn.objects.get().withdrawn_by == supervisor
    refuses("turn_withdrawn", rota.withdraw_turn, turn_id=one.pk, by=supervisor, now=NOW)


def test_a_week_is_copied_by_the_clock_on_the_wall(advocate, supervisor):
    turn(advocate, supervisor)

    (copy,) = rota.copy_week(starts_at=MONDAY, by=supervisor, now=NOW)

    assert copy.starts_at == SUNDAY + 7 * DAY + HOUR  # 18:00 again, and the clocks went back
    assert copy.ends_at - copy.starts_at == 5 * HOUR
    refuses("nothing_to_copy", rota.copy_week, starts_at=MONDAY, by=supervisor, now=NOW)


def test_an_account_that_closes_leaves_the_rota(advocate, supervisor, administrator):
    now = database_time()
    running = turn(advocate, supervisor, starts_at=now - HOUR, ends_at=now + HOUR, now=now)
    over = turn(advocate, supervisor)

    accounts.change_user(user_id=advocate.pk, by=administrator, is_active=False)

    running.refresh_from_db()
    over.refresh_from_db()
    assert running.withdrawn_at is not None
    assert over.withdrawn_at is None
