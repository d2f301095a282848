import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from deadlines.services import relay


class Command(BaseCommand):
    help = "Send the letters that are owed; print what was done as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=200, help="letters at most")
        parser.add_argument(
            "--revive", action="store_true", help="owe dead letters again before sending"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        revived = relay.revive_dead(by=None) if options["revive"] else 0
        relayed = relay.send_owed(limit=options["limit"])
        self.stdout.write(json.dumps({"revived": revived, **asdict(relayed)}))
