"""`manage.py up`: from nothing to a served page, and back to nothing on Ctrl-C."""

import argparse
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType

from config.embedded import environment, port, server, state
from config.embedded.serving import BEGAN, NOBODY_YET, Serving
from config.embedded.trouble import Trouble


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("manage.py up", description="Start everything here.")
    parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
    parser.add_argument("--home", type=Path, help="the folder for database, keys, mail (.home)")
    parser.add_argument("--no-demo", action="store_true", help="leave the demo caseload out")
    return parser.parse_args(words)


def main(words: list[str]) -> None:
    """Serve until Ctrl-C."""
    asked = arguments(words)
    if asked.home:
        os.environ["RECLAIM_HOME"] = str(asked.home.expanduser().absolute())
    home = state.home()
    address = f"http://127.0.0.1:{asked.port}"
    if BEGAN not in os.environ:
        os.environ[BEGAN] = str(time.time())
        print(f"Reclaim in {home}", flush=True)
    with one_ending(), alone(home, address), server.family(home) as family:
        port.listening(asked.port).close()
        environment.enter()
        with ExitStack() as ends:
            serve(asked, home, family, ends)


def serve(asked: argparse.Namespace, home: Path, family: int, ends: ExitStack) -> None:
    """Start the parts from the bottom up, and care for them until the end."""
    house = Serving(home, asked.port, family, ends)
    if "DATABASE_URL" not in os.environ:
        house.start_database()
    house.start_web()
    nobody_yet = house.prepare() == NOBODY_YET
    house.await_first_page()
    if nobody_yet and house.database and not asked.no_demo:
        house.make_demo()
    house.start_rounds()
    house.tell()
    house.care()


@contextmanager
def one_ending() -> Iterator[None]:
    """Make TERM and HUP end us as Ctrl-C does, also where a shell told us to ignore Ctrl-C."""

    def interrupt(number: int, _: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup
            signal.signal(number, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        with suppress(OSError):
            print("Stopped.", flush=True)


@contextmanager
def alone(home: Path, address: str, *, patience: float = 2) -> Iterator[None]:
    """Hold the home, or say who does."""
    state.furnish(home)
    words = f"`manage.py up` at {address} (process {os.getpid()})"
    try:
        with state.claim(home, words=words, patience=patience):
            yield
    except state.Held as held:
        raise Trouble(
            f"Reclaim already runs from {home}: {state.holder(home)}. Use that one, stop it with "
            "Ctrl-C, or start another with --home DIR and --port N."
        ) from held
