"""Restore a backup as one would after the loss of the machine, time it, and throw it away.

The restore runs as its own command in its own process, into a cluster made for it: what is tried
is the procedure and not a part of this program.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import pyrage
from django.conf import settings
from django.db import connection

from config.backup import leftovers, making, scratch
from config.backup.trouble import NotDone
from config.embedded import roles, state


class Drilled(NamedTuple):
    """What a drill found; `told` is what the restore said of itself."""

    file: str
    seconds: float
    told: dict[str, Any]

    @property
    def ok(self) -> bool:
        return bool(self.told.get("ok"))

    def as_json(self) -> dict[str, Any]:
        return {"ok": self.ok, "file": self.file, "seconds": round(self.seconds, 1)} | {
            "restored": self.told
        }


def drill(*, file: Path, identity: Path) -> Drilled:
    """Restore one file with one identity."""
    leftovers.clear_home()
    with scratch.home() as folder:
        begun = monotonic()
        told = _restored(file, identity, scratch.address(folder))
        return Drilled(file.name, monotonic() - begun, told)


def drill_fresh() -> Drilled:
    """Make a backup for an identity of this drill alone, and restore it; for a host without one."""
    with leftovers.own(Path(settings.HOME), prefix=leftovers.DRILL) as folder:
        identity = pyrage.x25519.Identity.generate()
        key = folder / "identity"
        with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(f"{identity}\n")
        made = making.make(to=folder, recipients=[str(identity.to_public())], check=False)
        connection.close()
        return drill(file=made.file, identity=key)


def newest(folder: Path) -> Path:
    """Give the latest backup in a folder, by its name."""
    found = sorted(folder.glob(f"reclaim-*{making.DUMP}")) if folder.is_dir() else []
    if not found:
        raise NotDone(f"There is no backup in {folder}.")
    return found[-1]


def _restored(file: Path, identity: Path, into: str) -> dict[str, Any]:
    command = [sys.executable, "manage.py", "restore", str(file), "--json"]
    command += [f"--identity={identity}", f"--into={into}"]
    ran = subprocess.run(  # noqa: S603  our own command
        command, cwd=state.ROOT, env=_environment(into), capture_output=True, text=True, check=False
    )
    try:
        told: dict[str, Any] = json.loads(ran.stdout)
    except ValueError:
        last = (ran.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return {"ok": False, "problems": [last]}
    return told


def _environment(into: str) -> dict[str, str]:
    """Give the restore our keys and the scratch database, so that it touches nothing else."""
    others = (roles.OWNER.url, roles.WORK.url)  # of the database that is not to be touched
    ours = {name: to for name, to in os.environ.items() if name not in others}
    return ours | {"DATABASE_URL": into, "RECLAIM_HOME": str(settings.HOME)}
