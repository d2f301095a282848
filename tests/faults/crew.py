"""Celery's workers and beats as processes of their own, kept running whatever ends them.

They are copies of a process that has loaded the house: a worker that was killed is up again in
half a second and not in four, so that a kill every two seconds ends work and not start-ups.
"""

import ctypes
import os
import signal
import threading
from contextlib import suppress

import psutil
from django.conf import settings
from django.db import connections

from config.embedded import broker
from tests.faults.breaking import step_the_clock
from tests.faults.together import SERVER

QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=WARNING")
TIMES = 20  # that each round comes as often as in the house
PR_SET_PDEATHSIG = 1


class Crew:
    """So many workers with a pool of two, and so many beats.

    `step` is after how many seconds each one's own clock goes how many hours wrong.
    """

    def __init__(self, *, rows, broker_url, post_port, workers, beats=2, step=None):
        self.home = rows.home
        self.given = {
            "at": rows.at, "broker_url": broker_url, "post_port": post_port, "step": step
        }  # fmt: skip
        self.names = [f"worker{n}" for n in range(workers)] + [f"beat{n}" for n in range(beats)]
        self.living = {}
        self.fell = []  # who ended by itself, for whatever reason

    def words(self, name):
        if name.startswith("beat"):
            schedule = self.home / "beat" / name
            return ["beat", "--pidfile=", f"--schedule={schedule}", "--loglevel=WARNING"]
        return ["worker", f"--hostname={name}@localhost", "--concurrency=2", *QUIET]

    def start(self):
        for name in self.names:
            self._start(name)

    def _start(self, name):
        log = str(self.home / "log" / f"{name}.log")
        child = SERVER.Process(target=serve, args=(self.words(name), log, self.given))
        child.start()
        self.living[name] = child

    def kill(self, name, *, whole):
        """End a worker with all below it, or one process of its pool; tell how many that were."""
        child = self.living[name]
        below = []
        with suppress(psutil.Error):
            below = psutil.Process(child.pid).children()
        if not whole and below:
            with suppress(psutil.Error):
                below[0].kill()
            return 1
        self._end(child)
        self._start(name)
        return 1 + len(below)

    def _end(self, child):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        child.join(10)

    def tend(self):
        """Start again whoever ended by itself, as a supervisor does."""
        for name, child in self.living.items():
            if child.exitcode is not None:
                self.fell.append(name)
                self._end(child)
                self._start(name)

    def end(self):
        for child in self.living.values():
            self._end(child)

    def last_words(self, name, lines=15):
        return "\n".join((self.home / "log" / f"{name}.log").read_text().splitlines()[-lines:])


def serve(words, log, given):
    """Be a worker or a beat of the house, with these grounds, until somebody ends us."""
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number in (1, 2):
        os.dup2(out, number)
    connections["default"].settings_dict.update(given["at"])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", given["post_port"]
    settings.EMAIL_TIMEOUT = 2
    if given["step"]:
        after, hours = given["step"]
        threading.Timer(after, step_the_clock, kwargs={"hours": hours}).start()
    quickened(given["broker_url"]).start(words)


def quickened(broker_url):
    """Give the house's Celery on this broker, its rounds coming twenty times as often."""
    from config.celery import app

    app.conf.update(broker.celery_settings({"CELERY_BROKER_URL": broker_url}))
    app.conf.beat_schedule = {name: _often(entry) for name, entry in app.conf.beat_schedule.items()}
    app.loader.import_default_modules()
    return app


def _often(entry):
    every = max(1.0, entry["schedule"] / TIMES)
    return {**entry, "schedule": every, "options": {**entry["options"], "expires": every * 2}}
