"""Privileged notes: who reads them, when sight ends, and what of them stands anywhere else."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from accounts.models import User
from accounts.rules import Role
from audit.models import Entry
from audit.rules import NotAllowed
from cases import services as cases
from cases.models import Case
from cases.services.moments import database_time
from restitution.models import PrivilegedNote
from restitution.services import notes
from tests.factories import cases as cases_factory
from tests.factories import releases, restitution
from tests.house.source import PACKAGES, ROOT

pytestmark = pytest.mark.django_db
WORDS = "Their insurer may pay zqkestrelword first."


@pytest.fixture
def case(advocate, attorney, supervisor):
    return restitution.engaged(cases_factory.case(by=advocate), attorney, by=supervisor)


@pytest.fixture
def attorney2():
    return User.objects.create_user(
        email="noor@agency.example", name="Noor", role=Role.ATTORNEY, password=None
    )


@pytest.fixture
def note(case, attorney):
    return restitution.note(case, by=attorney, text=WORDS)


def release_of(case, attorney):
    return case.releases.get(recipient_ref=str(attorney.pk))


def revoked(case, attorney, supervisor):
    releases.revoke(release_of(case, attorney), by=supervisor)


def lapsed(case, attorney, supervisor):
    ended = database_time() - timedelta(seconds=1)
    type(release_of(case, attorney)).objects.filter(case=case).update(expires_at=ended)


def covers_less(case, attorney, supervisor):
    type(release_of(case, attorney)).objects.filter(case=case).update(
        information=["locations", "exchange", "complaint", "identity", "contact"]
    )


def off_the_case(case, attorney, supervisor):
    cases.end_assignment(case_id=case.pk, user_id=attorney.pk, by=supervisor, now=database_time())


@pytest.mark.parametrize("end", [revoked, lapsed, covers_less, off_the_case])
def test_sight_ends_at_once_when_engagement_or_release_does(case, note, attorney, supervisor, end):
    assert PrivilegedNote.objects.visible_to(attorney).get() == note

    end(case, attorney, supervisor)

    assert not PrivilegedNote.objects.visible_to(attorney).exists()
    assert notes.find_notes(text="zqkestrel", by=attorney).notes == []
    with pytest.raises(Case.DoesNotExist):
        restitution.note(case, by=attorney)


def test_an_attorney_engaged_later_reads_what_was_written_before(case, note, attorney2, supervisor):
    assert not PrivilegedNote.objects.visible_to(attorney2).exists()

    restitution.engaged(case, attorney2, by=supervisor)

    assert PrivilegedNote.objects.visible_to(attorney2).get().text == WORDS


def test_nobody_else_reads_writes_or_finds(case, note, advocate, colleague, supervisor):
    for other in (advocate, colleague, supervisor):
        assert not PrivilegedNote.objects.visible_to(other).exists()
        with pytest.raises(NotAllowed):
            restitution.note(case, by=other)
        with pytest.raises(NotAllowed):
            notes.find_notes(text="zqkestrel", by=other)
    assert PrivilegedNote.objects.count() == 1


def test_finding_reads_one_s_own_cases_alone_and_keeps_no_word_of_it(
    note, attorney, attorney2, supervisor
):
    elsewhere = cases_factory.case(by=note.case.opened_by)
    other = restitution.engaged(elsewhere, attorney2, by=supervisor)
    restitution.note(other, by=attorney2, text=WORDS)

    found = notes.find_notes(text="INSURER may   PAY", by=attorney)

    assert [one.case for one in found.notes] == [note.case]
    assert Entry.objects.get(action="restitution.searched_notes").facts == "{}"
    with pytest.raises(NotAllowed):
        notes.find_notes(text=" a ", by=attorney)


def test_a_note_is_final_and_the_trail_holds_no_word_of_it(note):
    with pytest.raises(DatabaseError), transaction.atomic():
        PrivilegedNote.objects.filter(pk=note.pk).update(remedy="usc2255")
    with pytest.raises(DatabaseError), transaction.atomic():
        PrivilegedNote.objects.filter(pk=note.pk).delete()

    assert Entry.objects.get(action="restitution.wrote_privileged_note").facts == "{}"


def test_a_note_s_sealed_bytes_open_in_no_other_row_or_table(case, note, attorney):
    other = restitution.note(case, by=attorney, text="Another.")
    agency = cases_factory.note(case=case, by=attorney)
    for row in (PrivilegedNote.objects.get(pk=other.pk), type(agency).objects.get(pk=agency.pk)):
        row.__dict__["text_sealed"] = PrivilegedNote.objects.get(pk=note.pk).text_sealed
        with pytest.raises(Exception, match=r".") as odd:
            str(row.text)
        assert WORDS not in str(odd.value)


@pytest.mark.parametrize("package", sorted(set(PACKAGES) - {"restitution"}))
def test_no_other_package_knows_the_notes_the_determinations_or_the_ledger(package):
    """The demo alone writes some; the purge's guard names every sealed table."""
    partition = {"PrivilegedNote", "MoneyLine", "privileged_notes", "money_lines"}
    tables = ("restitution_privilegednote", "restitution_moneyline", "restitution_determination")
    told = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        if "demo" in path.parts or path.name == "0003_nothing_sealed_after.py":
            continue
        source = path.read_text()
        names = {
            name.name
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.ImportFrom)
            for name in node.names
        } | {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
        if names & partition or any(table in source for table in tables):
            told[path.name] = names & partition
    assert told == {}


def test_nothing_that_answers_a_subpoena_knows_them_either():
    forbidden = ("PrivilegedNote", "MoneyLine", "Determination", "restitution.memo", "ledger")
    for path in Path(ROOT, "restitution", "subpoena").rglob("*.py"):
        lines = [line for line in path.read_text().splitlines() if "import" in line]
        assert not [line for line in lines if any(word in line for word in forbidden)], path
