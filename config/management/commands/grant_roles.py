import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from psycopg import sql

from config.embedded import roles
from rows import grants

STILL = """{name} may still make tables of its own here, and hang on the owner's what it likes.
As the database's administrator: REVOKE CREATE ON SCHEMA … FROM PUBLIC, {name};
REVOKE CREATE, TEMPORARY ON DATABASE … FROM PUBLIC, {name};
then say this again. Nothing was granted."""
ASKED = "SELECT session_user, current_schema(), array(SELECT rolname::text FROM pg_roles)"


class Command(BaseCommand):
    """`manage.py grant_roles`: what the web and the workers may do, told again without harm."""

    help = "Grant the web's and the workers' database roles what they need, and no more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--web", action="append", default=[], help="another role of the web")
        parser.add_argument("--work", action="append", default=[], help="another worker's role")
        parser.add_argument("--trail", action="append", default=[], help="whoever seals the trail")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(ASKED)
            owner, schema, there = cursor.fetchone()
            web = _others(owner, there, name_of(roles.WEB), *options["web"])
            work = _others(owner, there, name_of(roles.WORK), *options["work"])
            trail = _others(owner, there, *options["trail"])
            for statement in grants.statements(schema=schema, web=web, work=work, trail=trail):
                cursor.execute(sql.as_string(statement))
            for name in (*web, *work):
                cursor.execute(sql.as_string(grants.may_still_create(name)))
                if cursor.fetchone() == (True,):
                    raise CommandError(STILL.format(name=name), returncode=1)
        if options["verbosity"]:
            self.stdout.write(f"Web: {', '.join(web) or 'the owner'}.")
            self.stdout.write(f"Work: {', '.join(work) or 'the owner'}.")


def name_of(role: roles.Role) -> str:
    """Give what a role is called: its URL says so, or it is the embedded database's."""
    named = roles.url_of(role, os.environ)
    return roles.login_of(role, os.environ) if named else role.name


def _others(owner: str, there: list[str], *names: str) -> list[str]:
    """Keep those that are there and are not the owner, who may everything already."""
    return [name for name in dict.fromkeys(names) if name in there and name != owner]
