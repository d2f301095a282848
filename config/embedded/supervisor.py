"""Keep a handful of processes running, and end them in order."""

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from config.embedded import children
from config.embedded.lines import Lines

LONGEST_PAUSE = 30.0
SETTLED = 30.0  # a process that lived this long is not failing at its start


@dataclass
class Charge:
    """One process in care, by the name that its lines carry."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    child: subprocess.Popen[bytes]
    first_pause: float = 0.5
    ends_with_crew: bool = True  # the database ends later, by its own means
    since: float = 0.0
    failures: int = 0
    again_at: float | None = None


class Supervisor:
    """A single thread that prints lines and starts again whatever ended."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        self.say = say
        self.charges: list[Charge] = []
        self.lines = Lines()

    def take(self, charge: Charge) -> None:
        """Care for a process that was just started."""
        self.charges.append(charge)
        charge.since = time.monotonic()
        if charge.child.stdout:
            self.lines.follow(charge.child.stdout, charge.name)

    def start(self, name: str, start: Callable[[], subprocess.Popen[bytes]]) -> Charge:
        """Start a process and care for it."""
        charge = Charge(name, start, start())
        self.take(charge)
        return charge

    def tick(self, seconds: float) -> None:
        """Print what was said, notice who ended, start again whose time has come."""
        self.repeat(seconds)
        for charge in self.charges:
            if charge.again_at is not None:
                self.start_again(charge)
            elif charge.child.poll() is not None:
                self.mourn(charge)

    def repeat(self, seconds: float) -> None:
        for name, line in self.lines.read(seconds):
            self.say(name, line)

    def start_again(self, charge: Charge) -> None:
        if charge.again_at is None or time.monotonic() < charge.again_at:
            return
        charge.again_at = None
        charge.child = charge.start()
        charge.since = time.monotonic()
        if charge.child.stdout:
            self.lines.follow(charge.child.stdout, charge.name)

    def mourn(self, charge: Charge) -> None:
        """End what the process left behind and set the time of its return, later each time."""
        children.end_group(charge.child, signal.SIGKILL)
        if time.monotonic() - charge.since > SETTLED:
            charge.failures = 0
        pause = min(LONGEST_PAUSE, charge.first_pause * 2.0**charge.failures)
        charge.failures += 1
        charge.again_at = time.monotonic() + pause
        how = ended(charge.child.returncode)
        self.say(charge.name, f"{how}; starting again in {pause:g} s")

    def end(self, *, patience: float) -> None:
        """Ask all to end and wait; then kill the group of each, with whoever stays in it."""
        charges = [charge for charge in self.charges if charge.ends_with_crew]
        self.charges = []
        for charge in charges:
            children.ask(charge.child, signal.SIGTERM)
        deadline = time.monotonic() + patience
        with suppress(KeyboardInterrupt):  # a second one means: do not wait
            while time.monotonic() < deadline and any(c.child.poll() is None for c in charges):
                self.repeat(0.1)
        for charge in charges:
            children.end_group(charge.child, signal.SIGKILL)
            charge.child.wait()
        self.repeat(0)


def ended(code: int) -> str:
    """Say how a process ended."""
    return f"ended with {code}" if code >= 0 else f"was ended by {signal.Signals(-code).name}"
