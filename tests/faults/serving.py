"""The production web server as a process of its own, and people who ask it without a pause."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from json import dumps, loads
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from config.embedded import roles
from tests.faults.ground import KEYS, PATIENCE, waited
from tests.faults.house import ROOT, free_port

NOBODY = "amqp://nobody@127.0.0.1:9//"  # a port that nothing listens at: the broker is gone
JSON = "application/json"


def url_of(ground, name, role):
    return f"postgres://{role.name}@/{name}?host={quote(ground.at['HOST'], safe='')}"


def environment(ground, name, home, **more):
    """Give what a process of the house needs in production, with a home of its own."""
    own = {key: to for key, to in os.environ.items() if not key.startswith("RECLAIM_")}
    return own | {
        **{role.url: url_of(ground, name, role) for role in roles.ROLES.values()},
        "CELERY_BROKER_URL": NOBODY,
        "EMAIL_URL": "dummymail://",
        "RECLAIM_HOME": str(home),
        "RECLAIM_OWN_PYTHON": "1",
        "RECLAIM_LOG": "json",
        "RECLAIM_OPENINGS_AN_HOUR": "100000",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **{key: str(to) for key, to in more.items()},
    }


class Web:
    """gunicorn on the settings of production, in front of one database."""

    def __init__(self, ground, name, *, processes=1, **more):
        self.home = Path(tempfile.mkdtemp(prefix="reclaim-web-"))
        shutil.copy(ground.home / KEYS, self.home / KEYS)
        self.port = free_port()
        self.log = self.home / "web.log"
        self.env = environment(
            ground, name, self.home, RECLAIM_WEB_PROCESSES=processes,
            RECLAIM_BIND=f"127.0.0.1:{self.port}", **more,
        )  # fmt: skip

    def __enter__(self):
        command = [sys.executable, "-m", "gunicorn", "config.wsgi"]
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                [*command, "--config=python:config.running.web"],
                cwd=ROOT, env=self.env, stdout=log, stderr=log,
            )  # fmt: skip
        waited(self.is_ready, within=PATIENCE, why=lambda: self.log.read_text()[-3000:])
        return self

    def __exit__(self, *_):
        self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(40)
        finally:
            self.child.kill()
            shutil.rmtree(self.home, ignore_errors=True)

    def is_ready(self):
        assert self.child.poll() is None, self.log.read_text()[-3000:]
        try:
            return self.ask("/readyz")[0] == 200
        except (OSError, HTTPException):
            return False

    def ask(self, path, *, method="GET", within=PATIENCE, said=None, **headers):
        """Ask once on a line of its own; give status and body."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=within)
        try:
            line.request(method, path, said, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            line.close()

    def command(self, *words):
        return subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, check=False,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    def lines(self):
        """Give what it logged, a table a line."""
        return [loads(line) for line in self.log.read_text().splitlines() if line[:1] == "{"]


class Asker(threading.Thread):
    """Asks again and again, as a browser and as a program, and counts what came back."""

    def __init__(self, web, person, *, writes=True):
        super().__init__(daemon=True)
        self.web, self.person, self.writes = web, person, writes
        self.statuses, self.lost = Counter(), []
        self.acknowledged, self.going, self.slowest = [], True, 0.0

    def run(self):
        while self.going:
            began = time.monotonic()
            try:
                self.once()
            except (OSError, HTTPException) as trouble:
                self.lost.append(f"{type(trouble).__name__}: {trouble}")
            self.slowest = max(self.slowest, time.monotonic() - began)

    def once(self):
        self.statuses[self.web.ask("/cases/", Cookie=self.person["cookie"])[0]] += 1
        token = {"Authorization": f"Token {self.person['token']}"}
        self.statuses[self.web.ask("/api/v1/clocks/", **token)[0]] += 1
        if self.writes:
            status, said = open_case(self.web, token)
            self.statuses[status] += 1
            if status == 201:
                self.acknowledged.append(loads(said)["code"])

    def end(self):
        self.going = False
        self.join(60)
        assert not self.is_alive()


def open_case(web, token, **more):
    """Open a case over the API."""
    headers = {"Content-Type": JSON, "Idempotency-Key": str(uuid4()), **token}
    body = dumps({"survivor_name": "Robin Invented", **more})
    return web.ask("/api/v1/cases/", method="POST", said=body, **headers)


def someone(role="advocate"):
    """Give the token and the session of somebody of the case-load."""
    from accounts.models import User

    return session_of(User.objects.get(role=role))


def session_of(user):
    """Give a token of theirs and the cookie of a session that is wholly signed in."""
    from django.conf import settings
    from django.test import Client

    from accounts.services import issue_token
    from tests.factories.accounts import mark_whole

    client = Client()
    client.force_login(user)
    mark_whole(client)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    token = issue_token(by=user).token
    return {"token": token, "cookie": f"{settings.SESSION_COOKIE_NAME}={value}"}
