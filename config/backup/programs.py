"""pg_dump and pg_restore, out of the wheel or from RECLAIM_PG_PROGRAMS, spoken to by pipes."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.db.backends.base.base import BaseDatabaseWrapper

from config.backup.trouble import NotDone
from config.embedded import binaries

# libpq's own names, so that no password stands in a list of processes
NAMES = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
    "dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
}  # fmt: skip
LEFT_OUT = ("django_session",)  # whose rows let somebody in: after a restore everyone signs in
DUMP = (
    "pg_dump", "--format=custom", "--no-password", "--exclude-schema=pgmq",
    "--enable-row-security",  # else it refuses a walled table; the owner sees every row (ADR 0080)
    *(f"--exclude-table-data=public.{name}" for name in LEFT_OUT),
)  # fmt: skip
RESTORE = (
    "pg_restore", "--no-password", "--no-owner", "--no-privileges", "--exit-on-error",
    "--single-transaction",
)  # fmt: skip


def dumping(database: BaseDatabaseWrapper, snapshot: str) -> "Program":
    """Start a dump of the very rows that the holder of a snapshot sees."""
    return Program([*DUMP, f"--snapshot={snapshot}"], database, stdout=subprocess.PIPE)


def restoring(database: BaseDatabaseWrapper) -> "Program":
    """Start a restore that is whole or not at all."""
    name = str(database.settings_dict["NAME"])
    return Program([*RESTORE, f"--dbname={name}"], database, stdin=subprocess.PIPE)


class Program:
    """One of Postgres' programs at work, and what it said when it failed."""

    def __init__(self, command: Sequence[str], database: BaseDatabaseWrapper, **pipes: Any) -> None:
        self.name = command[0]
        self.said = TemporaryFile()  # noqa: SIM115  closed with the program
        self.child = subprocess.Popen(  # noqa: S603  our own words
            [_found(command[0]), *command[1:]], env=_environment(database), stderr=self.said,
            **pipes,
        )  # fmt: skip

    @property
    def output(self) -> IO[bytes]:
        assert self.child.stdout is not None  # noqa: S101  for the type checker
        return self.child.stdout

    @property
    def input(self) -> IO[bytes]:
        assert self.child.stdin is not None  # noqa: S101  for the type checker
        return self.child.stdin

    def kill(self) -> None:
        self.child.kill()
        self.child.wait()

    def require_done(self) -> None:
        """Wait for its end; NotDone with its own last word when it failed."""
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()
        if self.child.wait():
            raise NotDone(f"{self.name} failed: {self.last_word()}")

    def last_word(self) -> str:
        self.said.seek(0)
        lines = self.said.read().decode(errors="replace").splitlines()
        errors = [line for line in lines if "error" in line.lower()] or lines
        return errors[0].strip() if errors else "it said nothing"


def _found(name: str) -> str:
    given = os.environ.get("RECLAIM_PG_PROGRAMS")
    return str((Path(given) if given else binaries.folder(None)) / name)


def _environment(database: BaseDatabaseWrapper) -> dict[str, str]:
    given = database.get_connection_params()
    ours = {to: str(given[name]) for name, to in NAMES.items() if given.get(name)}
    others = {key: to for key, to in os.environ.items() if not key.startswith("PG")}
    return others | ours
