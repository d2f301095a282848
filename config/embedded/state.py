"""The home folder: everything that one installation keeps, and the lock on it."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from config.embedded.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("beat", "log", "mail", "static")
MEGABYTE = 1024 * 1024
ELSEWHERE = "choose a folder on another disk with --home DIR"


def home() -> Path:
    """Give the folder that holds database, keys, mail and logs."""
    return Path(os.environ.get("RECLAIM_HOME") or ROOT / ".home").expanduser().absolute()


def furnish(home: Path) -> None:
    """Make the home and its folders, or say why it cannot be."""
    require_space(home, megabytes=20)
    try:
        if not home.exists():
            # The server of a root-owned home runs as another user and must pass through; what
            # is private in here carries its own lock.
            home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True)
        for name in FOLDERS:
            (home / name).mkdir(mode=0o700, exist_ok=True)
        (home / "lock").touch()
    except OSError as error:
        raise Trouble(
            f"The home folder {home} cannot be written ({error.strerror}): "
            "choose another with --home DIR, or make it yours with chown."
        ) from error


def require_space(folder: Path, *, megabytes: int, or_else: str = ELSEWHERE) -> None:
    """Refuse to begin what would end half-way on a full disk."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < megabytes:
        raise Trouble(
            f"The disk that holds {folder} has {free} MB free and {megabytes} MB are needed: "
            f"free some space, or {or_else}."
        )


class Held(Exception):
    """Somebody else holds the home."""


@contextmanager
def claim(home: Path, *, words: str, patience: float = 0) -> Iterator[None]:
    """Hold the home alone: only the holder starts or stops its database."""
    with (home / "lock").open("r+") as lock:
        deadline = time.monotonic() + patience
        while not locked(lock, fcntl.LOCK_EX):
            if time.monotonic() >= deadline:
                raise Held
            time.sleep(0.1)
        say(lock, words)
        try:
            yield
        finally:
            say(lock, "")


def holder(home: Path) -> str:
    """Give what the holder of the home wrote about itself."""
    return (home / "lock").read_text().strip() or "another process"


def say(lock: IO[str], words: str) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(words)
    lock.flush()


def locked(lock: IO[str], kind: int) -> bool:
    """Try a lock that the kernel drops with the process, however it ends."""
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
