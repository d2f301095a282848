"""A database that is its own broker is prepared by a command, where nobody starts with `up`."""

from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection

from config.embedded import prepare


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone() if cursor.description else None


def is_laid():
    return asked("SELECT to_regprocedure('pgmq.create(text)') IS NOT NULL")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(("url", "laid"), [(None, True), ("pgmq://", True), ("amqp://b//", False)])
def test_the_queue_is_laid_where_the_database_is_the_broker_and_again_without_harm(
    monkeypatch, url, laid
):
    asked("DROP SCHEMA IF EXISTS pgmq CASCADE")
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)
    if url is not None:
        monkeypatch.setenv("CELERY_BROKER_URL", url)

    call_command("lay_queue", verbosity=0)
    call_command("lay_queue", verbosity=0)

    assert is_laid() is laid


def test_a_broker_in_another_database_is_laid_there():
    with mock.patch.object(prepare.psycopg, "connect") as connect:
        prepare.lay_queue("pgmq://desk:word@other:5432/queue")

    connect.assert_called_once_with("postgresql://desk:word@other:5432/queue")
