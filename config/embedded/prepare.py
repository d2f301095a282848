"""Bring tables, queue, directory, statutes and demo up to date; run with -m by `up`."""

import io
import os
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config.embedded import broker, state
from config.embedded.progress import Dots, step
from config.embedded.up import SIGN_INS

FIRST_PERSON = """Nobody can sign in yet; make the first account in another window:
  python3 manage.py add_person --role administrator --email you@example.org --name "Your Name"
"""


def main(*, demo: bool) -> None:
    """Do what is missing; each part may be done again without harm."""
    migrate()
    if broker.is_postgres(os.environ):
        lay_queue()
    with step("Loading platforms and statutes"):
        call_command("load_platforms", stdout=io.StringIO())
        call_command("load_statutes", stdout=io.StringIO())
    if not getattr(settings, "WHITENOISE_USE_FINDERS", False):
        with step("Collecting static files"):
            call_command("collectstatic", interactive=False, verbosity=0)
    present_demo(wanted=demo and "DATABASE_URL" not in os.environ)


def migrate() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        with step(f"Making tables ({len(plan)} migrations)"):
            call_command("migrate", interactive=False, verbosity=0)


def lay_queue() -> None:
    """Install the queue's tables and functions: plain SQL, no extension, no superuser."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace('pgmq') IS NOT NULL")
        if cursor.fetchone() == (True,):
            return
        with step("Laying the queue"):
            from pgmq.install import get_embedded_install_sql

            cursor.execute(get_embedded_install_sql())


def present_demo(*, wanted: bool) -> None:
    """Make the caseload in a house that nobody can enter yet; keep its sign-ins for `up` to say."""
    from config.demo import build

    file = state.home() / SIGN_INS
    file.unlink(missing_ok=True)
    said = io.StringIO()
    if build.is_made():
        call_command("demo", stdout=said)
    elif nobody_yet() and wanted:
        with step("Making the demo caseload") as dot:
            call_command("demo", stdout=said, stderr=Dots(dot))
    elif nobody_yet():
        said.write(FIRST_PERSON)
    file.touch(mode=0o600)
    file.write_text(said.getvalue())


def nobody_yet() -> bool:
    from django.contrib.auth import get_user_model

    return not get_user_model()._default_manager.exists()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main(demo="--demo" in sys.argv)
