import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from deadlines.services import watching


class Command(BaseCommand):
    help = (
        "Tell a person when deadlines are not being swept; run it from the operating system's "
        "timer, for it needs neither Celery nor broker. Exit 1 when something is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-mail", action="store_true", help="print only")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            problems = watching.problems()
        except DatabaseError:
            problems = ["database_unreachable"]
        if not problems:
            self.stdout.write("In order.")
            return
        self.stderr.write("Deadlines need a look: " + ", ".join(problems))
        if not options["no_mail"]:
            self.stderr.write(f"Told by mail: {watching.tell(problems=problems)}")
        sys.exit(1)
