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
from config.embedded.progress import step
from config.embedded.up import SIGN_INS


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
    if demo and "DATABASE_URL" not in os.environ and nobody_yet():
        make_demo()


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


def nobody_yet() -> bool:
    """Tell whether this is a first run: a house that somebody can enter gets no invented people."""
    from django.contrib.auth import get_user_model

    return not get_user_model()._default_manager.exists()


def make_demo() -> None:
    """Make the caseload and keep its sign-ins, which every later start prints again."""
    said = io.StringIO()
    with step("Making the demo caseload"):
        call_command("demo", stdout=said)
    file = state.home() / SIGN_INS
    file.touch(mode=0o600)
    file.write_text(said.getvalue())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main(demo="--demo" in sys.argv)
