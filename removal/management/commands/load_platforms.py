import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from removal import directory
from removal.services import platforms


class Command(BaseCommand):
    help = "Bring the platform directory up to its file; what a person edited stays. Prints JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--file", type=Path, default=directory.FILE, help="another file in the same form"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = platforms.load(directory.rows(options["file"]))
        self.stdout.write(json.dumps(loaded._asdict(), indent=2))
