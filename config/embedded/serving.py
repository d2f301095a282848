"""The parts of a served house: each knows how it is started, and one stack ends them in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from config.embedded import children, port, roles, server, state
from config.embedded.progress import silent, step
from config.embedded.supervisor import Charge, Supervisor
from config.embedded.trouble import Trouble

GATE = "RECLAIM_GATE"  # a pipe that nobody writes to; it ends when the supervisor opens the gate
BEGAN = "RECLAIM_BEGAN"  # survives the change into the environment, for the seconds at the end
SIGN_INS = "sign-ins.txt"
NOBODY_YET = 3  # what prepare ends with when no one can sign in
GIVE_UP = 3  # failures in a row before the first page
HUSH = "ignore:You're running the worker with superuser"  # as root the whole house runs as root
PYTHON_M = (sys.executable, "-m")
WEB = (
    *(*PYTHON_M, "gunicorn", "config.wsgi", "--no-control-socket", "--log-level=warning"),
    *(
        "--config=python:config.embedded.gates",
        "--worker-class=gthread",
        "--workers=2",
        "--threads=4",
        "--preload",
        "--graceful-timeout=5",
    ),
)
CELERY = (sys.executable, "-W", HUSH, "-m", "celery", "--quiet", "--app=config.celery")
WORKER = (
    *(*CELERY, "worker", "--concurrency=2", "--hostname=reclaim@localhost", "--loglevel=WARNING"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
)
BEAT = (*CELERY, "beat", "--pidfile=", "--loglevel=WARNING")
# Apart from the rounds that it watches: neither worker nor broker, and its own look at the tables.
WATCH = (*PYTHON_M, "django", "deadline_watchdog", "--settings=config.settings", "--every=60")
# Both libraries may otherwise abort a process that was forked, as web and worker processes are.
MAC_FORKS = {"OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES", "PGGSSENCMODE": "disable"}
ON_A_MAC = MAC_FORKS if sys.platform == "darwin" else {}


class Serving:
    """One house while it is served; whatever is started is ended by the stack."""

    def __init__(self, home: Path, number: int, family: int, ends: ExitStack) -> None:
        self.home = home
        self.number = number
        self.address = f"http://127.0.0.1:{number}"
        self.family = family
        self.ends = ends
        self.crew = Supervisor(say)
        self.database: server.Server | None = None
        self.gatekeeper: int | None = None
        self.new_keys = not (home / "keys.json").exists()

    def start_database(self) -> None:
        self.new_keys = not (self.home / "pgdata").exists()
        with step("Starting Postgres"):
            started = server.running(self.home, family=self.family)
            self.database = self.ends.enter_context(started)

    def start_web(self) -> None:
        """Let the web server load while the tables are made; the gate keeps it from answering."""
        door = self.ends.enter_context(port.listening(self.number))
        gate, self.gatekeeper = os.pipe()
        self.ends.callback(self.crew.end, patience=20)
        self.ends.callback(self.open_gate)
        self.ends.callback(say, "", "stopping; a second Ctrl-C hurries")
        os.environ[GATE] = str(gate)
        os.environ[roles.AS] = "web"
        self.start("web", [*WEB, f"--bind=fd://{door.fileno()}"], door.fileno(), gate)

    def open_gate(self) -> None:
        if self.gatekeeper is not None:
            os.close(self.gatekeeper)
        self.gatekeeper = None

    def prepare(self, *flags: str, dot: Callable[[], None] = silent) -> int:
        """Bring tables and what is in them up to date, in a process that knows Django."""
        owner = os.environ | {roles.AS: "owner"}
        child = children.spawn([*PYTHON_M, "config.embedded.prepare", *flags], env=owner)
        try:
            while child.poll() is None:
                self.crew.tick(0.05)
                dot()
        finally:
            children.end(child, signal.SIGTERM, patience=10)
        if child.returncode not in {0, NOBODY_YET}:
            raise Trouble(
                "The database could not be made ready; what stopped it is said above. "
                "Nothing was lost: mend that and run this again."
            )
        return child.returncode

    def await_first_page(self) -> None:
        with step("Waiting for the first page") as dot:
            self.open_gate()
            while not port.answers(self.number):
                self.crew.tick(0.05)
                dot()
                if any(charge.failures == GIVE_UP for charge in self.crew.charges):
                    raise Trouble("The web server does not start; its own words are above.")
        print(f"  First page after {since_began():.1f} s: {self.address}", flush=True)

    def make_demo(self) -> None:
        with step("Making the demo caseload") as dot:
            self.prepare("--demo", dot=dot)

    def start_rounds(self) -> None:
        """Start the rounds, who says when and who watches; mind the database from now on."""
        os.environ[roles.AS] = "work"
        self.start("worker", WORKER)
        self.start("beat", [*BEAT, f"--schedule={self.home / 'beat' / 'schedule'}"])
        self.start("watch", WATCH)
        if self.database and self.database.child:
            again, child = self.database.spawn, self.database.child
            self.crew.take(Charge("db", again, child, first_pause=0.2, ends_with_crew=False))

    def start(self, name: str, command: "list[str] | tuple[str, ...]", *keep: int) -> None:
        spawn = partial(
            children.spawn,
            command,
            env=os.environ | ON_A_MAC,
            stdout=subprocess.PIPE,
            keep=[self.family, *keep],
        )
        self.crew.start(name, spawn)

    def tell(self) -> None:
        """Say where it is and who can sign in."""
        print(f"\nReady after {since_began():.1f} s: {self.address}\n", flush=True)
        print((self.home / SIGN_INS).read_text(), flush=True)
        keys = self.home / "keys.json"
        if self.new_keys and keys.exists():
            print(
                f"Keep a copy of {keys} somewhere else. It is new, and without it"
                "\nevery name, contact, link, handle and note in the database is lost for good."
                "\nNo backup holds it either; docs/how-to/back-up.md says how to make both.\n"
            )
        print("Ctrl-C stops everything.", flush=True)

    def care(self) -> None:
        """Go on until somebody says stop."""
        while True:
            try:
                state.require_space(self.home, megabytes=100)
            except Trouble as trouble:
                say("disk", str(trouble))
            for _ in range(200):
                self.crew.tick(0.5)


def say(name: str, line: str) -> None:
    """Print a line; a reader that went away stops nothing here."""
    with suppress(OSError):
        print(f"{name:>6} | {line}", flush=True)


def since_began() -> float:
    return time.time() - float(os.environ[BEGAN])
