import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from audit.rules import NotAllowed
from sealing import escrow


class Command(BaseCommand):
    help = (
        "Write copies of the keys that any two of the people named open together, and none alone; "
        "keep them apart from the database and its backups."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "people", nargs="+", metavar="name=age1…", help="a person and their age recipient"
        )
        parser.add_argument("--to", type=Path, required=True, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        people = dict(one.partition("=")[::2] for one in options["people"])
        if not all(name.isalnum() for name in people):
            raise CommandError("Names are letters and digits alone.")
        try:
            files = {
                name: escrow.locked(settings.KEYS.table, recipients)
                for name, recipients in escrow.pairs(people).items()
            }
        except NotAllowed as no:
            raise CommandError(no.sentence) from no
        options["to"].mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, held in files.items():
            place = options["to"] / name
            with os.fdopen(
                os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
            ) as out:
                out.write(held)
            self.stdout.write(str(place))
        self.stdout.write("Write them again after each rotation: they hold the keys of now.")
