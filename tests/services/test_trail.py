"""What was done, by whom, when; final."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit import trail, words
from audit.models import ChainHead, Entry
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


def test_an_entry_names_the_actor_the_role_and_the_subject_as_text(advocate, supervisor):
    case = uuid4()

    trail.record(by=advocate, action="tests.told", subject=supervisor, case=case, rung="complaint")

    entry = Entry.objects.get()
    assert (entry.chain, entry.seq, entry.prev_hash) == (str(case), 1, "")
    assert (entry.actor, entry.actor_role) == (str(advocate.pk), "advocate")
    assert (entry.subject_type, entry.subject_id) == ("accounts.user", str(supervisor.pk))
    assert entry.facts == '{"rung":"complaint"}'


def test_the_house_acts_without_an_actor_on_its_own_chain(advocate):
    trail.record(by=None, action="tests.swept", subject=advocate)

    entry = Entry.objects.get()
    assert (entry.chain, entry.actor, entry.actor_role) == ("house", "", "")


def test_the_moment_is_the_databases_and_not_one_that_a_writer_gives(advocate):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (chain, seq, at, actor, actor_role, action, subject_type,"
            " subject_id, facts, prev_hash, hash)"
            " VALUES ('house', 77, '2001-01-01', '', '', 'tests.forged', '', '', '{}', 'x', 'y')"
        )

    entry = Entry.objects.get()
    assert abs(entry.at - timezone.now()) < timedelta(minutes=1)
    assert (entry.seq, entry.prev_hash) == (1, "")
    assert len(entry.hash) == 64


def test_many_entries_are_written_in_one_statement(advocate, django_assert_num_queries):
    cases = [uuid4() for _ in range(50)]

    with django_assert_num_queries(1):
        trail.record_many(
            by=None,
            action="tests.stepped",
            rows=[(advocate, case, {"hours": 48}) for case in cases],
        )

    assert Entry.objects.count() == 50
    assert set(ChainHead.objects.values_list("seq", flat=True)) == {1}


def test_a_raw_set_based_insert_is_chained_like_any_other(advocate):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (chain, actor, actor_role, action, subject_type, subject_id,"
            " facts) SELECT 'c' || n % 3, '', '', 'tests.swept', 't', n::text, '{}'"
            " FROM generate_series(1, 9) AS n ORDER BY 1"
        )

    assert sorted(Entry.objects.values_list("chain", "seq")) == [
        (chain, seq) for chain in ("c0", "c1", "c2") for seq in (1, 2, 3)
    ]


def test_nothing_to_record_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        trail.record_many(by=None, action="tests.stepped", rows=[])


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Entry.objects.update(actor=""),
        lambda: Entry.objects.get().delete(),
        lambda: Entry.objects.all().delete(),
        lambda: _raw("UPDATE audit_entry SET facts = '{}'"),
        lambda: _raw("DELETE FROM audit_entry"),
        lambda: _raw("UPDATE audit_chainhead SET seq = 0"),
        lambda: _raw("DELETE FROM audit_chainhead"),
        lambda: _raw("INSERT INTO audit_chainhead (chain, seq, hash) VALUES ('new', 7, 'x')"),
    ],
)
def test_nobody_changes_or_deletes_what_is_entered(advocate, attempt):
    trail.record(by=advocate, action="tests.told", subject=advocate, rung="complaint")
    before = Entry.objects.values().get(), ChainHead.objects.values().get()

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        attempt()
    with pytest.raises(DatabaseError, match="final"), transaction.atomic(), as_owner():
        attempt()

    assert (Entry.objects.values().get(), ChainHead.objects.values().get()) == before


def _raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_entry_goes_with_the_act_that_it_is_of(advocate):
    with transaction.atomic():
        trail.record(by=advocate, action="tests.told", subject=advocate)
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


def test_an_entry_reads_as_a_sentence_with_its_facts(advocate):
    words.register({"tests.received": "Receipt recorded: {received_at}, {basis}, {proof}"})
    trail.record(
        by=advocate,
        action="tests.received",
        subject=advocate,
        received_at=datetime(2026, 11, 2, 14, tzinfo=UTC),
        basis="proven",
        proof=None,
    )

    said = words.sentence(Entry.objects.get())

    assert said == "Receipt recorded: Mon 2 Nov 2026, 14:00 UTC, proven, not recorded"


def test_an_act_without_words_still_says_what_it_was(advocate):
    trail.record(by=advocate, action="tests.never_worded", subject=advocate)

    assert words.sentence(Entry.objects.get()) == "Tests: never worded"


def test_words_newer_than_an_entry_do_not_break_it(advocate):
    words.register({"tests.grown": "Told {whom}, {agreed}, {rungs}"})
    trail.record(
        by=None, action="tests.grown", subject=advocate, agreed=True, rungs=["a-day-left", "due"]
    )

    assert words.sentence(Entry.objects.get()) == "Told not recorded, yes, a-day-left, due"
