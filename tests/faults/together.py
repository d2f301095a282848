"""Acts that happen at once: in threads, or in processes that may be killed; no wait has no end."""

import multiprocessing
import threading
import time

import django
from django.apps import apps
from django.db import connection, connections

if not apps.ready:
    django.setup()  # once, in the process that the others are copies of

# Copies of a server that runs no thread: a copy of the test's own process would inherit the locks
# that its other threads hold just then.
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["tests.faults.together", "tests.faults.warm"])
NAME = "reclaim-crowd"  # what the database calls them, so that what they left is ended
LEFT = "FROM pg_stat_activity WHERE application_name = %s AND datname = current_database()"


def at_once(act, given, *, of=4, within=60):
    """Do the act with each of the given, so many at a time, and give the answers in order."""
    crew = Crew(act, given)
    threads = [threading.Thread(target=crew.work, daemon=True) for _ in range(of)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + within
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    if crew.wrongs:
        raise crew.wrongs[0]
    assert not any(thread.is_alive() for thread in threads), f"not done within {within} s"
    return [crew.answers[number] for number in sorted(crew.answers)]


class Crew:
    """What threads that share a list of things to do have done, and what went wrong."""

    def __init__(self, act, given):
        self.act, self.todo = act, list(enumerate(given))
        self.answers, self.wrongs = {}, []

    def work(self):
        try:
            while self.todo and not self.wrongs:
                self._next()
        except BaseException as wrong:
            self.wrongs.append(wrong)
        finally:
            connections.close_all()

    def _next(self):
        try:
            number, one = self.todo.pop(0)
        except IndexError:  # another was faster
            return
        self.answers[number] = self.act(one)


class Crowd:
    """Processes that stand by until the word is given; each has a pipe and a connection of its own.

    Nothing is shared between them, so that killing one harms no other; none outlives the block.
    """

    def __init__(self, count, work, **given):
        self.pipes, self.processes = [], []
        database = connection.settings_dict["NAME"]
        for _ in range(count):
            ours, theirs = SERVER.Pipe()
            child = SERVER.Process(
                target=stand_by, args=(theirs, database, work, given), daemon=True
            )
            child.start()
            theirs.close()
            self.pipes.append(ours)
            self.processes.append(child)

    def __enter__(self):
        for pipe in self.pipes:
            assert pipe.poll(60), "a process does not come up"
            assert pipe.recv() == "ready"
        return self

    def go(self):
        for pipe in self.pipes:
            pipe.send("go")

    def told(self, *, within=120):
        """Give what each came to, None for one that was killed."""
        end = time.monotonic() + within
        return [self._told(pipe, end) for pipe in self.pipes]

    def _told(self, pipe, end):
        assert pipe.poll(max(0.0, end - time.monotonic())), "a process does not end"
        try:
            return pipe.recv()
        except (EOFError, ConnectionError):
            return None

    def __exit__(self, *_):
        for child in self.processes:
            child.kill()
        for child in self.processes:
            child.join(10)
        settle()


def settle(*, within=30):
    """End what killed processes left in the database, and wait until it holds no lock."""
    end = time.monotonic() + within
    with connection.cursor() as cursor:
        while True:
            cursor.execute(f"SELECT count(pg_terminate_backend(pid)) {LEFT}", [NAME])
            if cursor.fetchone() == (0,):
                return
            assert time.monotonic() < end, "a backend does not end"
            time.sleep(0.02)


def stand_by(pipe, database, work, given):
    here = connections["default"].settings_dict
    here["NAME"] = database
    here["OPTIONS"] = {**here.get("OPTIONS", {}), "application_name": NAME}
    connection.ensure_connection()
    pipe.send("ready")
    if pipe.poll(60):
        pipe.recv()
        pipe.send(work(**given))


def swept(**given):
    """Sweep, and give what came of it."""
    from deadlines.services import sweep

    return sweep.run(**given).counts()


def claimed(*, user_id, code, now):
    """Show a second factor, past the wait that counts tries, and tell whether it was taken."""
    from accounts.models import User
    from accounts.services import proving

    return proving._claimed(user=User.objects.get(pk=user_id), given=code, now=now) is not None


def handed_over(**given):
    """Run the hand-overs that are due, and give the counts."""
    from cases.services import run_handovers

    return tuple(run_handovers(**given))
