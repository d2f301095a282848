"""What a backup should hold, counted in the snapshot that it is made of."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, Self

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from audit.seals import merkle
from config.backup.programs import LEFT_OUT

FORMAT = 1
TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
"""
Head = tuple[str, int, str]


class Manifest(NamedTuple):
    """Counts, the trail's heads, and what it takes to read it; no word of a person."""

    format: int
    made_at: str
    postgres: int
    tables: dict[str, int]
    heads: list[Head]
    root: str
    migrations: list[tuple[str, str]]
    keys: dict[str, str]  # each agency key by its id: a print of it, never the key
    dump: dict[str, Any]  # name, bytes and SHA-256 of the encrypted file

    @classmethod
    def read(cls, text: bytes) -> Self:
        told = json.loads(text)
        told["heads"] = [tuple(one) for one in told["heads"]]
        told["migrations"] = [tuple(one) for one in told["migrations"]]
        return cls(**told)

    def text(self) -> bytes:
        return json.dumps(self._asdict(), sort_keys=True).encode()

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    @property
    def rows(self) -> int:
        return sum(self.tables.values())

    @property
    def entries(self) -> int:
        return sum(seq for _, seq, _ in self.heads)


def taken(database: BaseDatabaseWrapper) -> Manifest:
    """Count what this connection sees just now."""
    with database.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp(), current_setting('server_version_num')::int")
        at, version = cursor.fetchone() or (None, 0)
        tables = dict(_counted(cursor))
        cursor.execute("SELECT chain, seq, hash FROM audit_chainhead ORDER BY chain")
        heads: list[Head] = [(str(chain), int(seq), str(found)) for chain, seq, found in cursor]
    assert isinstance(at, datetime)  # noqa: S101  for the type checker
    applied = sorted(MigrationRecorder(database).applied_migrations())
    return Manifest(
        FORMAT, at.isoformat(), version, tables, heads, merkle.root(heads), applied, prints(), {}
    )


def _counted(cursor: Any) -> Iterator[tuple[str, int]]:
    cursor.execute(TABLES)
    names = [name for (name,) in cursor.fetchall() if name not in LEFT_OUT]
    for name in names:
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608  a name out of pg_class
        yield name, (cursor.fetchone() or (0,))[0]


def differences(meant: Manifest, found: Manifest) -> list[str]:
    """Say in what a restored database is not what was backed up; nothing where it is."""
    names = sorted(meant.tables.keys() | found.tables.keys())
    said = [
        f"{name}: {found.tables.get(name, 'no table')} rows instead of {meant.tables.get(name, 0)}"
        for name in names
        if meant.tables.get(name) != found.tables.get(name)
    ]
    if meant.root != found.root:
        ends = {chain: (seq, end) for chain, seq, end in found.heads}
        wrong = [chain for chain, seq, end in meant.heads if ends.get(chain) != (seq, end)]
        said.append(f"the trail: {len(wrong) or 'other'} chains end elsewhere, first {wrong[:1]}")
    return said


def prints() -> dict[str, str]:
    """Give what tells the agency's keys apart and gives nothing of them away."""
    keys = (one.strip().partition(":") for one in settings.RECLAIM_AGENCY_KEYS if one.strip())
    return {name: sha256(b"reclaim key print v1\n" + key.encode()).hexdigest()[:16]
            for name, _, key in keys}  # fmt: skip


def unknown_migrations(of: Manifest) -> list[str]:
    """Give the migrations of a newer Reclaim than this one."""
    from django.db.migrations.loader import MigrationLoader

    ours = {app.label for app in apps.get_app_configs()}
    known = set(MigrationLoader(None).disk_migrations)
    return [f"{app}.{name}" for app, name in of.migrations
            if app in ours and (app, name) not in known]  # fmt: skip
