"""Breaks before and after each statement that a round really runs, commits among them.

The statements are counted as they come, so a new one is broken at by itself. All of this runs in
a process of `hands`, which may be killed.
"""

import os
import signal
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import time_machine
from django.conf import settings
from django.db import DatabaseError, connection

from tests.faults import hands

STEPPED = []


def sweep(**given):
    from deadlines.services import sweep

    return sweep.run(**given).counts()


def advance(**given):
    from deadlines.services import sweep

    return sweep.advance(**given).counts()


def compose():
    from deadlines.services import drafting

    return drafting.compose()._asdict()


def first_sight():
    """Compose the draft that waits as one does who opens its page."""
    from complaints.models import ComplaintDraft
    from complaints.services import composed_draft
    from deadlines.services.heartbeats import database_time

    waiting = ComplaintDraft.objects.text_waiting().first()
    assert waiting is not None, "no text waits: nothing was tried"
    return composed_draft(draft_id=waiting.pk, now=database_time()).revision_number


def relay(*, port):
    from deadlines.services import relay

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2
    return vars(relay.send_owed())


ACTS = {act.__name__: act for act in (sweep, advance, compose, first_sight, relay)}


class Breaks:
    """Counts the moments before and after each statement; strikes where it is told to.

    At one of them by its number in the row of all, or at the first of each of these names.
    """

    def __init__(self, strike=None, at=-1):
        self.strike, self.at, self.seen = strike, at, []
        self.named = {at} if isinstance(at, str) else set(at) if isinstance(at, list) else ()

    def moment(self, what):
        self.seen.append(what)
        is_first = self.seen.count(what) == 1
        if self.at == len(self.seen) - 1 or (is_first and what in self.named):
            self.strike(what)

    def __call__(self, execute, sql, params, many, context):
        name = named(sql)
        self.moment(f"before {name}")
        try:
            return execute(sql, params, many, context)
        finally:
            self.moment(f"after {name}")

    @contextmanager
    def set(self):
        commit = connection._commit

        def committed():
            self.moment("before COMMIT")
            commit()
            self.moment("after COMMIT")

        connection._commit = committed
        try:
            with connection.execute_wrapper(self):
                yield self
        finally:
            del connection._commit


def named(sql):
    from deadlines.services.heartbeats import BEAT
    from deadlines.sweep_sql import STATEMENTS

    known = {text: name for name, text in STATEMENTS.items()} | {BEAT: "beat"}
    return known.get(sql) or " ".join(str(sql).split()[:4])


def moments(*, act, **given):
    """Do it, and give every moment at which it can be broken."""
    connection.ensure_connection()
    with Breaks().set() as breaks:
        ACTS[act](**given)
    return breaks.seen


def killed(*, act, at, **given):
    """Do it, and end this process by SIGKILL at this moment."""
    connection.ensure_connection()
    strike = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
    with Breaks(strike, at).set():
        ACTS[act](**given)


def cut(*, act, at, **given):
    """Do it, and have the database end our connection at this moment, as it finds out itself."""
    connection.ensure_connection()
    with Breaks(_cut_off, at).set():
        try:
            ACTS[act](**given)
        except DatabaseError as lost:
            said = type(lost).__name__
        else:
            raise AssertionError("nothing was cut off: nothing was tried")
    connection.close()
    return said


def _cut_off(_):
    import psycopg

    at = connection.get_connection_params()
    where = {"host": at["host"], "port": at["port"], "user": at["user"], "dbname": at["dbname"]}
    with psycopg.connect(**where, autocommit=True) as other:
        pid = connection.connection.info.backend_pid
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def paused(*, act, at, **given):
    """Do it, but stop at this moment until the word is given."""
    connection.ensure_connection()
    with Breaks(hands.pause, at).set():
        return ACTS[act](**given)


CLOCKS = ("clock_timestamp", "statement_timestamp", "transaction_timestamp", "now")


def step_the_databases(*, hours):
    """Have the database's clock go so many hours wrong: its functions, as we and Django call them.

    `CURRENT_TIMESTAMP` is a word of the language and stays right; nothing here uses it.
    """
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS wrong")
        for name in CLOCKS:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION wrong.{name}() RETURNS timestamptz LANGUAGE sql"
                f" AS $$ SELECT pg_catalog.{name}() + interval '{hours} hours' $$"
            )
        cursor.execute("GRANT USAGE ON SCHEMA wrong TO PUBLIC")
        cursor.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA wrong TO PUBLIC")
        at = connection.settings_dict["NAME"]
        cursor.execute(f"ALTER DATABASE {at} SET search_path = wrong, public, pg_catalog")
    connection.close()  # who connects from now on has it


def step_the_clock(*, hours):
    """Have this process's own clock go so many hours wrong; the database's stays."""
    while STEPPED:
        STEPPED.pop().stop()
    if hours:
        STEPPED.append(time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=True))
        STEPPED[-1].start()
