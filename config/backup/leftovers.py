"""Folders of one trial in the home: each is locked while it is used, and gone once it is not.

A trial that is killed leaves a whole copy of the database behind, and a drill its identity with
it. The lock of a folder ends with its process, however that ends, so that whoever comes next can
tell what was left from what another is using.
"""

import errno
import fcntl
import logging
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from config.backup.trouble import NotDone
from config.embedded import state

log = logging.getLogger(__name__)
SCRATCH, DRILL = "scratch-", "drill-"
USED = "used"  # locked by whoever made the folder
FAMILY = "family"  # locked by the database in it, which may outlive them by seconds


class InTheWay(NotDone, OSError):
    """What of the home cannot be used, and its cure: no trial begins then, but a purge goes on."""


@contextmanager
def own(home: Path, *, prefix: str) -> Iterator[Path]:
    """Give a new folder that nobody else may enter; gone afterwards."""
    with ExitStack() as held:
        with _one_at_a_time(home):  # so that none is seen between its making and its lock
            folder = _made(home, prefix)
            held.callback(_remove, folder)
            used = held.enter_context((folder / USED).open("a"))
            fcntl.flock(used, fcntl.LOCK_EX)
        yield folder


def clear(home: Path) -> int:
    """Remove what trials that were killed left behind; give how many there were.

    Where nothing may be written in the home, no trial was made in it.
    """
    if not os.access(home, os.W_OK):
        return 0
    with _one_at_a_time(home):
        found = [*home.glob(f"{SCRATCH}*"), *home.glob(f"{DRILL}*")]
        left = [one for one in found if _is_ours(one) and _is_left(one)]
        for folder in left:
            _remove(folder)
    return len(left)


def clear_home() -> int:
    """Do it in this installation's home: at the start of each backup, drill and run of purges."""
    return clear(Path(settings.HOME))


def _made(home: Path, prefix: str) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=prefix, dir=home))
    except OSError as no:
        raise _in_the_way(home, no) from no


def _is_ours(folder: Path) -> bool:
    """Tell whether this account may look into it and remove it; say so where it may not."""
    try:
        found = folder.lstat()
    except FileNotFoundError:  # its trial ended just now
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    if os.geteuid() in {0, found.st_uid}:
        return True
    log.warning(
        "%s is of account %s: remove it, unless a trial of theirs runs", folder, found.st_uid
    )
    return False


def _is_left(folder: Path) -> bool:
    """Tell whether nobody holds it: neither who made it nor the database that they started."""
    with ExitStack() as held:
        for name in (USED, FAMILY):
            if (folder / name).exists():
                lock = held.enter_context((folder / name).open("a"))
                if not state.locked(lock, fcntl.LOCK_EX):
                    return False
    return True


def _remove(folder: Path) -> None:
    """Remove it with its data, which stand elsewhere below a home that the server cannot enter."""
    data = (folder / "pgdata").resolve()
    if data.parent != folder.resolve() and data.exists():
        shutil.rmtree(data.parent, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    file = home / "trials.lock"
    try:
        lock = file.open("a")
    except OSError as no:
        raise _in_the_way(file, no) from no
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _in_the_way(file: Path, no: OSError) -> InTheWay:
    why = f"{file} cannot be written ({no.strerror or type(no).__name__})"
    if no.errno in {errno.ENOSPC, errno.EDQUOT}:
        return InTheWay(f"{why}: make room on that disk, then run this again.")
    return InTheWay(
        f"{why}. Is it another account's, as after a command that was run as root? Then give it to "
        f"this one (as root: chown --no-dereference {os.geteuid()} {file}), and run this again."
    )
