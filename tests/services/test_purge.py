"""A purge: two people, a day between them, nothing sealed left, everything else as it was."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.rules import Role
from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as cases
from cases.models import Case, CaseKey, Note, Survivor, Task
from cases.services.moments import database_time
from keeping.counting import left
from keeping.models import Purge, PurgeCertificate
from keeping.services import doing, purging
from tests.factories import accounts
from tests.factories import cases as cases_factory
from tests.factories import keeping as factory

pytestmark = pytest.mark.django_db


def test_a_whole_purge_leaves_no_sealed_value_and_no_key(advocate, supervisor):
    case = cases_factory.active_case(by=advocate)
    cases_factory.note(case=case, by=advocate)
    cases_factory.person(case=case, by=advocate)
    cases.move_case(case_id=case.pk, to="closed", by=advocate, now=database_time())

    purge = factory.purged(case=case, by=advocate, second=supervisor)

    key = CaseKey.objects.get(case=case)
    assert (bytes(key.wrapped), left(case.pk)) == (b"", 0)
    assert key.destroyed_at is not None
    assert not Survivor.objects.filter(case=case).exists()
    assert Note.objects.get(case=case).text == ""
    assert purge.certificate.told["counts"]["cases.note"] == 1


def test_what_was_sealed_before_opens_with_no_key_that_is_left(advocate, supervisor):
    case = factory.closed(by=advocate)
    with connection.cursor() as cursor:
        cursor.execute("SELECT narrative FROM cases_case WHERE id = %s", [case.pk])
        old = bytes(cursor.fetchone()[0])

    factory.purged(case=case, by=advocate, second=supervisor)

    again = Case.objects.get(pk=case.pk)
    again.__dict__["narrative_sealed"] = old
    with pytest.raises(NotAllowed, match="purged"):
        _ = again.narrative


def test_whoever_proposed_it_may_not_confirm_it(supervisor):
    purge = factory.proposed(case=factory.closed(by=_advocate()), by=supervisor)

    with pytest.raises(NotAllowed, match="Another person"):
        purging.confirm_purge(purge_id=purge.pk, by=supervisor, now=database_time())

    assert Purge.objects.get(pk=purge.pk).state == "proposed"


def test_nobody_confirms_it_before_the_day_is_over(advocate, supervisor):
    purge = factory.proposed(case=factory.closed(by=advocate), by=advocate, days=0)

    with pytest.raises(NotAllowed, match="Confirm it from"):
        purging.confirm_purge(purge_id=purge.pk, by=supervisor, now=database_time())


def test_the_database_takes_no_confirmation_by_one_person_alone(advocate):
    purge = factory.proposed(case=factory.closed(by=advocate), by=advocate)

    with pytest.raises(IntegrityError), transaction.atomic():
        Purge.objects.filter(pk=purge.pk).update(
            state="confirmed", confirmed_by=advocate, confirmed_at=database_time()
        )


def test_an_open_case_is_not_purged(advocate):
    case = cases_factory.active_case(by=advocate)

    with pytest.raises(NotAllowed, match="Close it first"):
        factory.proposed(case=case, by=advocate)


def test_a_hold_stops_what_two_people_agreed_to(advocate, supervisor):
    case = factory.closed(by=advocate)
    purge = factory.confirmed(case=case, by=advocate, second=supervisor)
    factory.held(case=case, by=supervisor)

    assert doing.run_purge(purge_id=purge.pk) is False

    assert Purge.objects.get(pk=purge.pk).state == "stopped"
    assert Survivor.objects.get(case=case).name == "Maria Kestrel"


@pytest.mark.parametrize("state", ["proposed", "confirmed", "running"])
def test_the_database_lets_no_purge_past_a_hold(advocate, supervisor, state):
    case = factory.closed(by=advocate)
    purge = factory.confirmed(case=case, by=advocate, second=supervisor)
    factory.held(case=case, by=supervisor)

    with pytest.raises(IntegrityError), transaction.atomic():
        Purge.objects.filter(pk=purge.pk).update(state=state, began_at=database_time())


def test_a_key_goes_in_no_other_way(advocate):
    case = factory.closed(by=advocate)

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseKey.objects.filter(case=case).update(wrapped=b"", destroyed_at=database_time())


def test_it_is_done_once_and_what_was_begun_is_finished(advocate, supervisor):
    case = factory.closed(by=advocate)
    purge = factory.confirmed(case=case, by=advocate, second=supervisor)
    doing._begin(purge_id=purge.pk, now=database_time())

    assert doing.run_purges() == 1
    assert doing.run_purges() == 0

    assert PurgeCertificate.objects.filter(case=case).count() == 1
    done = Entry.objects.filter(chain=str(case.pk), action="keeping.purged")
    assert done.count() == 1


def test_nothing_is_added_to_a_purged_case(advocate, supervisor):
    case = factory.closed(by=advocate)
    factory.purged(case=case, by=advocate, second=supervisor)

    with pytest.raises(NotAllowed, match="purged"):
        cases.write_note(case_id=case.pk, text="More.", by=advocate, now=database_time())
    with pytest.raises((NotAllowed, IntegrityError)), transaction.atomic():
        cases.move_case(case_id=case.pk, to="active", by=advocate, now=database_time())

    assert not Note.objects.filter(case=case).exists()


def test_a_part_goes_alone_and_the_rest_opens_as_before(advocate, supervisor):
    case = factory.closed(by=advocate)

    factory.purged(case=case, by=advocate, second=supervisor, parts=["narrative", "contacts"])

    case = Case.objects.get(pk=case.pk)
    assert (case.narrative, case.survivor.contact) == ("", "")
    assert case.survivor.contact_index == ""
    assert case.survivor.name == "Maria Kestrel"


def test_open_tasks_end_with_the_case(advocate, supervisor):
    case = cases_factory.active_case(by=advocate)
    cases_factory.task(case=case, by=advocate)
    cases.move_case(case_id=case.pk, to="closed", by=advocate, now=database_time())

    factory.purged(case=case, by=advocate, second=supervisor)

    assert not Task.objects.filter(case=case, done_at=None).exists()


def test_a_certificate_is_final(advocate, supervisor):
    case = factory.closed(by=advocate)
    made = factory.purged(case=case, by=advocate, second=supervisor).certificate

    with pytest.raises(IntegrityError), transaction.atomic():
        PurgeCertificate.objects.filter(pk=made.pk).update(made_at=made.made_at + timedelta(1))


def _advocate():
    return accounts.person(Role.ADVOCATE)
