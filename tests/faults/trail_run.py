"""`python -m tests.faults.trail_run --rows 100000`: the run of trail.py on a ground of its own."""

import argparse
import json
import os
from urllib.parse import quote

from tests.faults.ground import Ground


def main() -> None:
    """Start a Postgres, make the tables, let them rage, and print what was found."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--rows", type=int, default=100_000)
    given.add_argument("--kills", type=int, default=12)
    asked = given.parse_args()
    ground = Ground()
    try:
        where = quote(str(ground.at["HOST"]), safe="/")
        os.environ |= {
            "DATABASE_URL": f"postgres://reclaim@/reclaim?host={where}&port=5432",
            "RECLAIM_HOME": str(ground.home),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        print(json.dumps(_raged(asked), indent=2))  # noqa: T201
    finally:
        ground.close()


def _raged(asked: argparse.Namespace) -> dict[str, object]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests.faults.trail import raged

    call_command("migrate", verbosity=0)
    try:
        return raged(rows=asked.rows, kills=asked.kills)
    finally:
        connection.close()


if __name__ == "__main__":
    main()
