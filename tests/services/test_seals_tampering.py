"""What the database's owner can do with the triggers off, and where it is found each time.

SAFETY.md 6 names twelve ways. Most of them a chain finds by itself; those in which all hashes are
computed anew only seals find, that were kept at a second place.
"""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from audit import chain, trail
from audit.models import Entry
from audit.seals import book, shelf, signing, taking
from tests.owner import as_owner

CASE = "6d1f0a52-0000-4000-8000-000000000001"
OTHER = "6d1f0a52-0000-4000-8000-000000000002"
SEALED, LATER = 6, 9  # entries at the first seal, and now; eight are sealed

FIT = """
    UPDATE audit_entry e SET prev_hash = b.hash, hash = audit_hash(
        b.hash, e.id::text, e.chain, e.seq::text,
        to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        e.actor, e.actor_role, e.action, e.subject_type, e.subject_id, e.facts)
    FROM (SELECT {before}::text AS hash) AS b WHERE e.chain = '{chain}' AND e.seq = {seq}
"""
HEAD = """
    UPDATE audit_chainhead h SET seq = e.seq, hash = e.hash FROM audit_entry e
    WHERE h.chain = e.chain AND e.chain = '{chain}'
      AND e.seq = (SELECT max(seq) FROM audit_entry WHERE chain = '{chain}')
"""


@pytest.fixture(scope="session")
def _may_switch_triggers_off(django_db_setup):
    """Give the tables' owner what a superuser has; the cluster is thrown away after the tests."""
    at = connection.settings_dict
    with psycopg.connect(
        host=at["HOST"], port=at["PORT"], dbname="postgres", user="postgres", autocommit=True
    ) as db:
        db.execute("GRANT SET ON PARAMETER session_replication_role TO reclaim")


@pytest.fixture
def sealed(db, _may_switch_triggers_off, advocate, tmp_path):
    """Give two chains of which eight entries each are sealed, by two seals, and one is newer."""
    key = signing.make(tmp_path / "key.pem")
    place = tmp_path / "seals.jsonl"
    private = signing.load(tmp_path / "key.pem")

    def written(count):
        for number in range(count):
            for name in (CASE, OTHER):
                trail.record(
                    by=advocate, action="tests.told", subject=advocate, case=name, b=number, a="x"
                )

    written(SEALED)
    taking.seal(to=place, key=private, now=datetime.now(UTC), first=True)
    written(2)
    taking.seal(to=place, key=private, now=datetime.now(UTC))
    written(1)
    return place, key


def owner(*statements):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for one in statements:
            cursor.execute(one)
        cursor.execute("SET LOCAL session_replication_role = origin")


def refit(since, *, until=LATER, name=CASE):
    """Compute every hash anew from a place on, and move the head: what a careful forger does."""
    before = "(SELECT hash FROM audit_entry WHERE chain = '{chain}' AND seq = {seq})"
    steps = [
        FIT.format(
            before=before.format(chain=name, seq=seq - 1) if seq > 1 else "''", chain=name, seq=seq
        )
        for seq in range(since, until + 1)
    ]
    return [*steps, HEAD.format(chain=name)]


def sql(text):
    return text.replace("CASE_", f"'{CASE}'")


