"""A key before is dropped when nobody can hold it, whoever they are in the database."""

from contextlib import closing
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from cases.services import renewing
from config.embedded.roles import WORK
from tests.factories.cases import active_case


def may_go():
    return renewing.with_key_before(grace=timedelta(0), now=timezone.now()).exists()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_of_another_role_keeps_a_key_though_nobody_tells_when_it_began(advocate):
    case = active_case(by=advocate)
    at = connection.settings_dict
    where = f"host={at['HOST']} port={at['PORT']} dbname={at['NAME']} user={WORK.name}"

    with closing(psycopg.connect(where)) as theirs:
        theirs.execute("SELECT 1")
        renewing.renew_key(case_id=case.pk, now=timezone.now() - timedelta(hours=1))
        assert not may_go()

        theirs.rollback()
        assert may_go()


@pytest.mark.django_db
def test_the_workers_are_told_since_when_others_are_at_work():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(%s, 'pg_read_all_stats', 'USAGE')", [WORK.name])
        assert cursor.fetchone() == (True,)
