"""What refers to a row is held a set at a time: no orphan comes to be, and no parent goes."""

from contextlib import closing, contextmanager
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, transaction

from deadlines.models import Reminder, Step
from tests.house.source import PACKAGES

pytestmark = pytest.mark.usefixtures("the_owner")  # makes tables of its own
HELD = {
    (model._meta.db_table, field.column): field.related_model._meta.db_table
    for name in PACKAGES
    for model in apps.get_app_config(name).get_models()
    for field in model._meta.concrete_fields
    if getattr(field, "db_constraint", True) is False
}
TABLES = """
    CREATE TABLE scratch_parent (id int PRIMARY KEY, said text);
    CREATE TABLE scratch_child (id int PRIMARY KEY, parent_id int, said text);
    INSERT INTO scratch_parent SELECT n FROM generate_series(1, 3) AS n;
    CALL refer_by_sets('scratch_child', 'parent_id', 'scratch_parent')
"""
CHILD = "INSERT INTO scratch_child VALUES (1, 1)"
GONE = "DELETE FROM scratch_parent WHERE id = 1"


def do(sql, within=None):
    with (within or connection).cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def tables(db):
    do(TABLES)


@pytest.fixture
def kept_tables(transactional_db):
    do(TABLES)
    yield
    do("DROP TABLE scratch_child, scratch_parent")


@contextmanager
def another():
    """A second session, which waits for a lock no longer than a moment."""
    with closing(connection.copy()) as other:
        do("SET lock_timeout = '300ms'", other)
        yield other


@pytest.mark.django_db
@pytest.mark.parametrize(("held", "parent"), HELD.items(), ids=[".".join(held) for held in HELD])
def test_each_reference_without_a_constraint_has_what_stands_in_for_it(held, parent):
    name = "_".join(held)
    on_both_sides = {
        (held[0], f"{name}_given"), (held[0], f"{name}_change"), (parent, f"{name}_left"),
        (parent, f"{name}_empty"), (parent, f"{name}_moved"),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE tgenabled = 'O' AND starts_with(tgname, %s)",
            [name],
        )
        assert set(cursor.fetchall()) == on_both_sides


@pytest.mark.parametrize("acts", [
    ["INSERT INTO scratch_child VALUES (1, 1), (2, 9), (3, NULL)"],
    ["INSERT INTO scratch_child SELECT n, n FROM generate_series(1, 5000) AS n"],
    [CHILD, "UPDATE scratch_child SET parent_id = 9"],
])  # fmt: skip
def test_a_row_that_names_nothing_does_not_come_to_be(tables, acts):
    with pytest.raises(IntegrityError, match="parent_id names no row of"):
        do("; ".join(acts))


@pytest.mark.parametrize(("act", "why"), [
    (GONE,                                            "still names a row of scratch_parent"),
    ("DELETE FROM scratch_parent",                    "still names a row of scratch_parent"),
    ("TRUNCATE scratch_parent",                       "still names a row of scratch_parent"),
    ("UPDATE scratch_parent SET id = 8 WHERE id = 1", "stays what it is"),
])  # fmt: skip
def test_what_is_named_does_not_go(tables, act, why):
    do(CHILD)

    with pytest.raises(IntegrityError, match=why):
        do(act)


@pytest.mark.parametrize("acts", [
    ["INSERT INTO scratch_child SELECT n, mod(n, 3) + 1 FROM generate_series(1, 5000) AS n"],
    ["INSERT INTO scratch_child VALUES (1, NULL)", "UPDATE scratch_child SET parent_id = 3"],
    [CHILD, "UPDATE scratch_child SET parent_id = NULL", GONE],
    [CHILD, "UPDATE scratch_parent SET said = 'x', id = id"],
    [CHILD, "DELETE FROM scratch_parent WHERE id = 2"],
    [CHILD, "DELETE FROM scratch_child", GONE],
    [CHILD, "TRUNCATE scratch_child, scratch_parent"],
])  # fmt: skip
def test_everything_else_goes_on(tables, acts):
    do("; ".join(acts))


def test_who_deletes_waits_for_who_names_and_is_then_refused(kept_tables):
    with another() as other:
        with transaction.atomic():
            do(CHILD)
            with pytest.raises(OperationalError, match="lock timeout"):
                do(GONE, other)

        with pytest.raises(IntegrityError, match="still names"):
            do(GONE, other)


def test_who_names_waits_for_who_deletes_and_is_then_refused(kept_tables):
    with another() as other:
        with transaction.atomic():
            do(GONE)
            with pytest.raises(OperationalError, match="lock timeout"):
                do(CHILD, other)

        with pytest.raises(IntegrityError, match="names no row"):
            do(CHILD, other)


@pytest.mark.django_db
def test_a_step_and_a_reminder_of_nothing_are_refused(advocate):
    with pytest.raises(IntegrityError, match="clock_id names no row"), transaction.atomic():
        Step.objects.create(
            clock_id=uuid4(), rung="x", state="sent", due_at="2026-11-01T00:00Z",
            done_at="2026-11-01T00:00Z",
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="step_id names no row"):
        Reminder.objects.create(step_id=99, recipient=advocate)
