"""Put a backup into an empty database, and say plainly what came of it."""

import io
import json
from collections.abc import Sequence
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management import CommandError, call_command
from django.db import connection

from accounts.services import leave_unsent
from config.backup import age, making, manifest, opening, ways_in
from config.backup.manifest import Manifest
from config.backup.trouble import NotDone
from deadlines.services import holding

EMPTY = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"


class Restored(NamedTuple):
    """What a restored database holds, and what of it a person must look at."""

    backup_at: str
    rows: int
    entries: int
    columns: int  # sealed ones, of which a value opened
    migrated: int
    trail_holds: bool
    trail_broken: list[Any]
    owed: dict[str, int]  # differences between what the rules owe and what is in the ledger
    letters: int  # that wait
    unsent: int  # links and notices that were owed then, and are not sent
    closed: dict[str, int]  # ways in that came back
    problems: list[str]

    @property
    def ok(self) -> bool:
        return not self.problems

    def as_json(self) -> dict[str, Any]:
        return {"ok": self.ok, **self._asdict()}


def restore(*, file: Path, identity: Path, without_keys: bool = False) -> Restored:
    """Restore into the default database; NotDone, and it stays empty, unless all came over."""
    keys = age.identities(identity)
    meant = _manifest(file, keys)
    _require_fit(file, meant, without_keys=without_keys)
    _require_empty()
    making.pour(file, keys, into=connection)
    connection.close()
    return _finish(meant, without_keys=without_keys)


def _manifest(file: Path, keys: Sequence[Any]) -> Manifest:
    beside = making.manifest_of(file)
    out = io.BytesIO()
    try:
        with beside.open("rb") as sealed:
            age.opened(sealed, out, keys)
    except OSError as no:
        raise NotDone(f"Its manifest {beside} cannot be read: {no.strerror}.") from no
    return Manifest.read(out.getvalue())


def _require_fit(file: Path, meant: Manifest, *, without_keys: bool) -> None:
    """Refuse what was changed, what is newer than this Reclaim, and keys that open nothing."""
    try:
        with file.open("rb") as kept:
            digest = file_digest(kept, "sha256").hexdigest()
    except OSError as no:
        raise NotDone(f"{file} cannot be read: {no.strerror}.") from no
    if digest != meant.dump["sha256"]:
        raise NotDone(f"{file.name} is not the file that its manifest was written for.")
    if newer := manifest.unknown_migrations(meant):
        raise NotDone(f"The backup is of a newer Reclaim than this one: it knows {newer[0]}.")
    ours = manifest.prints()
    missing = [name for name, known in meant.keys.items() if ours.get(name) != known]
    if missing and not without_keys:
        raise NotDone(
            f"The agency key {', '.join(missing)} of the backup is not at hand here, and without "
            "it no name, contact, address or note opens. Put the copy of keys.json in place of "
            "this home's (or set RECLAIM_AGENCY_KEYS and RECLAIM_INDEX_KEY), then run this again. "
            "With --without-keys codes, clocks and the trail are restored all the same."
        )


def _require_empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        (things,) = cursor.fetchone() or (1,)
    if things:
        raise NotDone(
            "The database is not empty, and a restore goes into an empty one alone: name another "
            "with --into, or take a new home with RECLAIM_HOME before its first start."
        )


def _finish(meant: Manifest, *, without_keys: bool) -> Restored:
    """Compare, bring the tables up to date, hold mail, and check trail and ledger."""
    problems = manifest.differences(meant, manifest.taken(connection))
    opened = opening.try_each(alias="default")
    if opened.shut and not without_keys:
        problems.append(f"nothing opens in {', '.join(opened.shut[:5])}")
    migrated = _migrate(meant)
    hold = holding.hold(backup_at=meant.moment)
    letters, unsent = sum(holding.waiting(of=hold)), leave_unsent()
    closed = ways_in.close(subject=hold)
    trail = _told("verify_trail")
    owed = _told("reconcile")["by_code"]
    if not trail["holds"]:
        problems.append("the trail does not hold")
    return Restored(
        backup_at=meant.made_at,
        rows=meant.rows,
        entries=meant.entries,
        columns=opened.columns - len(opened.shut),
        migrated=migrated,
        trail_holds=trail["holds"],
        trail_broken=trail["first_broken"],
        owed=owed,
        letters=letters,
        unsent=unsent,
        closed=closed._asdict(),
        problems=problems,
    )


def _migrate(meant: Manifest) -> int:
    """Bring an older backup up to this Reclaim; give how many steps it took."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("grant_roles", verbosity=0)  # no privilege comes over with the rows
    return len(set(manifest.taken(connection).migrations) - set(meant.migrations))


def _told(command: str) -> dict[str, Any]:
    """Run a check that ends with 1 where it finds something, and give what it says."""
    said = io.StringIO()
    with suppress(CommandError, SystemExit):
        call_command(command, "--json", stdout=said, stderr=io.StringIO())
    told: dict[str, Any] = json.loads(said.getvalue())
    return told
