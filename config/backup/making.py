"""Make a backup: one snapshot, dumped and encrypted as it comes, then restored and compared.

The file on the disk opens for the recipients alone, whose identity is elsewhere. To prove that it
can be restored, it is also written for an identity that lives in this process's memory and is
forgotten at its end; so what is tried is the very file, and no lasting key is needed here.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

import pyrage
from django.db import connection, transaction

from config.backup import age, leftovers, manifest, opening, programs, scratch
from config.backup.manifest import Manifest
from config.backup.trouble import NotDone

DUMP, MANIFEST = ".dump.age", ".manifest.age"


class Made(NamedTuple):
    """A backup that lies there, and whether it was restored once."""

    file: Path
    manifest: Manifest
    columns: int | None  # sealed columns of which a value opened; None: it was not tried

    @property
    def checked(self) -> bool:
        return self.columns is not None


def make(*, to: Path, recipients: Sequence[str], check: bool = True) -> Made:
    """Write a backup into a folder; NotDone, and nothing is left there, unless it is whole."""
    people = age.recipients(recipients)
    leftovers.clear_home()
    ours = pyrage.x25519.Identity.generate()
    if not to.is_dir():
        raise NotDone(f"{to} is no folder.")
    with _taken_back_unless_done() as written:
        dumped = _dump(to, [*people, *([ours.to_public()] if check else [])], written)
        columns = _tried(dumped, ours) if check else None
        file = _name(to, dumped.manifest)
        _write_manifest(file, dumped.manifest, people, written)
        dumped.file.rename(file)
        _settle(to)
        written.clear()
    return Made(file, dumped.manifest, columns)


def _dump(to: Path, people: list[Any], written: list[Path]) -> Made:
    draft = to / f".reclaim-{os.getpid()}.partial"
    with _snapshot() as snapshot:
        meant = manifest.taken(connection)
        written.append(draft)
        size, digest = _written(draft, snapshot, people)
    dump = {"name": _name(to, meant).name, "bytes": size, "sha256": digest}
    return Made(draft, meant._replace(dump=dump), None)


def _written(draft: Path, snapshot: str, people: list[Any]) -> tuple[int, str]:
    """Encrypt what pg_dump says as it says it; give the size and the digest of the file."""
    program = programs.dumping(connection, snapshot)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            counted = _Counted(out)
            age.seal(program.output, counted, people)
            program.require_done()
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        program.kill()
        raise
    return counted.size, counted.digest.hexdigest()


class _Counted:
    """A file that knows its length and digest while it grows."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self.size, self.digest = out, 0, sha256()

    def write(self, piece: bytes) -> int:
        self.size += len(piece)
        self.digest.update(piece)
        return self.out.write(piece)

    def flush(self) -> None:
        self.out.flush()


@contextmanager
def _snapshot() -> Iterator[str]:
    """See one moment for as long as the dump takes, and give its name to pg_dump."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield (cursor.fetchone() or ("",))[0]


def _tried(made: Made, identity: Any) -> int:
    """Restore the file that was written, and compare; give how many sealed columns open."""
    with scratch.database() as trial:
        pour(made.file, [identity], into=trial)
        said = manifest.differences(made.manifest, manifest.taken(trial))
        if said:
            raise NotDone(f"What was written is not what is there: {'; '.join(said[:5])}.")
        found = opening.try_each(alias=scratch.ALIAS)
    if found.shut:
        raise NotDone(
            f"The keys at hand open nothing of {', '.join(found.shut[:5])}: a backup of it would "
            "help nobody. Which keys was it sealed under?"
        )
    return found.columns


def pour(file: Path, identities: Sequence[Any], *, into: Any) -> None:
    """Restore an encrypted dump into an empty database, never in the clear on a disk."""
    program = programs.restoring(into)
    try:
        with file.open("rb") as sealed, suppress(BrokenPipeError):
            age.opened(sealed, program.input, identities)
            program.input.flush()
    except NotDone:
        program.kill()
        if program.child.returncode and "error" in program.last_word().lower():
            raise NotDone(f"pg_restore failed: {program.last_word()}") from None
        raise
    program.require_done()


def _write_manifest(file: Path, meant: Manifest, people: list[Any], written: list[Path]) -> None:
    beside = manifest_of(file)
    written.append(beside)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(pyrage.encrypt(meant.text(), people))
        out.flush()
        os.fsync(out.fileno())


def manifest_of(file: Path) -> Path:
    """Give the place of the manifest that belongs to a dump."""
    return file.with_name(file.name.removesuffix(DUMP) + MANIFEST)


def _name(to: Path, meant: Manifest) -> Path:
    return to / f"reclaim-{meant.moment:%Y%m%dT%H%M%SZ}{DUMP}"


def _settle(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


@contextmanager
def _taken_back_unless_done() -> Iterator[list[Path]]:
    written: list[Path] = []
    try:
        yield written
    except NotDone:
        raise
    except OSError as no:
        raise NotDone(f"The backup cannot be written: {no.strerror or no}.") from no
    finally:
        for file in written:
            file.unlink(missing_ok=True)
