import shlex
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from audit.seals import memory, signing, taking
from audit.seals.lines import Line
from deadlines.services.heartbeats import beat

WHY = ("restored", "demo-removed")
PATIENCE = 120  # seconds for a command that takes a seal along


class Command(BaseCommand):
    help = (
        "Seal the audit trail: check what is new since the last seal, sign where every chain ends, "
        "and keep that at a second place. Exit 1 and name the place where a chain does not hold. "
        "The number of the last seal is kept beside the key (in RECLAIM_HOME where nothing may be "
        "written there): seals that were cut or put back are not gone on from."
    )
    requires_system_checks: list[str] = []  # the sealing host's account reads the trail alone

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            help="a file on another mount, or a folder for one file a month (else RECLAIM_SEALS)",
        )
        parser.add_argument("--key", type=Path, help="the sealing key (else RECLAIM_SEAL_KEY)")
        parser.add_argument(
            "--also",
            action="append",
            default=[],
            metavar="COMMAND",
            help="a command that is given the seal, whole, on its standard input",
        )
        parser.add_argument(
            "--mail", action="append", default=[], metavar="ADDRESS", help="mail the signed part"
        )
        parser.add_argument(
            "--anew",
            choices=WHY,
            help="begin anew though sealed entries are gone, and say why; stays on record",
        )

        parser.add_argument(
            "--first",
            action="store_true",
            help="begin at a place where no seal is, though there is a trail; once, by hand",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        line, trouble = self._sealed(options)
        self.stdout.write(f"Seal {line.seal.number}: {line.seal.entries} entries, {line.seal.root}")
        self._note(line)
        troubles = [trouble] if trouble else []
        troubles += [*_handed(line, options["also"]), *_mailed(line, options["mail"])]
        if taking.is_apart(line.seal):
            troubles.append("This host's clock and the database's differ by more than 5 minutes.")
        if troubles:
            raise CommandError("\n".join(troubles), returncode=1)

    def _sealed(self, options: dict[str, Any]) -> taking.Taken:
        to, file = _place(options["to"]), _key_file(options["key"])
        try:
            return taking.seal(
                to=to,
                key=signing.load(file),
                now=timezone.now(),
                anew=options["anew"] or "",
                first=options["first"],
                last=memory.place_for(file, home=Path(settings.HOME)),
                keys=settings.RECLAIM_SEAL_PUBLIC_KEYS,
            )
        except taking.NotSealed as no:
            for one in no.broken:
                self.stdout.write(f"{one.chain}: broken at {one.broken_at}, {one.why}.")
            raise CommandError(str(no), returncode=1) from no
        except (signing.BadKey, memory.NotRemembered) as no:
            raise CommandError(str(no), returncode=1) from no
        except OSError as no:
            raise CommandError(f"The seal cannot be kept at {to}: {no.strerror}.") from no

    def _note(self, line: Line) -> None:
        """Say so on the System page, where this account may write there."""
        try:
            with transaction.atomic():
                beat(name="seal", found={"number": line.seal.number, "entries": line.seal.entries})
        except DatabaseError as no:
            self.stderr.write(f"Not noted on the System page: {type(no).__name__}.")


def _place(given: Path | None) -> Path:
    place = given or next((Path(one) for one in settings.RECLAIM_SEALS[-1:]), None)
    if place is None:
        raise CommandError("Where are seals kept? Give --to, or set RECLAIM_SEALS.")
    return place


def _key_file(given: Path | None) -> Path:
    file = given or (Path(settings.RECLAIM_SEAL_KEY) if settings.RECLAIM_SEAL_KEY else None)
    if file is None:
        raise CommandError(
            "No sealing key: run manage.py make_seal_key FILE on the sealing host, then give --key "
            "or set RECLAIM_SEAL_KEY."
        )
    return file


def _handed(line: Line, commands: list[str]) -> list[str]:
    """Give each command the seal; say which of them did not take it."""
    troubles = []
    for command in commands:
        try:
            subprocess.run(  # noqa: S603  the operator's own words
                shlex.split(command), input=line.text() + "\n", text=True, check=True,
                timeout=PATIENCE,
            )  # fmt: skip
        except (OSError, ValueError, subprocess.SubprocessError) as no:
            troubles.append(f"The seal is kept, and {command!r} did not take it: {_why(no)}.")
    return troubles


def _why(no: Exception) -> str:
    if isinstance(no, subprocess.CalledProcessError):
        return f"it ended with {no.returncode}"
    return type(no).__name__


def _mailed(line: Line, people: list[str]) -> list[str]:
    if not people:
        return []
    told = {"seal": line.seal, "short": line.short()}
    letter = EmailMessage(
        f"Seal {line.seal.number}",
        render_to_string("mail/seal.txt", told),
        bcc=people,
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        letter.send(fail_silently=False)
    except Exception as no:
        return [f"The seal is kept, and no mail server took it: {type(no).__name__}."]
    return []
