import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils import timezone

from deadlines import alarms
from deadlines.ping import ping
from deadlines.services import watching

LONGEST = 90  # seconds for a look: a database that hangs is no better than one that is down


class Command(BaseCommand):
    help = (
        "Tell a person when deadlines are not being swept, and when they are again; run it from "
        "the operating system's timer, or with --every beside the rest. It needs neither Celery "
        "nor broker, and says so when the database does not answer. Exit 1 when something is wrong."
    )
    said: list[str] | None = None  # by the look before
    requires_system_checks: list[str] = []  # they would ask the database first

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-mail", action="store_true", help="print only")
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="go on looking, first after so long"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tell, every = not options["no_mail"], options["every"]
        if every:
            self._go_on(every, tell=tell)
        if not self._look(tell=tell):
            sys.exit(1)

    def _go_on(self, every: int, *, tell: bool) -> NoReturn:
        """Look for ever, and say only what changed."""
        while True:
            time.sleep(every)
            self._look(tell=tell)
            connections.close_all()

    def _look(self, *, tell: bool) -> bool:
        """Look once and say what was found, unless it was said before; give whether all is well."""
        try:
            with _bounded():
                seen = watching.look(now=timezone.now(), tell=tell)
        except alarms.NotSent as trouble:  # the next look tries again
            self.stderr.write(f"Nobody could be told: {trouble}")
            seen = watching.Seen(["nobody_told"])
        except TimeoutError:  # another watchdog holds the book, or the rest took too long
            self.stderr.write("This look was cut off; the next one tries again.")
            seen = watching.Seen(["look_cut_off"])
        well = not seen.problems
        if settings.RECLAIM_PING_URL and tell and not ping(settings.RECLAIM_PING_URL, ok=well):
            self.stderr.write("The outside ping was not heard.")
        if seen.problems != self.said:
            out = self.stdout if well else self.stderr
            out.write("In order." if well else f"Deadlines need a look: {', '.join(seen.problems)}")
        self.said = seen.problems
        if seen.told or seen.told_over:
            self.stderr.write(f"Told by mail: {seen.told + seen.told_over}")
        return well


@contextmanager
def _bounded() -> Iterator[None]:
    """End a look that hangs: what waits for the database is interrupted, and finds it down."""

    def ring(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, LONGEST / 3, LONGEST / 3)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
