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
        parser.add_argument(
            "--again",
            action="store_true",
            help="though it was done since mail is held: the tables were restored once more",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        hold = holding.held()
        if hold is None:
            raise CommandError(
                "Mail is not held, so nothing was restored here. After a restore by other means: "
                "release_mail --hold-from MOMENT first.",
                returncode=1,
            )
        done_at = ways_in.closed_at(subject=hold)
        if done_at is not None and not options["again"]:
            raise CommandError(
                f"Ways in were closed at {done_at:%Y-%m-%d %H:%M} UTC, after this restore; tokens, "
                "calendars and links made since would go too. Where the tables were restored once "
                "more, give --again.",
                returncode=1,
            )
        closed = ways_in.close(subject=hold)
        since = f"{hold.backup_at:%Y-%m-%d %H:%M} UTC"
        self.stdout.write(
            json.dumps(closed._asdict(), indent=2) if options["json"] else closed.said(since=since)
        )
