"""A process that does one thing after another, in a database that it is told; it may be killed."""

import traceback
from contextlib import suppress

from django.db import connection, connections

from tests.faults.ground import PATIENCE
from tests.faults.together import NAME, SERVER


class Wrong(Exception):
    """What went wrong in the other process, in its own words."""


class Killed(Exception):
    """The other process is gone."""


LINE = []  # in the other process: the pipe to who gave it the work


class Hand:
    """A copy of the clean server with a connection of its own."""

    def __init__(self, at):
        self.at = at
        self.pipe, theirs = SERVER.Pipe()
        self.child = SERVER.Process(target=serve, args=(theirs, dict(at)), daemon=True)
        self.child.start()
        theirs.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.kill()
        self.child.join(10)
        self.pipe.close()

    def begin(self, act, /, **given):
        """Have it done, without waiting for the answer."""
        self.pipe.send((act, given))

    def do(self, act, /, *, within=60, **given):
        """Have it done, and give the answer."""
        self.begin(act, **given)
        return self.answer(within=within)

    def answers(self, within):
        """Tell whether it has something to say."""
        return self.pipe.poll(within)

    def answer(self, *, within=PATIENCE):
        return self._heard(within)[1]

    def pause(self, *, within=PATIENCE):
        """Give the moment at which it stopped, or None when it came to its end before."""
        kind, said = self._heard(within)
        return said if kind == "paused" else None

    def go_on(self):
        self.pipe.send("go on")

    def gone(self, *, within=PATIENCE):
        """Wait until it is ended."""
        self.child.join(within)
        return self.child.exitcode

    def _heard(self, within):
        assert self.pipe.poll(within), "no answer from the other process"
        try:
            kind, said = self.pipe.recv()
        except (EOFError, ConnectionError) as gone:
            raise Killed from gone
        if kind == "wrong":
            raise Wrong(said)
        return kind, said


def pause(what):
    """Say at what we stopped, and wait for the word."""
    LINE[-1].send(("paused", what))
    assert LINE[-1].poll(PATIENCE), "nobody gave the word"
    LINE[-1].recv()


def serve(pipe, at):
    """Do what comes through the pipe, one thing after another, until it is closed."""
    from deadlines import nudge

    nudge._send = lambda: None
    LINE.append(pipe)
    here = connections["default"].settings_dict
    here.update(at)
    here["OPTIONS"] = {**here.get("OPTIONS", {}), "application_name": NAME}
    with suppress(EOFError, ConnectionError):
        while True:
            act, given = pipe.recv()
            pipe.send(_done(act, given))


def _done(act, given):
    try:
        return "done", act(**given)
    except Exception as wrong:
        connection.close()
        return "wrong", f"{type(wrong).__name__}: {wrong}\n{traceback.format_exc()}"
