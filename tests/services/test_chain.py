"""Whoever changes the trail behind the house's back is found, with the place."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from audit import chain, trail
from audit.models import ChainHead, Entry
from tests.faults.together import at_once
from tests.owner import as_owner

CASE = "6d1f0a52-0000-4000-8000-000000000001"


@pytest.fixture
def written(advocate):
    for number in range(1, 7):
        trail.record(by=advocate, action="tests.told", subject=advocate, case=CASE, number=number)
    trail.record(by=advocate, action="tests.told", subject=advocate)
    return CASE


def _as_owner(*statements: str) -> None:
    """Do what only the database's owner can: switch the guards off, and write."""
    tables = ("audit_entry", "audit_chainhead")
    with as_owner(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement.replace("CASE", f"'{CASE}'"))
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


COLUMNS = (
    "id = id + 1000", "at = at - interval '1 second'", "actor = 'someone'",
    "actor_role = 'supervisor'", "action = 'tests.else'", "subject_type = 'x'",
    "subject_id = 'x'", "facts = '{}'", "facts = facts || ' '", "prev_hash = hash", "hash = 'x'",
    "actor = actor || actor_role, actor_role = ''",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("change", COLUMNS)
def test_a_changed_column_is_found_at_its_place(written, change):
    _as_owner(f"UPDATE audit_entry SET {change} WHERE chain = CASE AND seq = 3")  # noqa: S608

    assert chain.verify(CASE).broken_at == 3


COPY = (
    "INSERT INTO audit_entry (chain, seq, at, actor, actor_role, action, subject_type, subject_id,"
    " facts, prev_hash, hash) SELECT chain, {seq}, at, actor, actor_role, action, subject_type,"
    " subject_id, facts, hash, 'made up' FROM audit_entry WHERE chain = CASE AND seq = {of}"
)
SWAP = (
    "UPDATE audit_entry SET seq = 99 WHERE chain = CASE AND seq = 2",
    "UPDATE audit_entry SET seq = 2 WHERE chain = CASE AND seq = 4",
    "UPDATE audit_entry SET seq = 4 WHERE chain = CASE AND seq = 99",
)
SHIFT = "UPDATE audit_entry SET seq = seq - 1 WHERE chain = CASE AND seq = {seq}"
FITTING = """
    UPDATE audit_entry e SET prev_hash = b.hash, hash = audit_hash(
        b.hash, e.id::text, e.chain, e.seq::text,
        to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        e.actor, e.actor_role, e.action, e.subject_type, e.subject_id, e.facts)
    FROM audit_entry b WHERE e.chain = CASE AND b.chain = CASE AND b.seq = e.seq - 1 AND e.seq = {}
"""
REWRITE = (  # from the fourth entry on, with hashes that fit each other
    "UPDATE audit_entry SET facts = '{}' WHERE chain = CASE AND seq = 4",
    *(FITTING.format(seq) for seq in (4, 5, 6)),
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statements", "broken_at"),
    [
        (["DELETE FROM audit_entry WHERE chain = CASE AND seq = 3"], 3),
        (["DELETE FROM audit_entry WHERE chain = CASE AND seq = 3", SHIFT.format(seq=4),
          SHIFT.format(seq=5), SHIFT.format(seq=6)], 3),
        (["DELETE FROM audit_entry WHERE chain = CASE AND seq = 1"], 1),
        (["DELETE FROM audit_entry WHERE chain = CASE AND seq > 4"], 5),
        (["DELETE FROM audit_entry WHERE chain = CASE"], 1),
        (["DELETE FROM audit_chainhead WHERE chain = CASE"], 6),
        ([COPY.format(seq=7, of=6)], 7),
        (SWAP, 2),
        (REWRITE, 6),
        (["UPDATE audit_chainhead SET seq = 5 WHERE chain = CASE"], 6),
        (["UPDATE audit_chainhead SET hash = 'x' WHERE chain = CASE"], 6),
        (["UPDATE audit_entry SET chain = 'other' WHERE chain = CASE AND seq = 2"], 2),
    ],
)  # fmt: skip
def test_a_tampered_chain_names_its_first_broken_place(written, statements, broken_at):
    _as_owner(*statements)

    assert chain.verify(CASE).broken_at == broken_at
    assert CASE in {verdict.chain for verdict in chain.verify_all() if not verdict.holds}


@pytest.mark.django_db
def test_what_nobody_touched_holds_and_says_how_long_it_is(written):
    found = {verdict.chain: verdict for verdict in chain.verify_all()}

    assert {name: v.entries for name, v in found.items()} == {CASE: 6, "house": 1}
    assert all(verdict.holds for verdict in found.values())
    assert found[CASE].head == ChainHead.objects.get(chain=CASE).hash
    assert chain.verify(str(uuid4())).holds


@pytest.mark.django_db
def test_one_entry_can_be_told_in_two_ways_by_no_pair_of_columns(advocate):
    """`ab|c` and `a|bc` hash differently, because each value is led by its length."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_hash('ab', 'c') = audit_hash('a', 'bc')")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_letters_of_any_script_are_hashed_alike_by_both_sides(advocate):
    trail.record(by=None, action="tests.told", subject=advocate, code="é漢字🜁 \\ \"'")

    assert chain.verify("house").holds


@pytest.mark.django_db
def test_the_command_says_that_all_holds(written):
    said = StringIO()

    call_command("verify_trail", stdout=said)

    assert said.getvalue() == "2 chains hold, 7 entries.\n"


@pytest.mark.django_db
def test_the_command_fails_and_names_the_place(written):
    _as_owner("UPDATE audit_entry SET facts = '{}' WHERE chain = CASE AND seq = 3")
    said = StringIO()

    with pytest.raises(CommandError, match="1 of 1 chains") as failed:
        call_command("verify_trail", "--json", f"--chain={CASE}", stdout=said)

    assert failed.value.returncode == 1
    report = json.loads(said.getvalue())
    assert (report["holds"], report["chains"][0]["broken_at"]) == (False, 3)


@pytest.mark.django_db(transaction=True)
def test_eight_writers_with_rollbacks_raise_no_false_alarm(advocate):
    chains = ["a", "b", "c"]

    at_once(lambda number: _write(advocate, chains, number), range(8), of=8)

    verdicts = list(chain.verify_all())
    assert [verdict for verdict in verdicts if not verdict.holds] == []
    assert sum(verdict.entries for verdict in verdicts) == 8 * 15 * 3 == Entry.objects.count()


def _write(actor: User, chains: list[str], number: int) -> None:
    for turn in range(20):
        with transaction.atomic():
            rows = [(actor, name, {"by": number}) for name in reversed(chains)]
            trail.record_many(by=actor, action="tests.told", rows=rows)
            transaction.set_rollback(turn % 4 == 3)
        assert chain.verify("b").holds, "a reader beside the writers is alarmed"


@pytest.mark.django_db
def test_an_entry_that_is_chained_wrongly_cannot_be_put_in(written):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            COPY.format(seq=99, of=6)
            .replace("CASE", f"'{CASE}'")
            .replace("hash, 'made up'", "'x', 'y'")
        )

    assert chain.verify(CASE).holds
    assert Entry.objects.filter(chain=CASE).latest("id").seq == 7


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3, 40])
def test_a_set_with_many_of_one_chain_is_chained_in_its_order(advocate, many):
    rows = [
        (advocate, name, {"number": number}) for number in range(many) for name in ("b", "a", None)
    ]

    trail.record_many(by=advocate, action="tests.told", rows=rows)
    trail.record_many(by=advocate, action="tests.told", rows=rows)

    assert {verdict.chain: verdict.entries for verdict in chain.verify_all()} == {
        "a": 2 * many, "b": 2 * many, "house": 2 * many,
    }  # fmt: skip
    assert all(verdict.holds for verdict in chain.verify_all())
    told = Entry.objects.filter(chain="a").order_by("seq").values_list("facts", flat=True)
    assert [json.loads(facts)["number"] for facts in told] == 2 * list(range(many))


@pytest.mark.django_db
def test_the_door_keeps_nothing_and_refuses_what_does_not_fit(advocate):
    trail.record(by=advocate, action="tests.told", subject=advocate)
    uneven = (
        "INSERT INTO audit_door (actor, actor_role, action, chains, subject_types, subject_ids,"
        " facts) VALUES ('', '', 'tests.told', '{a,b}', '{x}', '{1,2}', '{1,2}')"
    )

    with pytest.raises(DatabaseError, match="has a chain"), transaction.atomic():
        connection.cursor().execute(uneven)

    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_door")
        assert cursor.fetchone() == (0,)
    assert Entry.objects.count() == 1
