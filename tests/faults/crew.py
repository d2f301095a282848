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
from celery.signals import worker_process_init
from django.conf import settings
from django.db import connections

from config.embedded import broker
from tests.faults.breaking import step_the_clock
from tests.faults.together import SERVER

QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=WARNING")
TIMES = 20  # that each round comes as often as in the house
PR_SET_PDEATHSIG = 1
CALLED = "crew-{}"  # what the database calls the process of that number


class Crew:
    """So many workers with a pool of two, and so many beats.

    `step` is after how many seconds each one's own clock goes how many hours wrong.
    """

    def __init__(self, *, rows, broker_url, post_port, workers, beats=2, step=None, times=TIMES):
        self.home = rows.home
        self.given = {
            "at": rows.at, "broker_url": broker_url, "post_port": post_port, "step": step,
            "times": times,
        }  # fmt: skip
        self.workers = [f"worker{n}" for n in range(workers)]
        self.beats = [f"beat{n}" for n in range(beats)]
        self.living = {}
        self.fell = []  # who ended by itself, for whatever reason

    @property
    def names(self):
        return self.workers + self.beats

    def words(self, name):
        if name.startswith("beat"):
            return ["beat", "--pidfile=", f"--schedule={self.schedule(name)}", "--loglevel=WARNING"]
        return ["worker", f"--hostname={name}@localhost", "--concurrency=2", *QUIET]

    def schedule(self, name):
        return self.home / "beat" / name

    def start(self, names=None):
        for name in names or self.names:
            log = str(self.home / "log" / f"{name}.log")
            child = SERVER.Process(target=serve, args=(self.words(name), log, self.given))
            child.start()
            self.living[name] = child

    def victims(self, name, *, whole):
        """Give who is to be killed: a worker with all below it, or one process of its pool."""
        child = self.living[name]
        below = []
        with suppress(psutil.Error):
            below = [one.pid for one in psutil.Process(child.pid).children()]
        return [child.pid, *below] if whole or not below else below[:1]

    def kill(self, name, pids):
        """End them by SIGKILL; a worker that is ended is started again."""
        child = self.living[name]
        if child.pid in pids:
            self.end(name)
            self.start([name])
            return
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def end(self, name):
        """End one with all below it, by SIGKILL."""
        child = self.living.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        child.join(30)

    def ask_to_end(self, name, *, within=60):
        """End one as a supervisor does, and wait: a beat keeps its schedule then."""
        child = self.living.pop(name)
        child.terminate()
        child.join(within)
        assert child.exitcode is not None, f"{name} does not end"

    def tend(self):
        """Start again whoever ended by itself, as a supervisor does."""
        for name, child in list(self.living.items()):
            if child.exitcode is not None:
                self.fell.append(name)
                self.end(name)
                self.start([name])

    def end_all(self):
        for name in list(self.living):
            self.end(name)

    def last_words(self, lines=15):
        logs = {name: self.home / "log" / f"{name}.log" for name in self.names}
        return "\n".join(
            f"{name}: {line}"
            for name, log in logs.items() if log.exists()
            for line in log.read_text().splitlines()[-lines:]
        )  # fmt: skip


def serve(words, log, given):
    """Be a worker or a beat of the house, with these grounds, until somebody ends us."""
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number in (1, 2):
        os.dup2(out, number)
    connections["default"].settings_dict.update(given["at"])
    be_called()
    worker_process_init.connect(be_called)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", given["post_port"]
    settings.EMAIL_TIMEOUT = 2
    if given["step"]:
        step_later(*given["step"])
    quickened(given["broker_url"], given["times"]).start(words)


def be_called(**_):
    """Let the database know each process of a pool by its number."""
    here = connections["default"].settings_dict
    here["OPTIONS"] = {**here.get("OPTIONS", {}), "application_name": CALLED.format(os.getpid())}


def step_later(after, hours):
    if after:
        threading.Timer(after, step_the_clock, kwargs={"hours": hours}).start()
    else:
        step_the_clock(hours=hours)


def quickened(broker_url, times):
    """Give the house's Celery on this broker, its rounds coming so many times as often."""
    from config.celery import app

    app.conf.update(broker.celery_settings({"CELERY_BROKER_URL": broker_url}))
    app.conf.beat_schedule = {
        name: _often(entry, times) for name, entry in app.conf.beat_schedule.items()
    }
    app.loader.import_default_modules()
    return app


def _often(entry, times):
    every = max(1.0, entry["schedule"] / times)
    return {**entry, "schedule": every, "options": {**entry["options"], "expires": every * 2}}
