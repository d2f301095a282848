"""`manage.py up`: from nothing to a served page, and back to nothing on Ctrl-C."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType

from config.embedded import children, environment, port, server, state
from config.embedded.progress import step
from config.embedded.supervisor import Charge, Supervisor
from config.embedded.trouble import Trouble

BEGAN = "RECLAIM_BEGAN"  # survives the change into the environment, for the seconds at the end
PYTHON_M = (sys.executable, "-m")
SIGN_INS = "sign-ins.txt"
HUSH = "ignore:You're running the worker with superuser"  # as root the whole house runs as root
# Both libraries may otherwise abort a process that was forked, as web and worker processes are.
MAC_FORKS = {"OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES", "PGGSSENCMODE": "disable"}
ON_A_MAC = MAC_FORKS if sys.platform == "darwin" else {}
GIVE_UP = 3  # failures in a row before the first page


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
        with ExitStack() as running:
            serve(asked, home, address, family, running)


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
def alone(home: Path, address: str, *, patience: float = 5) -> Iterator[None]:
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


def serve(
    asked: argparse.Namespace, home: Path, address: str, family: int, running: ExitStack
) -> None:
    """Start the parts from the bottom up, tell the address, and care for them until the end."""
    new_keys = not (home / "keys.json").exists()
    database = None
    if "DATABASE_URL" not in os.environ:
        new_keys = not (home / "pgdata").exists()
        with step("Starting Postgres"):
            database = running.enter_context(server.running(home, family=family))
    make_ready(demo=not asked.no_demo)
    door = running.enter_context(port.listening(asked.port))
    crew = Supervisor(say)
    running.callback(crew.end, patience=20)
    running.callback(say, "", "stopping; a second Ctrl-C hurries")
    with step("Starting web, worker and beat") as dot:
        for name, command in commands(home, door.fileno()).items():
            keep = [family, door.fileno()] if name == "web" else [family]
            crew.start(name, partial(start, command, keep=keep))
            await_answer(crew, asked.port, dot)  # the first page first
    if database and database.child:
        crew.take(Charge("db", database.spawn, database.child, 0.2, ends_with_crew=False))
    tell(home, address, new_keys=new_keys)
    while True:
        warn_of_a_full_disk(home)
        for _ in range(200):
            crew.tick(0.5)


def warn_of_a_full_disk(home: Path) -> None:
    try:
        state.require_space(home, megabytes=100)
    except Trouble as trouble:
        say("disk", str(trouble))


def say(name: str, line: str) -> None:
    """Print a line; a reader that went away stops nothing here."""
    with suppress(OSError):
        print(f"{name:>6} | {line}", flush=True)


def make_ready(*, demo: bool) -> None:
    """Bring tables and reference data up to date, in a process that knows Django."""
    command = [*PYTHON_M, "config.embedded.prepare", *(["--demo"] if demo else [])]
    child = children.spawn(command)
    try:
        child.wait()
    finally:
        children.end(child, signal.SIGTERM, patience=10)
    if child.returncode:
        raise Trouble(
            "The database could not be made ready; what stopped it is said above. "
            "Nothing was lost: mend that and run this again."
        )


def commands(home: Path, door: int) -> dict[str, list[str]]:
    """Give the command lines of the three parts."""
    celery = [sys.executable, "-W", HUSH, "-m", "celery", "--quiet", "--app=config.celery"]
    quiet = ["--loglevel=WARNING"]
    return {
        "web": [
            *(*PYTHON_M, "gunicorn", "config.wsgi", f"--bind=fd://{door}", "--no-control-socket"),
            *("--worker-class=gthread", "--workers=2", "--threads=4", "--preload"),
            *("--log-level=warning", "--graceful-timeout=5"),
        ],
        "worker": [
            *(*celery, "worker", "--concurrency=2", "--hostname=reclaim@localhost", *quiet),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ],
        "beat": [*celery, "beat", f"--schedule={home / 'beat' / 'schedule'}", "--pidfile=", *quiet],
    }


def start(command: list[str], *, keep: list[int]) -> "subprocess.Popen[bytes]":
    return children.spawn(command, env=os.environ | ON_A_MAC, stdout=subprocess.PIPE, keep=keep)


def await_answer(crew: Supervisor, number: int, dot: Callable[[], None]) -> None:
    """Wait for the first page; give up when a part keeps ending."""
    while not port.answers(number):
        crew.tick(0.05)
        dot()
        for charge in crew.charges:
            if charge.failures == GIVE_UP:
                raise Trouble(f"The {charge.name} does not start; its own words are above.")


def tell(home: Path, address: str, *, new_keys: bool) -> None:
    """Say where it is and who can sign in."""
    took = time.time() - float(os.environ[BEGAN])
    print(f"\nReady after {took:.1f} s: {address}\n", flush=True)
    if (sign_ins := home / SIGN_INS).exists():
        print(sign_ins.read_text(), flush=True)
    if new_keys:
        print(
            f"Keep a copy of {home / 'keys.json'} somewhere else. It is new, and without"
            "\nit every name, contact, link, handle and note in the database is lost for good.\n"
        )
    print("Ctrl-C stops everything.", flush=True)
