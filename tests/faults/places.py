"""Every place where a word could be left: the disk, a dump, what was said and answered."""

import re
import signal
import subprocess
import sys
from base64 import b64encode
from bisect import bisect_right
from collections import defaultdict
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

from tests.faults.ground import PATIENCE, waited
from tests.faults.house import ROOT


def plant():
    """Write a word in every sealed column; give the words, and how somebody comes in."""
    from tests.factories import accounts, canaries, canaries_around, canaries_kept
    from tests.faults.serving import session_of

    ada, cleo = accounts.person("advocate"), accounts.person("advocate")
    sol, tess = accounts.person("supervisor"), accounts.person("attorney")
    case, request_id = canaries.walk(by=ada, signer=sol)
    canaries_around.behind(request_id, ada)
    canaries_around.abroad(canaries_around.tipped(ada), ada)
    canaries_around.lent(case, ada, cleo)
    canaries_around.apart(case, tess, sol)
    canaries_around.weighed(case, tess)
    canaries_kept.kept(case, ada, sol)
    return {"words": dict(canaries.CANARIES), "code": case.code, **session_of(ada)}


class Worker:
    """The worker and beat of a web server's home, on a broker of their own."""

    def __init__(self, web, broker):
        self.log = web.home / "worker.log"
        self.env = web.env | {"CELERY_BROKER_URL": broker.broker_url}

    def __enter__(self):
        command = ["celery", "-A", "config.celery", "worker", "-B", "--pool=solo", "-l", "DEBUG"]
        kept = self.log.with_name("beat-schedule")
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                [sys.executable, "-m", *command, f"--schedule={kept}"],
                cwd=ROOT, env=self.env, stdout=log, stderr=log,
            )  # fmt: skip
        waited(self.has_swept, within=PATIENCE, why=lambda: self.log.read_text()[-2000:])
        return self

    def has_swept(self):
        assert self.child.poll() is None, self.log.read_text()[-2000:]
        return "succeeded" in self.log.read_text()

    def __exit__(self, *_):
        self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(30)
        except subprocess.TimeoutExpired:
            self.child.kill()


class Visitor:
    """A browser of a person who is signed in, and a program with their token."""

    def __init__(self, port, cookie, token):
        self.port, self.cookie, self.token = port, cookie, token
        self.told = []

    def asks(self, method, path, body="", kind="application/x-www-form-urlencoded", **headers):
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        cookies = f"{self.cookie}; csrftoken={'a' * 32}"
        own = {"Cookie": cookies, "X-CSRFToken": "a" * 32, "Content-Type": kind}
        line.request(method, path, body.encode(), own | headers)
        answer = line.getresponse()
        page = answer.read().decode("utf-8", "replace")
        self.told.append(str(answer.getheaders()))
        self.told.append("".join(re.findall(r"<title>.*?</title>", page, flags=re.DOTALL)))
        if (
            answer.status in {400, 403, 404, 405, 409, 413, 415, 429, 500, 503}
            and "/api/" not in path
        ):
            self.told.append(page)
        return answer.status, page

    def calls(self, method, path, body="", **headers):
        own = {"Authorization": f"Token {self.token}", "Cookie": "", **headers}
        return self.asks(method, path, body, "application/json", **own)


def spellings(word):
    """Give what would still tell a word, in letters; what is UTF-16 is found without its zeros."""
    for text in (word, word.upper(), word.title(), word[::-1]):
        yield text
        for raw in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
            yield raw.hex()
            yield raw.hex().upper()
            for ahead, start in ((0, 0), (1, 2), (2, 3)):
                yield b64encode(b"\0" * ahead + raw).rstrip(b"=")[start:-1].decode()


def held_by(file: Path) -> bytes:
    """Give what a file holds; nothing where the server itself removed it meanwhile."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


class Search:
    """Looks for some words in whatever it is given, all of them at once."""

    def __init__(self, words, at: Path):
        self.meaning = {one: place for place, word in words.items() for one in spellings(word)}
        self.patterns, self.found = at / "patterns", at / "found"
        self.patterns.write_text("\n".join(self.meaning))

    def within(self, held: bytes):
        """Give the places whose word can be read in these bytes."""
        return {place for places in self._read({"": lambda: held}).values() for place in places}

    def below(self, folder: Path):
        """Give each file of a folder that tells a word, with the places of those words."""
        files = [one for one in sorted(folder.rglob("*")) if self._is_searched(one)]
        return self._read({str(one.relative_to(folder)): partial(held_by, one) for one in files})

    def _is_searched(self, path: Path):
        return path.is_file() and path != self.patterns

    def _read(self, pieces):
        """Look through all of it at once: to learn so many words takes longer than to look."""
        grep = subprocess.Popen(
            ["grep", "-a", "-b", "-o", "-F", "-f", self.patterns],
            stdin=subprocess.PIPE, stdout=self.found.open("wb"), env={"LC_ALL": "C"},
        )  # fmt: skip
        begins, names, at = [], [], 0
        for name, piece in pieces.items():
            held = piece()
            begins.append(at)
            names.append(name)
            at += grep.stdin.write(held + b"\n" + held.translate(None, b"\0") + b"\n")
        grep.stdin.close()
        assert grep.wait() < 2, "nothing was looked for"
        told = defaultdict(set)
        for line in self.found.read_bytes().splitlines():
            place, _, word = line.decode().partition(":")
            told[names[bisect_right(begins, int(place)) - 1]].add(self.meaning[word])
        return dict(told)


def dump_of(ground, name) -> bytes:
    """Give a database as a thief would carry it off, each binary value in it by itself too."""
    where = [f"--host={ground.at['HOST']}", "--username=reclaim", f"--dbname={name}"]
    text = subprocess.run(
        [ground.server.cluster.program("pg_dump"), "--enable-row-security", *where],
        check=True, capture_output=True, timeout=300,
    ).stdout  # fmt: skip
    held = [bytes.fromhex(one.decode()) for one in re.findall(rb"\\\\x((?:[0-9a-f]{2})+)", text)]
    return b"\n".join([text, *held])


def log_everything(ground):
    """Have the server write down each statement, as a curious administrator might."""
    for name, to in (("log_statement", "all"), ("log_min_error_statement", "error"),
                     ("log_error_verbosity", "verbose"), ("log_min_messages", "debug1"),
                     ("log_parameter_max_length", "-1")):  # fmt: skip
        ground.above(f"ALTER SYSTEM SET {name} = '{to}'")
    ground.above("SELECT pg_reload_conf()")
