"""Where the keys come from: the environment, a file, or a program that asks a KMS (ADR 0071).

No Django here: settings themselves are read with it. A source gives a table of texts: SECRET_KEY,
RECLAIM_AGENCY_KEYS ("id:base64, …", the first one wraps) and RECLAIM_INDEX_KEY ("base64, …", the
first one is written under). A file is looked at again when it changes, so that a process that
runs for weeks meets a new key without being started again.
"""

import json
import os
import shlex
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

NAMES = ("SECRET_KEY", "RECLAIM_AGENCY_KEYS", "RECLAIM_INDEX_KEY")
FILE = "RECLAIM_KEYS_FILE"
COMMAND = "RECLAIM_KEY_COMMAND"
LOOKED_EACH = 1.0  # seconds between two looks at a file's date
ASKED_EACH = 30.0  # seconds between two runs of a command, however many keys are unknown
PATIENCE = 30  # seconds that a command may take
OTHERS = 0o027  # what a file of keys gives nobody: anything to others, writing to its group


class NoKeys(Exception):
    """The source gives no keys; the sentence says what is lost without them, and what to do."""


LOST = (
    "Without them every sealed value (names, contacts, narratives, addresses, notes) stays "
    "unreadable for good: no backup of the database holds them."
)


class Source(Protocol):
    """Anything that gives the keys; `changed` tells cheaply whether to read again."""

    @property
    def words(self) -> str: ...
    def read(self) -> dict[str, str]: ...
    def changed(self) -> bool: ...


class Environment:
    """Keys in the process's own environment: read once, changed by starting again."""

    words = "the environment"

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.given = {name: environ[name] for name in NAMES if environ.get(name)}

    def read(self) -> dict[str, str]:
        return self.given

    def changed(self) -> bool:
        return False


class File:
    """A JSON file that others may not read; looked at again when it is written anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen: tuple[int, int, int] | None = None
        self.looked = 0.0

    @property
    def words(self) -> str:
        return f"the file {self.path}"

    def read(self) -> dict[str, str]:
        self.seen = self._stamp()
        try:
            with self.path.open() as file:
                self._require_private(os.fstat(file.fileno()).st_mode)
                return _table(file.read(), self.words)
        except OSError as no:
            raise NoKeys(
                f"The keys file {self.path} cannot be read ({no.strerror}). {LOST} Put it back "
                "from your copy, or bring the keys back with manage.py recover_keys."
            ) from no

    def _require_private(self, mode: int) -> None:
        """Refuse a file that others open or change; a group that reads is how containers do it."""
        if mode & OTHERS:
            raise NoKeys(
                f"The keys file {self.path} has the mode {mode & 0o777:04o}: others on this machine"
                f" may read or change it, and whoever reads it opens every sealed value. Run "
                f"chmod 600 {self.path} (640 where a container's group reads it; for a mounted "
                "secret, give the mode 0440 where it is mounted)."
            )

    def changed(self) -> bool:
        if time.monotonic() - self.looked < LOOKED_EACH:
            return False
        self.looked = time.monotonic()
        return self._stamp() != self.seen

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            told = self.path.stat()
        except OSError:
            return self.seen  # gone for a moment: what was read goes on
        return told.st_mtime_ns, told.st_ino, told.st_size


class Command:
    """A program that prints the table as JSON: age, vault, a cloud's KMS or a HSM's own tool."""

    words = f"the program of {COMMAND}"

    def __init__(self, line: str) -> None:
        self.line = line
        self.asked = 0.0

    def read(self) -> dict[str, str]:
        self.asked = time.monotonic()
        try:
            said = subprocess.run(  # noqa: S603 - whoever sets the environment is the operator
                shlex.split(self.line), check=True, capture_output=True, text=True, timeout=PATIENCE
            ).stdout
        except (OSError, subprocess.SubprocessError) as no:
            code = getattr(no, "returncode", type(no).__name__)
            raise NoKeys(f"{COMMAND} gave no keys ({code}). {LOST} Try it by hand.") from None
        return _table(said, self.words)

    def changed(self) -> bool:
        return False

    def may_be_asked(self) -> bool:
        return time.monotonic() - self.asked > ASKED_EACH


class Kept:
    """What a source gave last, under what the environment says by name; fresh when it changes."""

    def __init__(self, source: Source, over: Mapping[str, str] = {}) -> None:
        self.source, self.over = source, over
        self.table = self._read()

    def __getitem__(self, name: str) -> str:
        if self.source.changed():
            self._again()
        return self.table[name]

    def look_again(self) -> None:
        """Read anew because a key was met that is not known here, within reason."""
        given = self.source
        if isinstance(given, File) or (isinstance(given, Command) and given.may_be_asked()):
            self._again()

    def _again(self) -> None:
        try:
            self.table = self._read()
        except NoKeys:
            return  # half written, or the KMS is away: what was read goes on

    def _read(self) -> dict[str, str]:
        table = self.source.read() | dict(self.over)
        missing = [name for name in NAMES if not table.get(name)]
        if missing:
            raise NoKeys(f"{' and '.join(missing)} are not in {self.source.words}. {LOST}")
        return table


def named(environ: Mapping[str, str]) -> Source | None:
    """Give the source that the environment names; None where the home's own file serves."""
    given = Environment(environ)
    if len(given.read()) == len(NAMES):
        return given
    if environ.get(COMMAND):
        return Command(environ[COMMAND])
    if environ.get(FILE):
        return File(Path(environ[FILE]).expanduser())
    return None


def write(file: Path, keys: Mapping[str, str]) -> None:
    """Put a file of keys in place of the one there, whole or not at all, for its owner alone."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(dict(keys), out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    try:
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)  # a file mounted by itself cannot be replaced


def _table(text: str, words: str) -> dict[str, str]:
    try:
        table: Any = json.loads(text)
    except ValueError:
        raise NoKeys(f"What {words} gives is not JSON. {LOST}") from None
    if not isinstance(table, dict):
        raise NoKeys(f"What {words} gives is no table of names. {LOST}")
    return {name: str(table[name]) for name in NAMES if table.get(name)}
