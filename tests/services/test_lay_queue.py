"""A database that is its own broker is prepared by a command, where nobody starts with `up`."""

import os

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config.embedded import roles


@pytest.fixture
def queue(db, monkeypatch):
    """Give a database without a queue, by the login of its broker."""
    at, name = connection.settings_dict, f"queue_{os.getpid()}"
    server = f"host={at['HOST']} port={at['PORT']}"
    with psycopg.connect(f"{server} user=postgres dbname={at['NAME']}", autocommit=True) as above:
        above.execute(f"CREATE DATABASE {name}")
        above.execute(f"GRANT CREATE ON DATABASE {name} TO {roles.QUEUE}")
        where = f"{server} user={roles.QUEUE} dbname={name}"
        with psycopg.connect(where, autocommit=True) as theirs:
            monkeypatch.setenv("DATABASE_URL", url("postgres", roles.QUEUE, name))
            yield theirs
        above.execute(f"DROP DATABASE {name} WITH (FORCE)")


def url(scheme, login, name):
    at = connection.settings_dict
    return f"{scheme}://{login}@:{at['PORT']}/{name}?host={at['HOST']}"


def is_laid(queue):
    return queue.execute("SELECT to_regprocedure('pgmq.create(text)') IS NOT NULL").fetchone()[0]


@pytest.mark.parametrize(
    ("broker", "laid"), [(None, True), ("pgmq://", True), ("amqp://b//", False)]
)
def test_the_queue_is_laid_where_the_database_is_the_broker_and_again_without_harm(
    queue, monkeypatch, broker, laid
):
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)
    if broker is not None:
        monkeypatch.setenv("CELERY_BROKER_URL", broker)

    call_command("lay_queue", verbosity=0)
    call_command("lay_queue", verbosity=0)

    assert is_laid(queue) is laid


def test_a_broker_in_another_database_is_laid_there(queue, monkeypatch):
    name = queue.info.dbname
    monkeypatch.setenv("CELERY_BROKER_URL", url("pgmq", roles.QUEUE, name))
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@nowhere.invalid/none")

    call_command("lay_queue", verbosity=0)

    assert is_laid(queue)


def test_a_login_that_may_not_make_it_is_told_what_to_do(queue, monkeypatch):
    monkeypatch.setenv("CELERY_BROKER_URL", url("pgmq", roles.WEB.name, queue.info.dbname))

    with pytest.raises(CommandError, match="GRANT CREATE ON DATABASE"):
        call_command("lay_queue", verbosity=0)
    assert not is_laid(queue)
