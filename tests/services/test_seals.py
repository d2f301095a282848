"""Seals: what is kept at a second place, and what becomes of it."""

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from audit import chain, checking, trail
from audit.models import ChainHead, Entry
from audit.seals import book, lines, merkle, shelf, signing, taking
from config.embedded.state import ROOT
from deadlines.models import Heartbeat
from tests.owner import as_owner

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path):
    """Give where seals are kept, the sealing key's file, and its public half."""
    return tmp_path / "seals.jsonl", tmp_path / "key.pem", signing.make(tmp_path / "key.pem")


def entered(advocate, *chains):
    for name in chains:
        trail.record(by=advocate, action="tests.told", subject=advocate, case=name)


def sealed(kept, **given):
    """Seal now by the command, and give what it said."""
    said = StringIO()
    more = [f"--{name}={to}" for name, to in given.items()]
    more += [] if kept[0].exists() else ["--first"]
    call_command("seal_trail", f"--to={kept[0]}", f"--key={kept[1]}", *more, stdout=said)
    return said.getvalue()


def told(kept, **more):
    said = StringIO()
    call_command(
        "verify_trail", "--json", f"--against={kept[0]}", f"--public-key={kept[2]}", stdout=said
    )
    return json.loads(said.getvalue())


def of(kept):
    return [lines.parsed(text) for text in kept[0].read_text().splitlines()]


@pytest.mark.django_db
def test_a_seal_says_where_every_chain_ends_and_the_next_what_moved(kept, advocate):
    entered(advocate, "a", "b", "a")
    sealed(kept)
    entered(advocate, "b")
    sealed(kept)

    first, second = of(kept)
    assert [(one.chain, one.seq) for one in first.moved] == [("a", 2), ("b", 1)]
    assert [(one.chain, one.seq, len(one.marks)) for one in second.moved] == [("b", 2, 8)]
    assert (first.seal.entries, second.seal.entries, second.seal.chains) == (3, 4, 2)
    assert second.seal.previous == first.seal.digest
    heads = ChainHead.objects.values_list("chain", "seq", "hash")
    assert second.seal.root == merkle.root(heads)
    assert told(kept)["holds"]


@pytest.mark.django_db
def test_a_house_where_nothing_happened_is_sealed_as_well(kept, db):
    sealed(kept)
    sealed(kept)

    assert [line.seal.entries for line in of(kept)] == [0, 0]
    assert told(kept)["seals"]["seals"] == 2


@pytest.mark.django_db
def test_a_seal_is_noted_for_the_system_page(kept, advocate):
    entered(advocate, "a")
    sealed(kept)

    assert Heartbeat.objects.get(name="seal").found == {"number": 1, "entries": 1}


def test_the_key_is_for_its_owners_eyes_and_never_written_over(kept):
    file = kept[1]

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="is there already"):
        call_command("make_seal_key", str(file))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("way", "why"),
    [
        (lambda text: text.replace('"number":2', '"number":9'), "signature does not hold"),
        (lambda text: "\n".join(text.splitlines()[::2]) + "\n", "does not follow seal 1"),
        (lambda text: "\n".join(text.splitlines()[1:]) + "\n", "seals before it are missing"),
        (lambda text: text.replace('[["b",', '[["c",'), "are not those that were signed"),
    ],
)
def test_a_file_of_seals_that_was_changed_is_told_with_its_line(kept, advocate, way, why):
    for _ in range(3):
        entered(advocate, "b")
        sealed(kept)
    kept[0].write_text(way(kept[0].read_text()))

    with pytest.raises(CommandError, match=why):
        told(kept)


@pytest.mark.django_db
def test_the_sealing_host_goes_on_from_a_whole_file_only(kept, advocate):
    for _ in range(3):
        entered(advocate, "b")
        sealed(kept)
    kept[0].write_text("".join(kept[0].read_text().splitlines(keepends=True)[::2]))

    with pytest.raises(CommandError, match="are not whole"):
        sealed(kept)


@pytest.mark.django_db
def test_seals_of_another_key_are_none(kept, advocate, tmp_path):
    entered(advocate, "a")
    sealed(kept)
    other = signing.make(tmp_path / "other.pem")

    with pytest.raises(CommandError, match="signature does not hold"):
        told((kept[0], kept[1], other))
    with pytest.raises(CommandError, match="no public key"):
        told((kept[0], kept[1], "nonsense"))
    with pytest.raises(CommandError, match="there is no seal at"):
        told((tmp_path / "nowhere.jsonl", kept[1], kept[2]))


@pytest.mark.django_db
def test_a_line_that_was_torn_by_a_crash_stops_nothing(kept, advocate):
    entered(advocate, "a")
    sealed(kept)
    with kept[0].open("a") as file:
        file.write('{"seal":{"number":2,')
    entered(advocate, "a")
    sealed(kept)

    assert told(kept)["seals"]["last"]["number"] == 2


