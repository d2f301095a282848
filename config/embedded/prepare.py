"""Bring tables, queue, directory, statutes and demo up to date; run with -m by `up`."""

import io
import os
import sys

import django
import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config.embedded import broker, state
from config.embedded.progress import step
from config.embedded.serving import NOBODY_YET, SIGN_INS

FIRST_PERSON = """Nobody can sign in yet; make the first account in another window:
  {home}python3 manage.py add_person --role administrator --email you@example.org --name "Your Name"
"""


def main() -> int:
    """Do what is missing, again without harm; give NOBODY_YET when no one can sign in."""
    migrate()
    call_command("grant_roles", verbosity=0)
    if broker.is_postgres(os.environ):
        lay_queue()
    with step("Loading platforms and statutes"):
        call_command("load_platforms", stdout=io.StringIO())
        call_command("load_statutes", stdout=io.StringIO())
    if not getattr(settings, "WHITENOISE_USE_FINDERS", False):
        with step("Collecting static files"):
            call_command("collectstatic", interactive=False, verbosity=0)
    return keep_sign_ins()


def migrate() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        with step(f"Making tables ({len(plan)} migrations)"):
            call_command("migrate", interactive=False, verbosity=0)


def lay_queue(url: str = "") -> None:
    """Install the queue's tables and functions: plain SQL, no extension, no superuser."""
    with psycopg.connect(broker.conn_string(url or "pgmq://", os.environ)) as queue:
        if queue.execute("SELECT to_regnamespace('pgmq')").fetchone() != (None,):
            return
        with step("Laying the queue"):
            from pgmq.install import get_embedded_install_sql

            queue.execute(get_embedded_install_sql())


def keep_sign_ins() -> int:
    """Keep what `up` says about signing in: the demo's people, or how the first one is made."""
    from config.demo import build

    if build.is_made():
        return make_demo()
    if get_user_model()._default_manager.exists():
        keep("")
        return 0
    elsewhere = f"RECLAIM_HOME={state.home()} " if "RECLAIM_HOME" in os.environ else ""
    keep(FIRST_PERSON.format(home=elsewhere))
    return NOBODY_YET


def make_demo() -> int:
    """Make the caseload unless it is made."""
    said = io.StringIO()
    call_command("demo", stdout=said, stderr=io.StringIO())
    keep(said.getvalue())
    return 0


def keep(words: str) -> None:
    file = state.home() / SIGN_INS
    file.touch(mode=0o600)
    file.write_text(words)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    sys.exit(make_demo() if "--demo" in sys.argv else main())
