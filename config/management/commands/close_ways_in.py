import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import ways_in
from deadlines.services import holding


class Command(BaseCommand):
    help = (
        "After a restore by other means than manage.py restore: close every API token, calendar "
        "address, invitation and password link that came back with it, and say what people have "
        "to do again. Mail must be held first: release_mail --hold-from."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        hold = holding.held()
        if hold is None:
            raise CommandError(
                "Mail is not held, so nothing was restored here. After a restore by other means: "
                "release_mail --hold-from MOMENT first.",
                returncode=1,
            )
        closed = ways_in.close(subject=hold)
        since = f"{hold.backup_at:%Y-%m-%d %H:%M} UTC"
        self.stdout.write(
            json.dumps(closed._asdict(), indent=2) if options["json"] else closed.said(since=since)
        )
