"""The keys of an installation: made once, kept in one file that only its owner may read."""

import base64
import json
import os
import secrets
from pathlib import Path

from config.embedded.trouble import Trouble
from sealing import sources
from sealing.sources import NAMES


def load_or_make(home: Path) -> dict[str, str]:
    """Give the keys as they are now; see `kept` for the ones that change while a process runs."""
    return dict(kept(home).table)


def kept(home: Path) -> sources.Kept:
    """Give the keys' source: the environment, RECLAIM_KEY_COMMAND, RECLAIM_KEYS_FILE or the home.

    What stands in the environment by its own name comes before what any of them gives.
    """
    given = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    source = sources.named(os.environ)
    if source is None:
        file = home / "keys.json"
        if not file.exists():
            make(file)
        source = sources.File(file)
    try:
        return sources.Kept(source, given)
    except sources.NoKeys as no:
        raise Trouble(str(no)) from no


def make(file: Path) -> None:
    """Write new keys, unless a database is there that only lost ones can open."""
    if (file.parent / "pgdata").exists():
        raise Trouble(
            f"The keys file {file} is missing while its database is still there, and nothing else "
            "opens the sealed fields: put the file back from your copy, or begin a new --home DIR."
        )
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = {name: fresh() for name in NAMES}
    keys["SECRET_KEY"] += fresh()  # Django asks for fifty characters
    keys["RECLAIM_AGENCY_KEYS"] = "1:" + keys["RECLAIM_AGENCY_KEYS"]  # id:key, first is primary
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(keys, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)  # whole or not at all, and never over somebody else's
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
