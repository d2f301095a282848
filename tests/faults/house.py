"""A whole house in a folder of its own: started, written to, broken into and stopped."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg

from config.embedded.postgres import Cluster

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("DATABASE_URL", "CELERY_BROKER_URL", "EMAIL_URL", "RECLAIM_HOME", "RECLAIM_BEGAN")
ADVOCATE = """
from accounts.models import User
from accounts.services import issue_token
ada = User.objects.create_user(
    email="ada@agency.example", name="Ada", role="advocate", password=None
)
print("token", issue_token(by=ada)[0])
"""


def until(true, *, within=30.0):
    deadline = time.monotonic() + within
    while not (found := true()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


class House:
    """One home and the `manage.py up` that serves it just now."""

    def __init__(self):
        self.home = Path(tempfile.mkdtemp(prefix="reclaim-fault-"))
        self.home.chmod(0o711)  # as root, the server's own user passes through
        self.port = free_port()
        self.env = {key: to for key, to in os.environ.items() if key not in NOT_OURS}
        self.said: list[str] = []
        self.up: subprocess.Popen[str] | None = None

    def start(self):
        """Start it and wait until it says where it is."""
        self.said.clear()
        command = [sys.executable, "manage.py", "up", "--no-demo"]
        self.up = subprocess.Popen(
            [*command, f"--port={self.port}", f"--home={self.home}"],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, args=(self.up.stdout,), daemon=True).start()
        try:
            until(lambda: self.has_said("Ready after") or self.up.poll() is not None, within=240)
        except AssertionError as late:
            raise AssertionError("\n".join(self.said)) from late
        assert self.up.poll() is None, "\n".join(self.said)

    def _listen(self, output):
        self.said.extend(line.rstrip() for line in output)

    def has_said(self, words: str) -> bool:
        return any(words in line for line in self.said)

    def command(self, *words: str, within: float = 120) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.env | {"RECLAIM_HOME": str(self.home)},
            check=False,
            capture_output=True,
            text=True,
            timeout=within,
        )

    def part(self, name: str) -> psutil.Process | None:
        """Find one of the supervisor's own children, or a web process below."""
        below = "gunicorn" if name == "web process" else name
        for child in psutil.Process(self.up.pid).children():
            with suppress(psutil.Error):  # just killed
                if below in {Path(word).name for word in child.cmdline()}:
                    return next(iter(child.children()), None) if name != below else child
        return None

    def everyone(self) -> list[psutil.Process]:
        return psutil.Process(self.up.pid).children(recursive=True)

    def end(self, how: signal.Signals) -> list[psutil.Process]:
        """Send it a signal, wait, and give whoever is left of it."""
        crew = self.everyone()
        self.up.send_signal(how)
        self.up.wait(40)
        return psutil.wait_procs(crew, timeout=20 if how == signal.SIGKILL else 0)[1]

    def rows(self, sql: str) -> list[tuple]:
        sockets = Cluster.of(self.home).sockets
        with psycopg.connect(f"host={sockets} user=reclaim dbname=reclaim") as db:
            return db.execute(sql).fetchall()

    def remove(self):
        if self.up is not None and self.up.poll() is None:
            self.end(signal.SIGTERM)
        shutil.rmtree(self.home, ignore_errors=True)


class Writer(threading.Thread):
    """Opens cases over the API without a pause, and notes each code that was acknowledged."""

    def __init__(self, house: House):
        super().__init__(daemon=True)
        self.house = house
        said = house.command("shell", "--verbosity=0", "-c", ADVOCATE)
        self.token = said.stdout.rpartition("token ")[2].strip()
        assert self.token, said.stderr
        self.acknowledged: list[str] = []
        self.going = True

    def run(self):
        while self.going:
            try:
                self.acknowledged.append(self.open_case())
            except (OSError, HTTPException, KeyError, ValueError):
                time.sleep(0.05)

    def open_case(self) -> str:
        line = HTTPConnection("127.0.0.1", self.house.port, timeout=5)
        headers = {
            "Authorization": f"Token {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid4()),
        }
        body = json.dumps({"survivor_name": "Robin Invented"})
        line.request("POST", "/api/v1/cases/", body, headers)
        answer = line.getresponse()
        answered = json.loads(answer.read())
        if answer.status != 201:
            raise ValueError(answered)
        return answered["code"]

    def writes_again(self):
        """Wait for a write that began after this moment."""
        seen = len(self.acknowledged)
        until(lambda: len(self.acknowledged) > seen + 1)
