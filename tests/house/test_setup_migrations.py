"""Every migration can run while the house is open, and can be taken back."""

from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from django_migration_linter import MigrationLinter

from tests.house.source import PACKAGES

# What the linter fears and a person has looked at, by app and name, each with what it comes to.
LOOKED_AT = {
    "cases.0003_people_and_releases": "A process of the release before cannot record an authority"
    " until it starts anew: it answers with an error, and nothing is lost. All else is new tables.",
    "cases.0004_handovers": "New tables; what is added to an old one may be empty.",
    "audit.0002_sets": "A new table that never keeps a row; three indexes are made anew without"
    " what the house enters by the thousand. A process of the release before writes as before.",
    "deadlines.0005_ladder_versions_and_courses": "Two new tables, whose columns are put on one"
    " by one; an index of a column that is empty. What is added to old tables may be empty or has"
    " a default; the release before reads active_from, which new versions leave empty, and starts"
    " clocks as before. One of its processes that changes a receipt lays a law elsewhere aside,"
    " which counts again at the next word on it; its load_statutes finds five first"
    " versions and stops.",
    "cases.0006_references_by_sets": "Triggers take the place of two foreign keys in one"
    " transaction, and an index is made anew without the rows in which its column is empty.",
    "complaints.0008_references_by_sets": "The same of the drafts.",
    "deadlines.0008_references_by_sets": "The same of the ledger and its reminders.",
    "evidence.0003_near_and_never": "A new, empty table; what is dropped goes on the way back.",
}

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_the_migration_linter_finds_nothing_to_fear():
    linter = MigrationLinter(
        path=str(ROOT),
        include_apps=list(PACKAGES),
        no_cache=True,
        no_output=True,
        analyser_string="postgresql",  # our backend is Django's own, by another name
        ignore_initial_migrations=True,
    )
    asked = linter.should_ignore_migration
    # Its own list is of bare names, which every app may have
    linter.should_ignore_migration = lambda app, name, *more, **named: (
        f"{app}.{name}" in LOOKED_AT or asked(app, name, *more, **named)
    )

    linter.lint_all_migrations()

    assert linter.nb_total > 0
    assert linter.nb_erroneous == 0


def test_every_exception_is_of_a_migration_that_is_there():
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations

    assert set(LOOKED_AT) <= {f"{app}.{name}" for app, name in disk}


def test_every_piece_of_sql_says_how_to_undo_it():
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations

    stuck = [
        f"{app}.{name}"
        for (app, name), migration in disk.items()
        if app in PACKAGES
        for operation in migration.operations
        if isinstance(operation, RunSQL | RunPython) and not operation.reversible
    ]

    assert stuck == []
