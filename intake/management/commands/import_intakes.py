from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import User
from audit.rules import NotAllowed
from intake.importing import Line, take_table
from intake.rules.rows import read_table


class Command(BaseCommand):
    help = (
        "Take a CSV table of intakes: each row whole or not at all. Ends with 1 if any is refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the table; its first line names the columns")
        parser.add_argument("--as", dest="email", required=True, help="whose act it is, by e-mail")
        parser.add_argument("--dry-run", action="store_true", help="read it, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            table = read_table(_text(options["file"]))
            report = take_table(
                table, by=_person(options["email"]), now=timezone.now(), dry_run=options["dry_run"]
            )
        except NotAllowed as no:
            raise CommandError(no.sentence) from no
        for line in report.lines:
            self.stdout.write(_said(line))
        total = ", ".join(f"{outcome} {count}" for outcome, count in report.counts.items())
        self.stdout.write(f"{len(report.lines)} rows: {total}.")
        if report.refused:
            raise CommandError("What was refused left nothing behind. Mend it and send it again.")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise CommandError(f"{file.name} cannot be read as text in UTF-8.") from wrong


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise CommandError("Nobody who may sign in has this address.")
    return found


def _said(line: Line) -> str:
    told = f"row {line.number}: {line.said.lower()}"
    if line.code:
        told += f", {line.code}"
    return "\n".join([told, *(f"  {column}: {said}" for column, said in line.errors.items())])
