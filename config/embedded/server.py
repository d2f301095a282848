"""Start and stop the embedded Postgres. Only the holder of the home may."""

import fcntl
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from config.embedded import binaries, children, founding, postgres, state
from config.embedded.postgres import Cluster
from config.embedded.trouble import Trouble

PATIENCE = 30  # seconds for a crashed predecessor's processes to go
PASSING = ("lock file", "shared memory", "starting up", "shutting down")
SETTINGS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log holds no statement, no value and no detail: those are about people.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class Server:
    """One embedded Postgres and the process that it is just now."""

    def __init__(self, cluster: Cluster, *, family: int, settings: dict[str, str]) -> None:
        self.cluster = cluster
        self.family = family
        self.settings = SETTINGS | {"unix_socket_directories": str(cluster.sockets)} | settings
        self.child: subprocess.Popen[bytes] | None = None

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start it once, without waiting; if we die it closes its connections and ends."""
        command = [self.cluster.program("postgres"), "-D", str(self.cluster.data)]
        command += [word for key, to in self.settings.items() for word in ("-c", f"{key}={to}")]
        with self.cluster.log.open("ab") as log:
            child = self.child = children.spawn(
                command,
                stdout=log,
                keep=[self.family],
                last_signal=signal.SIGINT,
                user=self.cluster.user,
            )
        return child

    def start(self) -> subprocess.Popen[bytes]:
        """Start it and wait; try again while a predecessor's processes are still going."""
        deadline = time.monotonic() + PATIENCE
        log = self.cluster.log
        while True:
            since = log.stat().st_size if log.exists() else 0
            child = self.spawn()
            if self.accepted(child):
                return child
            words = self.last_words(since=since)
            if time.monotonic() > deadline or not any(sign in words for sign in PASSING):
                raise Trouble(f"{postgres.explained(words, self.cluster.data)} (more in {log})")
            time.sleep(0.3)

    def accepted(self, child: subprocess.Popen[bytes]) -> bool:
        """Wait until it accepts or ends; recovery after a crash may take its time."""
        while child.poll() is None:
            if self.cluster.accepts():
                return True
            time.sleep(0.03)
        return False

    def last_words(self, *, since: int = 0) -> str:
        """Give the fatal lines of its log, without their date."""
        with self.cluster.log.open("rb") as log:
            log.seek(since)
            lines = log.read().decode(errors="replace").splitlines()
        return "\n".join(
            line.split("] ")[-1] for line in lines if "FATAL" in line or "PANIC" in line
        )

    def stop(self) -> None:
        """End connections and write everything down; if that takes long, leave it to recovery."""
        if self.child is None or self.child.poll() is not None:
            return
        with suppress(KeyboardInterrupt):  # a second one means: do not wait
            if children.end(self.child, signal.SIGINT, patience=20):
                return
        children.end(self.child, signal.SIGQUIT, patience=10)


@contextmanager
def running(
    home: Path,
    *,
    family: int,
    settings: dict[str, str] | None = None,
    may_create: bool = False,
) -> Iterator[Server]:
    """Run the home's database, made when it is missing. The caller holds the home."""
    server = Server(postgres.lay_out(home), family=family, settings=settings or {})
    try:
        server.start()
        founding.found(server.cluster.sockets, may_create=may_create)
        yield server
    finally:
        server.stop()


@contextmanager
def family(home: Path) -> Iterator[int]:
    """Give a lock that every process we start inherits; it is free when the last one is gone.

    A supervisor that was killed leaves children behind for some seconds.
    """
    with (home / "family").open("a") as lock:
        for attempt in range(PATIENCE * 10):
            if state.locked(lock, fcntl.LOCK_EX):
                break
            if attempt == PATIENCE:
                stop_orphan(home)
            time.sleep(0.1)
        else:
            raise Trouble(
                f"Processes of an earlier run in {home} are still there: end them "
                "(`ps -ef | grep reclaim` shows them), then run this again."
            )
        yield lock.fileno()


def stop_orphan(home: Path) -> None:
    """End a server that outlived whoever started it; its answer proves that it is ours."""
    cluster = Cluster.of(home)
    if cluster.data.exists() and cluster.accepts():
        stop = [cluster.program("pg_ctl"), "stop", "-m", "fast", "-D", str(cluster.data)]
        subprocess.run(stop, check=False, **binaries.as_user(cluster.user))


@contextmanager
def at_hand(home: Path, *, words: str) -> Iterator[None]:
    """Give the database to one command: the running one, or one started for it alone."""
    state.furnish(home)
    deadline = time.monotonic() + PATIENCE
    with (home / "guests").open("a") as guests, ExitStack() as ours:
        while not (visit(home, guests) or own(home, guests, words, ours)):
            if time.monotonic() > deadline:
                raise Trouble(
                    f"The database in {home} does not answer and is held by: {state.holder(home)}. "
                    "Wait for that to end, or end it, then run this again."
                )
            time.sleep(0.2)
        yield


def visit(home: Path, guests: IO[str]) -> bool:
    """Use the database that is running, and keep a short-lived owner from stopping it."""
    fcntl.flock(guests, fcntl.LOCK_SH)
    if (home / "pgdata").exists() and Cluster.of(home).accepts():
        return True
    fcntl.flock(guests, fcntl.LOCK_UN)
    return False


def own(home: Path, guests: IO[str], words: str, ours: ExitStack) -> bool:
    """Start the database unless somebody else holds the home; stop it after the last guest."""
    try:
        ours.enter_context(state.claim(home, words=words))
    except state.Held:
        return False
    ours.enter_context(running(home, family=ours.enter_context(family(home))))
    ours.callback(fcntl.flock, guests, fcntl.LOCK_EX)
    return True
