"""A database of its own for one trial: made, filled, asked and thrown away."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config.backup import leftovers
from config.embedded import server, state
from config.embedded.postgres import Cluster

ALIAS = "scratch"
# What is lost with it is a copy, so that nothing need reach a disk before it goes on.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def home() -> Iterator[Path]:
    """Run an empty cluster in a folder of its own beside the rest; gone afterwards."""
    state.furnish(settings.HOME)
    with leftovers.own(Path(settings.HOME), prefix=leftovers.SCRATCH) as folder:
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
        state.furnish(folder)
        with (
            server.family(folder) as family,
            server.running(folder, family=family, settings=QUICK),
        ):
            yield folder


def address(folder: Path) -> str:
    """Give the URL of the scratch database, as DATABASE_URL takes it."""
    sockets = Cluster.of(folder).sockets
    return f"postgres://reclaim@/reclaim?host={quote(str(sockets), safe='/')}&port=5432"


@contextmanager
def database() -> Iterator[BaseDatabaseWrapper]:
    """Give a connection to an empty database, under the alias `scratch`."""
    with home() as folder:
        cluster = Cluster.of(folder)
        here = {"HOST": str(cluster.sockets), "PORT": "5432", "USER": "reclaim", "PASSWORD": ""}
        connections.databases[ALIAS] = {
            **connections.databases["default"], **here, "NAME": "reclaim", "OPTIONS": {},
            "CONN_MAX_AGE": 0,
        }  # fmt: skip
        try:
            yield connections[ALIAS]
        finally:
            connections[ALIAS].close()
            del connections[ALIAS], connections.databases[ALIAS]