COPY = sql(
    "INSERT INTO audit_entry (id, chain, seq, at, actor, actor_role, action, subject_type,"
    " subject_id, facts, prev_hash, hash) SELECT nextval('audit_entry_id_seq'), chain, {to}, {at},"
    " 'someone', actor_role, action, subject_type, subject_id, facts, '', '' FROM audit_entry"
    " WHERE chain = CASE_ AND seq = {of}"
)
ROOM = [
    sql("UPDATE audit_entry SET seq = seq + 100 WHERE chain = CASE_ AND seq >= 4"),
    sql("UPDATE audit_entry SET seq = seq - 99 WHERE chain = CASE_ AND seq > 100"),
]
CLOSE = [
    sql("UPDATE audit_entry SET seq = seq + 100 WHERE chain = CASE_ AND seq > 4"),
    sql("UPDATE audit_entry SET seq = seq - 101 WHERE chain = CASE_ AND seq > 100"),
]
SWAP = [
    sql("UPDATE audit_entry SET seq = 99 WHERE chain = CASE_ AND seq = 2"),
    sql("UPDATE audit_entry SET seq = 2 WHERE chain = CASE_ AND seq = 4"),
    sql("UPDATE audit_entry SET seq = 4 WHERE chain = CASE_ AND seq = 99"),
]
TWICE = sql("UPDATE audit_entry SET seq = 4 WHERE chain = CASE_ AND seq = 5")
UNBOUND = "ALTER TABLE audit_entry DROP CONSTRAINT audit_place_in_chain"
CUT = sql("DELETE FROM audit_entry WHERE chain = CASE_ AND seq > 7")
OLDER = [
    "DELETE FROM audit_entry WHERE seq > 5",
    HEAD.format(chain=CASE), HEAD.format(chain=OTHER),
    "SELECT setval('audit_entry_id_seq', (SELECT max(id) FROM audit_entry))",
]  # fmt: skip
KEYS = sql('UPDATE audit_entry SET facts = \'{"b":3,"a":"x"}\' WHERE chain = CASE_ AND seq = 4')
LATE = LATER + 1

COUNTER = "the counter put back"

AT_4 = "WHERE chain = CASE_ AND seq = 4"
CHANGED = sql(f"UPDATE audit_entry SET action = 'tests.else' {AT_4}")  # noqa: S608
GONE = sql(f"DELETE FROM audit_entry {AT_4}")  # noqa: S608
FORGED = sql("UPDATE audit_entry SET actor = 'x' WHERE chain = CASE_ AND seq >= {since}")
PUT_IN = [*ROOM, COPY.format(to=4, of=3, at="at"), *refit(4, until=LATE)]
BACK = [COPY.format(to=LATE, of=LATER, at="at - interval '1 day'"), *refit(LATE, until=LATE)]
WHOLE = [
    sql("DELETE FROM audit_entry WHERE chain = CASE_"),
    sql("DELETE FROM audit_chainhead WHERE chain = CASE_"),
]

# fmt: off
WAYS = {  # what is done, and the first place that is wrong
    "an entry changed, hashes as they were":  ([CHANGED], 4),
    "an entry deleted":                       ([GONE], 4),
    "an entry deleted, the rest closed up":   ([GONE, *CLOSE, *refit(4, until=LATER - 1)], 4),
    "the end cut off":                        ([CUT], 8),
    "the end cut off with its head":          ([CUT, HEAD.format(chain=CASE)], 8),
    "an entry put in between":                (PUT_IN, 4),
    "two entries exchanged":                  ([*SWAP, *refit(2)], 2),
    "a place that stands twice":              ([UNBOUND, TWICE], 4),
    COUNTER:                                  (["SELECT setval('audit_entry_id_seq', 1)"], LATER),
    "all rewritten from a place on":          ([FORGED.format(since=5), *refit(5)], 5),
    "all rewritten from the first":           ([FORGED.format(since=1), *refit(1)], 1),
    "an entry dated back at the end":         (BACK, LATE),
    "facts in another order":                 ([KEYS], 4),
    "facts in another order, hashes anew":    ([KEYS, *refit(4)], 4),
    "an older state put back":                (OLDER, 6),
    "a whole chain gone with its head":       (WHOLE, 1),
    "everything gone":                        (["DELETE FROM audit_entry", "DELETE FROM audit_chainhead"], 1),  # noqa: E501
}
COLUMNS = ("id = id + 1000", "at = at - interval '1 second'", "actor = 'someone'",
           "actor_role = 'supervisor'", "action = 'tests.else'", "subject_type = 'x'",
           "subject_id = 'x'", "facts = '{}'")
# fmt: on