@pytest.mark.django_db
def test_a_folder_holds_one_file_a_month_each_readable_by_itself(tmp_path, kept, advocate):
    folder, key = tmp_path / "seals", signing.load(kept[1])
    folder.mkdir()
    entered(advocate, "a", "b")
    for month, moved in ((11, "a"), (12, "b")):
        entered(advocate, moved)
        taking.seal(to=folder, key=key, now=NOON.replace(month=month), first=month == 11)

    files = shelf.files_of(folder)
    assert [file.name for file in files] == ["seals-2026-11.jsonl", "seals-2026-12.jsonl"]
    whole, last = book.read(files, keys=[kept[2]]), book.read(files[1:], keys=[kept[2]])
    assert (whole.fault, last.fault) == ("", "")
    assert whole.end_of("a") == last.end_of("a") == 2


@pytest.mark.django_db
def test_after_a_restore_a_person_begins_anew_and_that_stays_on_record(kept, advocate):
    entered(advocate, "a", "b")
    sealed(kept)
    with transaction.atomic():
        entered(advocate, "a", "a")
        sealed(kept)
        transaction.set_rollback(True)  # as if an older backup had been put back
    with pytest.raises(CommandError, match="does not hold"):
        sealed(kept)

    sealed(kept, anew="restored")

    begun = told(kept)["seals"]["begun_anew"]
    assert [(one["seal"], one["why"], one["entries_gone"]) for one in begun] == [(3, "restored", 2)]
    entered(advocate, "a")
    sealed(kept)
    assert told(kept)["holds"]


@pytest.mark.django_db
def test_a_seal_goes_along_by_command_and_by_mail(kept, advocate, tmp_path):
    entered(advocate, "a")
    elsewhere = tmp_path / "elsewhere.jsonl"

    sealed(kept, also=f"tee -a {elsewhere}", mail="second@agency.example")

    assert elsewhere.read_text() == kept[0].read_text()
    (letter,) = mail.outbox
    short = json.loads(letter.body.strip().splitlines()[-1])
    assert lines.Seal(**short["seal"]) == of(kept)[0].seal
    assert signing.holds(of(kept)[0].seal.said(), short["signature"], [kept[2]])
    with pytest.raises(CommandError, match="is kept, and 'false' did not take it"):
        sealed(kept, also="false")
    assert len(of(kept)) == 2


@pytest.mark.django_db
def test_two_clocks_that_differ_are_said_though_the_seal_is_made(kept, advocate, time_machine):
    time_machine.move_to(datetime.now(UTC) - timedelta(minutes=6))

    with pytest.raises(CommandError, match="clock and the database's differ"):
        sealed(kept)

    assert len(of(kept)) == 1


@pytest.mark.django_db
def test_the_check_of_the_activity_page_asks_the_seals_as_well(kept, advocate, settings):
    entered(advocate, "a", "a")
    sealed(kept)
    settings.RECLAIM_SEALS, settings.RECLAIM_SEAL_PUBLIC_KEYS = [str(kept[0])], [kept[2]]
    with as_owner(), connection.cursor() as cursor:
        for table in ("audit_entry", "audit_chainhead"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"TRUNCATE {table}")

    checked = checking.walk(checking.begin(asked_at=datetime.now(UTC)))

    assert (checked.state, checked.broken[0]["at"]) == ("broken", 1)
    assert all(one.holds for one in chain.verify_all())


AUDITOR = """
    CREATE ROLE auditor; GRANT auditor TO reclaim;
    GRANT USAGE ON SCHEMA public TO auditor;
    GRANT SELECT ON audit_entry, audit_chainhead TO auditor;
"""


@pytest.mark.django_db(transaction=True)
def test_an_account_that_only_reads_the_trail_checks_it_from_another_machine(
    kept, advocate, tmp_path
):
    """A process with a home of its own and none of the keys; the same may seal."""
    import psycopg

    entered(advocate, "a", "b")
    at = connection.settings_dict
    where = f"host={at['HOST']} port={at['PORT']} dbname={at['NAME']} user=postgres"
    environment = {key: to for key, to in os.environ.items() if not key.startswith("RECLAIM")}
    environment |= {
        "RECLAIM_HOME": str(tmp_path / "elsewhere"),
        "DATABASE_URL": f"postgres://reclaim@/{at['NAME']}?host={at['HOST']}&port={at['PORT']}"
        "&options=-c%20role%3Dauditor",
    }

    def ran(*words):
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    with psycopg.connect(where, autocommit=True) as db:
        db.execute(AUDITOR)
        try:
            part = [
                ran("seal_trail", f"--to={kept[0]}", f"--key={kept[1]}", "--first"),
                ran("verify_trail"),
            ]
            with as_owner():
                call_command("grant_roles", "--trail=auditor", verbosity=0)
            made = ran("seal_trail", f"--to={kept[0]}", f"--key={kept[1]}", "--first")
            read = ran("verify_trail", f"--against={kept[0]}", f"--public-key={kept[2]}")
            db.execute("SET ROLE auditor")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute("UPDATE audit_entry SET actor = ''")
        finally:
            db.execute("RESET ROLE")
            db.execute("DROP OWNED BY auditor; DROP ROLE auditor")

    assert [one.returncode for one in part] == [1, 1]
    assert all("a part of the trail alone" in one.stderr for one in part)
    assert (made.returncode, read.returncode) == (0, 0), made.stderr + read.stderr
    assert read.stdout.startswith("2 chains hold, 2 entries.\n1 seals, the last of ")
    assert "The result was not kept" in read.stderr
    assert Path(kept[0]).exists()
    assert Entry.objects.count() == 2
