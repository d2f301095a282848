"""Hosts of our own on this machine: a network namespace each, and one with the database.

A worker, a beat and a web server of a host are copies of a process that has loaded the house, as
in `crew`; each enters its host's namespace before it opens anything.
"""

import ctypes
import os
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from tests.faults import crew
from tests.faults.ground import KEYS, PATIENCE, waited
from tests.faults.together import SERVER

NET = "10.77.0"  # inside the namespaces alone
DATABASE, HOSTS = "reclaim-db", ("reclaim-h1", "reclaim-h2")
CLONE_NEWNET = 0x40000000
SEEN = "/run/netns"
ASK = """
import sys, http.client as http
line = http.HTTPConnection(sys.argv[1], 8000, timeout=40)
line.request("GET", sys.argv[2]); print(line.getresponse().status)
"""


def ip(*words, check=True):
    return subprocess.run(["ip", *words], check=check, capture_output=True, timeout=30)


def can_be_made():
    """Tell whether this kernel lets us have hosts; what the try made is removed."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        return False
    made = ip("netns", "add", "reclaim-try", check=False).returncode == 0
    ip("netns", "del", "reclaim-try", check=False)
    return made


class Network:
    """A bridge in the database's namespace, with a line to each host that can be pulled."""

    def __enter__(self):
        self.__exit__()
        for name in (DATABASE, *HOSTS):
            ip("netns", "add", name)
            ip("-n", name, "link", "set", "lo", "up")
        ip("-n", DATABASE, "link", "add", "br0", "type", "bridge")
        ip("-n", DATABASE, "addr", "add", f"{NET}.1/24", "dev", "br0")
        ip("-n", DATABASE, "link", "set", "br0", "up")
        for number, name in enumerate(HOSTS, start=11):
            line = f"to{number}"
            ip("link", "add", line, "netns", DATABASE, "type", "veth",
               "peer", "name", "eth0", "netns", name)  # fmt: skip
            ip("-n", DATABASE, "link", "set", line, "master", "br0", "up")
            ip("-n", name, "addr", "add", f"{NET}.{number}/24", "dev", "eth0")
            ip("-n", name, "link", "set", "eth0", "up")
        return self

    def __exit__(self, *_):
        for name in (DATABASE, *HOSTS):
            ip("netns", "del", name, check=False)

    def pull(self, host):
        ip("-n", host, "link", "set", "eth0", "down")

    def plug(self, host):
        ip("-n", host, "link", "set", "eth0", "up")


def enter(host):
    """Have this process and what it starts live on that host."""
    with (Path(SEEN) / host).open() as place:
        assert ctypes.CDLL(None, use_errno=True).setns(place.fileno(), CLONE_NEWNET) == 0


class Doors:
    """In the database's namespace: what comes in over TCP goes to Postgres' own socket."""

    def __init__(self, **sockets):
        self.child = SERVER.Process(target=keep_doors, args=(sockets,), daemon=True)
        self.child.start()

    def close(self):
        self.child.kill()
        self.child.join(10)


def keep_doors(sockets):
    enter(DATABASE)
    doors = [
        threading.Thread(target=keep_door, args=(int(port.removeprefix("on")), to))
        for port, to in sockets.items()
    ]
    for door in doors:
        door.start()


def keep_door(port, to):
    with socket.create_server((f"{NET}.1", port)) as door:
        while True:
            theirs, _ = door.accept()
            ours = socket.socket(socket.AF_UNIX)
            ours.connect(to)
            for pair in ((theirs, ours), (ours, theirs)):
                threading.Thread(target=carry, args=pair, daemon=True).start()


def carry(source, to):
    with suppress(OSError):
        while some := source.recv(65536):
            to.sendall(some)
    with suppress(OSError):
        to.shutdown(socket.SHUT_WR)


class Host:
    """A web server, a worker and a beat on one host."""

    def __init__(self, host, folder, given, keys):
        self.name, self.folder, self.given = host, folder / host, given
        for part in ("log", "beat"):
            (self.folder / part).mkdir(parents=True)
        shutil.copy(keys / KEYS, self.folder / KEYS)
        self.children = {}

    def start(self):
        beat = ["beat", "--pidfile=", f"--schedule={self.folder / 'beat' / 'kept'}"]
        worker = ["worker", f"--hostname={self.name}@localhost", "--concurrency=2", *crew.QUIET]
        for part, words in (("beat", beat), ("worker", worker), ("web", [])):
            log = str(self.folder / "log" / part)
            given = {"words": words, "log": log, "home": str(self.folder), "given": self.given}
            child = SERVER.Process(target=live, args=(self.name, part), kwargs=given)
            child.start()
            self.children[part] = child

    def ask(self, path="/readyz"):
        """Ask this host's web server from where the database is; give the status or 0."""
        number = 11 + HOSTS.index(self.name)
        return self._asked(DATABASE, f"{NET}.{number}", path)

    def ask_itself(self, path="/readyz"):
        """Ask it on its own machine, whose line may be pulled."""
        return self._asked(self.name, "127.0.0.1", path)

    def _asked(self, place, address, path):
        command = ["ip", "netns", "exec", place, sys.executable, "-S", "-c", ASK, address, path]
        said = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
        return int(said.stdout or 0)

    def await_web(self):
        waited(lambda: self.ask() == 200, within=PATIENCE, why=self.last_words)

    def last_words(self):
        logs = (self.folder / "log").iterdir()
        return "\n".join(f"{log.name}: {log.read_text()[-1500:]}" for log in logs)

    def end(self):
        for child in self.children.values():
            with suppress(ProcessLookupError):
                os.killpg(child.pid, 9)
            child.kill()
            child.join(30)


def live(host, part, *, words, log, home, given):
    """Be one part of a host, until somebody ends us."""
    enter(host)
    if part == "web":
        serve_pages(log, home, given)
    else:
        crew.serve(words, log, given)


def serve_pages(log, home, given):
    from django.conf import settings
    from django.db import connections
    from gunicorn.app.wsgiapp import WSGIApplication

    os.setsid()
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number in (1, 2):
        os.dup2(out, number)
    os.environ |= {"RECLAIM_HOME": home, "RECLAIM_BIND": "0.0.0.0:8000", "RECLAIM_LOG": "json"}
    connections["default"].settings_dict.update(given["at"])
    crew.be_called()
    settings.ALLOWED_HOSTS = ["*"]
    sys.argv = ["gunicorn", "config.wsgi", "--config=python:config.running.web", "--workers=1"]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