def broken(sealed, *statements):
    """Give the places that are found after these, and take them back."""
    with transaction.atomic():
        owner(*statements)
        found = checked(*sealed)
        transaction.set_rollback(True)
    counter_as_it_was()
    return {one.chain: one.broken_at for one in found.values() if not one.holds}


def counter_as_it_was():
    """Put it back by hand: no transaction takes a counter along."""
    owner("SELECT setval('audit_entry_id_seq', (SELECT max(id) FROM audit_entry))")


def checked(place, key):
    found = book.read(shelf.files_of(place), keys=[key])
    assert found.fault == ""
    return {one.chain: one for one in chain.verify_all(sealed=found)}


def test_what_nobody_touched_holds_beside_its_seals(sealed):
    assert all(verdict.holds for verdict in checked(*sealed).values())


def test_each_way_of_tampering_is_found_at_its_first_place(sealed):
    found = {way: broken(sealed, *statements) for way, (statements, _) in WAYS.items()}

    places = {way: (OTHER if way == COUNTER else CASE, at) for way, (_, at) in WAYS.items()}
    assert {way: one[places[way][0]] for way, one in found.items()} == {
        way: at for way, (_, at) in places.items()
    }
    assert {way for way, one in found.items() if len(one) > 1} == {
        "an older state put back", "everything gone",
    }  # fmt: skip


@pytest.mark.parametrize("careful", [False, True])
def test_each_column_is_found_changed_also_with_all_hashes_computed_anew(sealed, careful):
    rehashed = refit(3) if careful else []
    where = f"WHERE chain = '{CASE}' AND seq = 3"

    found = {
        change: broken(sealed, f"UPDATE audit_entry SET {change} {where}", *rehashed)  # noqa: S608
        for change in COLUMNS
    }

    assert found == {change: {CASE: 3} for change in COLUMNS}


def test_without_seals_a_careful_forger_would_not_be_found(sealed):
    owner(*WAYS["all rewritten from a place on"][0])

    assert chain.verify(CASE).holds


# The sealer looks at ends and at what is new; the rest is for whoever walks every chain.
NOT_AT_THE_END = {
    "an entry changed, hashes as they were", "an entry deleted", "facts in another order",
    "a place that stands twice", "an entry dated back at the end", COUNTER,
}  # fmt: skip


def test_an_end_that_was_tampered_with_is_not_sealed(sealed, tmp_path):
    key, before = signing.load(tmp_path / "key.pem"), sealed[0].read_text()
    refused = set()

    for way, (statements, _) in WAYS.items():
        with transaction.atomic():
            owner(*statements)
            try:
                taking.seal(to=sealed[0], key=key, now=datetime.now(UTC))
            except taking.NotSealed as no:
                refused |= {way} if no.broken else set()
            transaction.set_rollback(True)
        counter_as_it_was()
        assert (sealed[0].read_text() == before) is (way in refused)
        sealed[0].write_text(before)

    assert refused == set(WAYS) - NOT_AT_THE_END


def test_the_command_names_the_first_broken_entry(sealed):
    place, key = sealed
    owner(*WAYS["all rewritten from a place on"][0])
    said = StringIO()

    with pytest.raises(CommandError, match="1 of 2 chains") as failed:
        call_command(
            "verify_trail", "--json", f"--against={place}", f"--public-key={key}", stdout=said
        )

    told = json.loads(said.getvalue())
    assert failed.value.returncode == 1
    assert told["holds"] is False
    assert told["first_broken"] == [
        {"chain": CASE, "entry": 5, "why": "the entry is not the one that was sealed"}
    ]
    assert told["seals"]["holds"]


def test_an_entry_that_took_minutes_to_commit_is_no_alarm(sealed):
    late = Entry.objects.get(chain=CASE, seq=LATER).at - timedelta(minutes=10)

    owner(COPY.format(to=LATE, of=LATER, at=f"'{late.isoformat()}'"), *refit(LATE, until=LATE))

    assert checked(*sealed)[CASE].holds
