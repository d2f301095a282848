"""Three logins and the queue's: made by themselves, each no more than it is for."""

import psycopg
import pytest
from django.db import connection

from config import checks
from config.embedded import founding, roles
from config.embedded.postgres import Cluster
from config.embedded.state import home
from tests.factories.cases import active_case


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("migrate", "owner"),
        ("grant_roles", "owner"),
        ("demo --remove", "owner"),
        ("backup --to /mnt", "owner"),
        ("backup_drill --fresh", "owner"),
        ("restore one.dump.age", "owner"),
        ("demo", "work"),
        ("rotate_keys --cases", "work"),
        ("run_purges", "work"),
        ("seal_trail", "work"),
        ("release_mail", "work"),
        ("sweep", "work"),
        ("shell", "work"),
        ("verify_trail --json", "work"),
        ("runserver 8001", "web"),
    ],
)
def test_a_command_is_the_least_that_it_can_be(words, whom):
    assert roles.of_command(["manage.py", *words.split()]) == whom


def test_a_process_that_says_nothing_is_the_web():
    assert roles.mine({}) == roles.WEB


@pytest.mark.parametrize(
    ("named", "warned"),
    [
        ({}, False),
        ({"DATABASE_URL": "postgres://reclaim@h/r"}, True),
        ({"DATABASE_URL": "postgres://reclaim_web@h/r"}, False),
        ({"DATABASE_URL": "postgres://reclaim@h/r", "RECLAIM_WORK_URL": "postgres://w@h/r"}, True),
        ({"DATABASE_URL": "postgres://one@h/r", "RECLAIM_OWNER_URL": "postgres://one@h/r"}, False),
    ],
)
@pytest.mark.django_db
def test_a_web_that_owns_the_tables_is_said_before_real_work(named, warned, monkeypatch):
    for role in (roles.OWNER, roles.WEB, roles.WORK):
        monkeypatch.delenv(role.url, raising=False)
    for name, url in named.items():
        monkeypatch.setenv(name, url)

    said = [one.id for one in checks.the_web_owns_no_table(None)]

    assert said == (["reclaim.W012"] if warned else [])


@pytest.mark.parametrize(("owner", "warned"), [("one", True), ("two", False)])
def test_where_no_database_answers_the_environment_says_who_owns_the_tables(
    owner, warned, monkeypatch
):
    monkeypatch.setattr(checks, "_owner_of_the_tables", str)
    monkeypatch.setenv("DATABASE_URL", "postgres://one@h/r")
    monkeypatch.setenv("RECLAIM_OWNER_URL", f"postgres://{owner}@h/r")

    assert bool(checks.the_web_owns_no_table(None)) is warned


def _as(user, name="reclaim"):
    where = f"host={Cluster.of(home()).sockets} user={user} dbname={name}"
    return psycopg.connect(where, autocommit=True)


@pytest.mark.xdist_group("cluster")
def test_a_home_that_was_one_role_becomes_three_and_its_queue_is_laid_anew():
    queue = "SELECT to_regnamespace('pgmq') IS NOT NULL"
    with _as("reclaim") as owner:
        owner.execute("DROP SCHEMA IF EXISTS pgmq CASCADE; CREATE SCHEMA pgmq")
        for _ in range(2):
            founding.found(Cluster.of(home()).sockets, may_create=True)

        assert owner.execute(queue).fetchone() == (False,)
        powers = owner.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'reclaim%' AND rolcanlogin"
            " AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole ORDER BY 1"
        ).fetchall()
    assert [name for (name,) in powers] == sorted(roles.NAMES)

    with _as(roles.QUEUE) as theirs:
        theirs.execute("CREATE SCHEMA pgmq")
        founding.found(Cluster.of(home()).sockets, may_create=True)
        assert theirs.execute(queue).fetchone() == (True,)
        theirs.execute("DROP SCHEMA pgmq")


@pytest.mark.django_db(transaction=True)
def test_the_workers_see_all_and_own_nothing_and_the_queues_role_enters_no_table(advocate):
    active_case(by=advocate)
    test_database = connection.settings_dict["NAME"]

    with _as(roles.WORK.name, test_database) as work:
        assert work.execute("SELECT count(*) FROM cases_case").fetchone() == (1,)
        owned = "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole"
        assert work.execute(owned).fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            work.execute("DELETE FROM audit_entry")
    with _as(roles.QUEUE, test_database) as queue:
        for table in ("cases_case", "accounts_user", "django_session", "audit_entry"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                queue.execute(f"SELECT FROM {table}")
