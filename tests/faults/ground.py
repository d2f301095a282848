"""A Postgres of the harness's own, which may be stopped and killed: one for rows, one as broker."""

import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import quote

import psycopg

from config.embedded import children, founding, postgres, server, state
from config.embedded.trouble import Trouble

# A process that is killed loses nothing of what the kernel holds, so writes need not reach a disk;
# what was committed must have left the server's own memory, or its crash would take it back.
QUICK = {"fsync": "off", "full_page_writes": "off", "max_connections": "150"}
KEYS = "keys.json"
# Limits and no more: on a machine that others use, everything takes many times as long.
PATIENCE = 240
OWNER = "reclaim"


class Ground:
    """One cluster in a folder of its own."""

    def __init__(self, *, keys: Path | None = None):
        self.home = Path(tempfile.mkdtemp(prefix="reclaim-fault-"))
        self.home.chmod(0o711)
        self.ends = ExitStack()
        self.ends.callback(self._clear)
        state.furnish(self.home)
        if keys is not None:
            shutil.copy(keys, self.home / KEYS)
        family = self.ends.enter_context(server.family(self.home))
        self.server = server.Server(postgres.lay_out(self.home), family=family, settings=QUICK)
        self.ends.callback(self.server.stop)
        self.start()
        founding.found(self.server.cluster.sockets, may_create=True)

    def _clear(self):
        data = (self.home / "pgdata").resolve()
        shutil.rmtree(data.parent if data.parent != self.home else self.home, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    def close(self):
        self.ends.close()

    def start(self):
        """Start, and wait out what a crashed one left behind, and its recovery."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self.server.start()
            except Trouble:
                if time.monotonic() > end:
                    raise
            else:
                return

    def stop_at_once(self):
        """Stop as `pg_ctl stop -m immediate` does: no word to clients, recovery at the start."""
        self._end(signal.SIGQUIT)

    def kill(self):
        """End the postmaster by SIGKILL; its children go by themselves."""
        self._end(signal.SIGKILL)

    def _end(self, how):
        ended = children.end(self.server.child, how, patience=PATIENCE)
        assert ended, f"Postgres does not stop: {self.server.last_words()}"

    @property
    def at(self):
        """Give Django's words for it."""
        return {"HOST": str(self.server.cluster.sockets), "NAME": "reclaim", "PORT": "5432"}

    @property
    def broker_url(self):
        return f"pgmq://reclaim@{quote(self.at['HOST'], safe='')}/reclaim"

    def connect(self, name="reclaim", *, user=OWNER):
        where = f"host={self.at['HOST']} port=5432 dbname={name} user={user}"
        return closing(psycopg.connect(where, autocommit=True, connect_timeout=20))

    def fill_from(self, at):
        """Begin with the tables of another database; quicker than making them anew."""
        program = self.server.cluster.program
        there = [f"--host={at['HOST']}", "--username=reclaim", f"--dbname={at['NAME']}"]
        said = subprocess.run(
            [program("pg_dump"), "--no-owner", "--enable-row-security", *there],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        here = [f"--host={self.at['HOST']}", "--username=reclaim", "--dbname=reclaim"]
        subprocess.run(
            [program("psql"), "--quiet", "--no-psqlrc", "--output=/dev/null", *here],
            check=True, input=said.stdout, timeout=300,
        )  # fmt: skip

    def rows(self, sql, given=None, *, name="reclaim", user=OWNER):
        with self.connect(name, user=user) as db:
            done = db.execute(sql, given)
            return done.fetchall() if done.description else []

    def above(self, sql, *, name="postgres"):
        """Have it done by the superuser, who may end any backend and always gets in."""
        return self.rows(sql, name=name, user="postgres")

    def copy(self, of, name):
        """Make a database that begins as another one is, in place of any of that name."""
        self.drop(name)
        self.above(f"CREATE DATABASE {name} TEMPLATE {of} OWNER {OWNER} STRATEGY wal_log")

    def drop(self, name):
        self.above(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def asked(self, sql, *, name="reclaim"):
        """Ask as soon as Postgres answers; give the first row."""
        lost = ""

        def row():
            nonlocal lost
            try:
                return [(self.above(sql, name=name) or [()])[0]]
            except psycopg.OperationalError as gone:
                lost = str(gone)
                return []

        return waited(row, within=PATIENCE, why=lambda: f"no Postgres ({lost})")[0]


def waited(true, *, within, why):
    """Wait until it is so, or fail with the reason."""
    end = time.monotonic() + within
    while not (found := true()):
        assert time.monotonic() < end, f"{why() if callable(why) else why} within {within} s"
        time.sleep(0.02)
    return found
