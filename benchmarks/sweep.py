"""The sweep beside its peers, in rows a CPU-second of client and backend together, in one run.

    .venv/bin/python benchmarks/sweep.py --helpdesk      # about twenty minutes

Needs `manage.py bootstrap --dev`. The database is the embedded one, in a folder that is thrown
away. CPU time is this process's own plus that of its database backend (from /proc), so that a
busy machine lengthens the run and blurs the figures without changing what they are of; a figure
is the median of its passes. A row is one clock (or job, or ticket) taken one step on.

The limit is one statement that claims jobs by SKIP LOCKED, marks them and writes an outbox and an
audit row for each: once on the narrowest tables that can do it, once on tables of our shape (uuid
keys, the queues' indexes, text in the audit), each without references, checks or chains.
`--helpdesk` installs django-helpdesk from your package index into a throw-away environment and
runs its `escalate_tickets`, without mail, on the same server.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

TEN = 10
WARM_UP = 8
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("RECLAIM_AS", "owner")  # who makes the tables, and fills them

from config.embedded import trial  # noqa: E402


def expect(holds: bool, *said: object) -> None:  # noqa: FBT001 - as assert takes it
    if not holds:
        raise SystemExit(f"The benchmark is wrong: {said}")


class Cost(NamedTuple):
    """What one pass took: rows done, and CPU seconds of the client and of its backend."""

    rows: int
    client: float
    backend: float
    wall: float

    @property
    def rate(self) -> float:
        return self.rows / (self.client + self.backend)


def backend_cpu(pid: int) -> float:
    """Give the CPU seconds of a process so far, to the nanosecond."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def cost_of(work: Callable[[], int]) -> Cost:
    """Run it and give what it cost, on this thread's own connection."""
    from django.db import connection

    pid = scalar("SELECT pg_backend_pid()")
    at, mine, theirs = time.perf_counter(), time.process_time(), backend_cpu(pid)
    rows = work()
    took = Cost(
        rows, time.process_time() - mine, backend_cpu(pid) - theirs, time.perf_counter() - at
    )
    expect(connection.connection.info.backend_pid == pid, "the connection was lost meanwhile")
    return took


def do(sql: str, given: object = None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def scalar(sql: str, given: object = None):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        (value,) = cursor.fetchone()
    return value


def clone(table: str, template: object, many: int, changed: dict[str, str]) -> None:
    """Make so many rows like one, but for these columns; `n` counts from 1."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, is_identity FROM information_schema.columns"
            " WHERE table_name = %s ORDER BY ordinal_position",
            [table],
        )
        names = [name for name, given in cursor.fetchall() if given == "NO"]
        chosen = ", ".join(changed.get(name, f"t.{name}") for name in names)
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {chosen}"  # noqa: S608
            f" FROM {table} AS t, generate_series(1, %s) AS n WHERE t.id = %s",
            [many, template],
        )


def key(letter: str, of: str = "n") -> str:
    """Give a uuid that n names, one series a letter."""
    return f"('{letter}0000000-0000-4000-8000-' || lpad(to_hex({of}), 12, '0'))::uuid"


CASES, REQUESTS, CLOCKS, PEOPLE = "caeb"
ADVOCATES = 1_000


class Mould(NamedTuple):
    """One request with its clock, made by the services; the rest is poured from it."""

    case: object
    request: object
    clock: object
    work: object
    advocate: object


def mould() -> Mould:
    from accounts.models import User
    from cases.models import Assignment
    from tests.factories import deadlines as make

    people = {
        name: User.objects.create_user(
            email=f"{name}@agency.example", name=name, role=name, password=None
        )
        for name in ("advocate", "supervisor")
    }
    clock = make.clock(by=people["advocate"])
    work = Assignment.objects.get(case=clock.case, ended_at=None)
    do("UPDATE deadlines_clock SET wakes_at = NULL")
    return Mould(clock.case_id, clock.request_id, clock.pk, work.pk, work.user_id)


def pour(of: Mould, many: int, *, cases: int, due: str = "now() + interval '40 h'"):
    """Make so many running clocks, spread over so many cases, due at this moment."""
    at_case = f"(mod(n - 1, {cases}) + 1)"
    clone(
        "cases_case", of.case, cases,
        {"id": key(CASES), "code": "'B-' || n", "is_demo": "FALSE"},
    )  # fmt: skip
    clone(
        "accounts_user", of.advocate, ADVOCATES,
        {"id": key(PEOPLE), "email": "'a' || n || '@agency.example'"},
    )  # fmt: skip
    theirs = {"case_id": key(CASES), "user_id": key(PEOPLE, f"(mod(n, {ADVOCATES}) + 1)")}
    clone("cases_assignment", of.work, cases, theirs)
    clone(
        "removal_removalrequest", of.request, many,
        {"id": key(REQUESTS), "case_id": key(CASES, at_case), "number": "n"},
    )  # fmt: skip
    due = f"({due})"
    clone(
        "deadlines_clock", of.clock, many,
        {
            "id": key(CLOCKS), "case_id": key(CASES, at_case), "request_id": key(REQUESTS),
            "starts_at": f"{due} - interval '48 h'", "due_at": due,
            "wakes_at": f"{due} - interval '24 h'",
            "opened_at": f"{due} - interval '48 h'", "planned_at": f"{due} - interval '48 h'",
        },
    )  # fmt: skip
    do(
        "INSERT INTO audit_door SELECT '', '', 'cases.opened', array_agg(id::text),"
        " array_agg('cases.case'::text), array_agg(id::text), array_agg('{}'::text)"
        " FROM cases_case"
    )
    do("VACUUM ANALYZE")


def empty() -> None:
    """Take back what was poured and swept, whatever guards it: this database is thrown away."""
    from django.apps import apps

    tables = ("deadlines", "complaints", "removal", "cases", "audit", "evidence", "accounts")
    names = [m._meta.db_table for m in apps.get_models() if m._meta.app_label in tables]
    kept = {"removal_platform", "deadlines_statute", "deadlines_ladder", "deadlines_rung"}
    do(f"TRUNCATE {', '.join(name for name in names if name not in kept)} CASCADE")


# The limit ------------------------------------------------------------------------------------

NARROW = """
    DROP TABLE IF EXISTS bench_job, bench_outbox, bench_audit;
    CREATE TABLE bench_job (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, due_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'pending', done_at timestamptz);
    CREATE INDEX bench_due ON bench_job (due_at, id) WHERE state = 'pending';
    CREATE TABLE bench_outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, job_id bigint NOT NULL,
        kind text NOT NULL, made_at timestamptz NOT NULL);
    CREATE TABLE bench_audit (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, job_id bigint NOT NULL,
        action text NOT NULL, at timestamptz NOT NULL)
"""
SHAPED = """
    DROP TABLE IF EXISTS bench_job, bench_outbox, bench_audit;
    CREATE TABLE bench_job (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), case_id uuid NOT NULL DEFAULT
        gen_random_uuid(), due_at timestamptz NOT NULL, starts_at timestamptz DEFAULT now(),
        basis text DEFAULT 'proven', state text NOT NULL DEFAULT 'pending', done_at timestamptz);
    CREATE INDEX bench_due ON bench_job (due_at, id) WHERE state = 'pending';
    CREATE INDEX bench_case ON bench_job (case_id);
    CREATE TABLE bench_outbox (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), job_id uuid NOT NULL, kind text NOT NULL,
        made_at timestamptz NOT NULL, state text DEFAULT 'owed', UNIQUE (job_id, kind));
    CREATE INDEX bench_owed ON bench_outbox (made_at, id) WHERE state = 'owed';
    CREATE TABLE bench_audit (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, job_id text NOT NULL,
        action text NOT NULL, at timestamptz NOT NULL, actor text DEFAULT '',
        facts text DEFAULT repeat('x', 180));
    CREATE INDEX bench_by_job ON bench_audit (job_id)
"""
LIMIT = """
    WITH due AS (
        SELECT id FROM bench_job WHERE state = 'pending' AND due_at <= clock_timestamp()
        ORDER BY due_at, id LIMIT %s FOR UPDATE SKIP LOCKED
    ), done AS (
        UPDATE bench_job AS job SET state = 'done', done_at = clock_timestamp()
        FROM due WHERE job.id = due.id RETURNING job.id
    ), told AS (
        INSERT INTO bench_outbox (job_id, kind, made_at) SELECT id, 'due', clock_timestamp()
        FROM done
    )
    INSERT INTO bench_audit (job_id, action, at) SELECT id{cast}, 'took_step', clock_timestamp()
    FROM done
"""


def bare(tables: str, cast: str, rows: int, passes: int, batch: int) -> Iterator[Cost]:
    """Drain so many rows a pass by the limit's statement, after one batch that warms it up."""
    from django.db import connection

    def drained(many: int) -> int:
        done = 0
        with connection.cursor() as cursor:
            while done < many:
                cursor.execute(LIMIT.replace("{cast}", cast), [min(batch, many - done)])
                expect(cursor.rowcount, "nothing left for the limit")
                done += cursor.rowcount
        return done

    do(tables)
    do("INSERT INTO bench_job (due_at) SELECT now() - n * interval '1 s'"
       " FROM generate_series(1, %s) AS n", [rows * passes + batch])  # fmt: skip
    do("VACUUM ANALYZE bench_job")
    drained(batch)
    for _ in range(passes):
        yield cost_of(lambda: drained(rows))


# Ours, and the ORM ----------------------------------------------------------------------------

AGO = "n * interval '1 millisecond'"
FIRST_STEP = f"now() + interval '23 h' - {AGO}"  # 24 hours before due, a moment ago
AFTER_OUTAGE = f"now() - interval '30 min' - {AGO}"  # three steps at once, before the draft's
DRAFTING = f"now() - interval '2 h' - {AGO}"  # told three times before; the draft is owed


def climbed_before() -> None:
    """Enter the three steps before the draft, as sweeps did in their time."""
    do(
        "INSERT INTO deadlines_step (clock_id, rung, due_at, state, reason, done_at)"
        " SELECT clock.id, rung.key, moment.at, 'sent', '', moment.at FROM deadlines_clock AS clock"
        " JOIN deadlines_rung AS rung USING (ladder_id) CROSS JOIN LATERAL"
        " (SELECT clock.due_at + rung.seconds_from_due * interval '1 second') AS moment (at)"
        " WHERE clock.wakes_at IS NOT NULL AND rung.seconds_from_due <= 0"
    )
    do("UPDATE deadlines_clock SET wakes_at = due_at + interval '1 h' WHERE wakes_at IS NOT NULL")
    do("VACUUM ANALYZE")


def nobody_to_tell() -> None:
    do("DELETE FROM cases_assignment")
    do("UPDATE accounts_user SET is_active = FALSE WHERE role = 'supervisor'")
    do("VACUUM ANALYZE cases_assignment, accounts_user")


def ours(
    rows: int, passes: int, batch: int, *, due: str, tells: bool = True
) -> list[tuple[Cost, Cost]]:
    """Drain so many due clocks a pass, each right after as many rows of the limit.

    Side by side, pass for pass: on a machine that others use, a figure of an hour ago is no peer.
    """
    from deadlines.services import sweep

    def drained() -> int:
        done = 0
        while done < rows:
            swept = sweep.advance(limit=min(batch, rows - done))
            expect(swept.claimed, "nothing left to sweep")
            done += swept.claimed
        return done

    empty()
    pour(mould(), rows * passes + batch, cases=rows * passes + batch, due=due)
    if due == DRAFTING:
        climbed_before()
    if not tells:
        nobody_to_tell()
    limits = bare(SHAPED, "::text", rows, passes, batch)
    sweep.advance(limit=batch)
    return [(next(limits), cost_of(drained)) for _ in range(passes)]


def by_orm(rows: int, passes: int, batch: int) -> list[Cost]:
    """Do what the sweep does for a first step by Django's ORM, so many clocks a transaction."""
    from django.db import transaction

    from audit import trail
    from cases.models import Assignment
    from deadlines.facts import rungs_of
    from deadlines.models import Clock, Reminder, Step
    from deadlines.rules.ladder import Draft, next_wake, steps_reached
    from deadlines.services.heartbeats import database_time

    @transaction.atomic
    def advance(limit: int) -> int:
        now = database_time()
        waking = Clock.objects.waking(now).select_related("request__case")
        waking = waking.prefetch_related("ladder__rungs", "steps")
        locked = waking.select_for_update(of=("self",), no_key=True, skip_locked=True)[:limit]
        clocks, steps = list(locked), []
        for clock in clocks:
            reached = steps_reached(
                rungs=rungs_of(clock), due_at=clock.due_at, now=now, draft=Draft.NONE,
                entered={step.rung for step in clock.steps.all()},
            )  # fmt: skip
            steps += [
                Step(clock=clock, rung=one.rung, due_at=one.due_at, state="sent", done_at=now)
                for one in reached
            ]
            climbed = {one.rung for one in reached}
            clock.wakes_at = next_wake(rungs=rungs_of(clock), due_at=clock.due_at, entered=climbed)
        Step.objects.bulk_create(steps)
        theirs = Assignment.objects.filter(case__in=[clock.case_id for clock in clocks]).at_work()
        people = {one.case_id: one.user_id for one in theirs}
        Reminder.objects.bulk_create(
            Reminder(step=step, recipient_id=people[step.clock.case_id], made_at=now)
            for step in steps
        )
        Clock.objects.bulk_update(clocks, ["wakes_at"])
        rows = [
            (step, step.clock.case_id, {"request": step.clock.request.code, "rung": step.rung})
            for step in steps
        ]
        trail.record_many(by=None, action="deadlines.took_step", rows=rows)
        return len(clocks)

    def drained() -> int:
        done = 0
        while done < rows:
            done += advance(batch)
        return done

    empty()
    pour(mould(), rows * passes + 10 * batch, cases=rows * passes + 10 * batch, due=FIRST_STEP)
    advance(batch)
    return [cost_of(drained) for _ in range(passes)]


# django-helpdesk ------------------------------------------------------------------------------

HELPDESK = """
import json, os, sys, time, types
from datetime import timedelta
from pathlib import Path
import django
from django.conf import settings
host, name, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "HOST": host,
                           "NAME": name, "USER": "reclaim"}},
    INSTALLED_APPS=["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.humanize", "django.contrib.messages",
                    "django.contrib.sessions", "django.contrib.sites", "helpdesk"],
    MIDDLEWARE=[], ROOT_URLCONF="desk_urls", SECRET_KEY="x", SITE_ID=1, USE_TZ=True,
    EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField", MEDIA_ROOT="/nonexistent",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    HELPDESK_TEAMS_MODE_ENABLED=False,
    HELPDESK_TEAMS_MODEL="auth.Group", HELPDESK_TEAMS_MIGRATION_DEPENDENCIES=[],
    HELPDESK_KBITEM_TEAM_GETTER=lambda item: None)
django.setup()
from django.urls import include, path
urls = types.ModuleType("desk_urls")
sys.modules["desk_urls"] = urls
urls.urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from helpdesk.models import Queue, Ticket
call_command("migrate", verbosity=0)
def cpu(pid):
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
queue = Queue.objects.create(title="Q", slug="q", escalate_days=1)
old = timezone.now() - timedelta(days=5)
found = []
for turn in range(4):
    Ticket.objects.bulk_create(Ticket(title=f"t{n}", queue=queue, priority=2, status=1)
                               for n in range(rows))
    Ticket.objects.filter(priority=2).update(created=old)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    mine, theirs = time.process_time(), cpu(pid)
    call_command("escalate_tickets", stdout=open(os.devnull, "w"))
    took = [time.process_time() - mine, cpu(pid) - theirs]
    assert Ticket.objects.filter(priority=1).count() == rows * (turn + 1)
    if turn:
        found.append([rows, *took, 0])
print(json.dumps(found))
"""


def helpdesk(rows: int, folder: Path) -> list[Cost]:
    """Run django-helpdesk's `escalate_tickets` in an environment and database of its own."""
    from django.db import connection

    print("installing django-helpdesk into a throw-away environment", flush=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv/bin/python"
    wanted = ["django-helpdesk", "psycopg[binary]", "setuptools"]
    subprocess.run([python, "-m", "pip", "install", "-qq", *wanted], check=True)
    name = "bench_helpdesk"
    do(f"DROP DATABASE IF EXISTS {name}")
    do(f"CREATE DATABASE {name}")
    host = connection.settings_dict["HOST"] or connection.settings_dict["OPTIONS"].get("host", "")
    said = subprocess.run(
        [python, "-c", HELPDESK, host, name, str(rows)],
        check=True, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    return [Cost(*one) for one in json.loads(said.stdout.splitlines()[-1])]


# How the cost follows what is due --------------------------------------------------------------


def ten_due(many: int, passes: int) -> float:
    """Give the CPU milliseconds of a sweep that finds ten due among so many open clocks."""
    from deadlines.services import sweep

    empty()
    pour(mould(), many, cases=min(many, 100_000))
    do("VACUUM ANALYZE")
    costs = []
    for turn in range(passes + WARM_UP):
        do(
            "UPDATE deadlines_clock SET wakes_at = now() - interval '1 min', due_at = now() +"
            " interval '23 h', starts_at = now() - interval '25 h'"
            " WHERE id = ANY(%s::uuid[])",
            [[scalar(f"SELECT {key(CLOCKS, str(1 + turn * TEN + one))}") for one in range(TEN)]],
        )
        cost = cost_of(lambda: sweep.advance().claimed)
        expect(cost.rows == TEN, cost)
        costs.append(1000 * (cost.client + cost.backend))
    return statistics.median(costs[WARM_UP:])  # the first ones plan anew and warm the tables up


DRAIN = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["RECLAIM_AS"] = "work"
import django; django.setup()
import psutil
from deadlines.services import sweep
me, done = psutil.Process(), 0
while True:
    swept = sweep.advance()
    if not swept.claimed:
        break
    done += swept.claimed
    print(done, me.memory_info().rss // 1024, flush=True)
"""


PAGES = {
    "a7": ["/", "/complaints/", "/weekend/", "/healthz/deadlines"],
    "supervisor": [
        "/",
        "/complaints/",
        "/cases/",
        "/weekend/",
        "/covers/",
        "/ladders/",
        "/system/",
    ],
}


def flood(many: int) -> None:
    """Let so many come due at once; sweep them in a process while pages are asked for in ours."""
    import psutil
    from django.test import Client

    from accounts.models import User
    from deadlines.models import Step
    from tests.factories.accounts import mark_whole

    empty()
    pour(mould(), many, cases=many, due=FIRST_STEP)
    pages = []
    for name, theirs in PAGES.items():
        reader = Client(SERVER_NAME="localhost")
        reader.force_login(User.objects.get(email=f"{name}@agency.example"))
        mark_whole(reader)
        pages += [(reader, f"{name} {page}", page) for page in theirs]
    web = psutil.Process()
    [asked(reader, page) for reader, _, page in pages]  # templates are compiled
    before = {name: [asked(reader, page) for _ in range(3)] for reader, name, page in pages}
    lean = web.memory_info().rss
    sweeper = subprocess.Popen(
        [sys.executable, "-c", DRAIN, str(ROOT)], stdout=subprocess.PIPE, text=True
    )
    began, during = time.perf_counter(), {name: [] for _, name, _ in pages}
    while sweeper.poll() is None:
        for reader, name, page in pages:
            during[name].append(asked(reader, page))
    took = time.perf_counter() - began
    lines = [tuple(map(int, line.split())) for line in sweeper.stdout or ()]
    memory = [kilobytes for _, kilobytes in lines]
    unordered = scalar(
        "SELECT count(*) FROM (SELECT due_at < lag(due_at) OVER (ORDER BY id) AS back"
        " FROM deadlines_step) AS steps WHERE back"
    )
    print(
        f"flood: {lines[-1][0]:,} clocks drained in {took:.0f} s, {Step.objects.count():,} steps,"
    )
    print(f"  {unordered} entered before an older one; the sweeper's memory"
          f" {memory[len(memory) // 5] / 1024:.1f} MB after a fifth, {memory[-1] / 1024:.1f} MB"
          " at the end")  # fmt: skip
    every = [wait for waits in during.values() for wait in waits]
    print(f"  pages meanwhile: {len(every)} asked for, median {statistics.median(every):.0f} ms,"
          f" slowest {max(every):.0f} ms; memory of their process {lean / 2**20:.0f} MB before,"
          f" {web.memory_info().rss / 2**20:.0f} MB after")  # fmt: skip
    for name, waits in during.items():
        print(f"    {name:<28} idle {statistics.median(before[name]):5.0f} ms, meanwhile"
              f" {statistics.median(waits):5.0f} ms, slowest {max(waits):5.0f} ms")  # fmt: skip


def asked(reader, page: str) -> float:
    """Give how many milliseconds a page took."""
    began = time.perf_counter()
    answer = reader.get(page)
    expect(answer.status_code in {200, 503}, (page, answer.status_code))
    return 1000 * (time.perf_counter() - began)


def report(name: str, costs: list[Cost], of: dict[str, float] | None = None) -> float:
    """Print one row: rows a CPU-second, of whom, and what share of the limits; give the median."""
    middle = sorted(costs, key=lambda cost: cost.rate)[len(costs) // 2]
    beside = "  ".join(f"{share:6.3f} of {what}" for what, share in (of or {}).items())
    print(
        f"{name:<46} {middle.rate:9,.0f} rows/CPU-s  {1e6 / middle.rate:8.1f} us"
        f" ({100 * middle.client / (middle.client + middle.backend):.0f}% client)  {beside}",
        flush=True,
    )
    return middle.rate


def beside(name: str, pairs: list[tuple[Cost, Cost]], narrow: float, each: int = 1) -> float:
    """Report ours, pass for pass beside the limit on tables of our shape."""
    mine = [cost._replace(rows=each * cost.rows) for _, cost in pairs]
    shares = [one.rate / limit.rate for one, (limit, _) in zip(mine, pairs, strict=True)]
    rate = statistics.median(one.rate for one in mine)
    shaped = statistics.median(limit.rate for limit, _ in pairs)
    shares_of = {"narrow": rate / narrow, f"shaped ({shaped:,.0f})": statistics.median(shares)}
    return report(name, mine, shares_of)


def measure(told) -> None:
    import logging

    import django

    django.setup()
    logging.disable(logging.ERROR)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    rows, passes, batch = told.rows, told.passes, told.batch
    if "rates" in told.parts:
        rates(rows, passes, batch, helpdesk_too=told.helpdesk)
    if "ten" in told.parts:
        few, lots = ten_due(10_000, 15), ten_due(told.open, 15)
        print(
            f"ten due among 10,000: {few:.2f} ms CPU; among {told.open:,}: {lots:.2f} ms;"
            f" ratio {lots / few:.2f}",
            flush=True,
        )
    if "flood" in told.parts:
        flood(told.flood)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def rates(rows: int, passes: int, batch: int, *, helpdesk_too: bool) -> None:
    narrow = report("the limit, narrow tables", list(bare(NARROW, "", rows, passes, batch)))
    shaped = list(bare(SHAPED, "::text", rows, passes, batch))
    report("the limit, tables of our shape", shaped)
    quiet = ours(rows, passes, batch, due=FIRST_STEP, tells=False)
    rate = beside("ours: ledger and audit", quiet, narrow)
    if helpdesk_too:
        with tempfile.TemporaryDirectory(prefix="reclaim-helpdesk-") as folder:
            peer = report("django-helpdesk escalate_tickets", helpdesk(1000, Path(folder)))
            print(f"  ours, ledger and audit: {rate / peer:.0f} times escalate_tickets")
    told = ours(rows, passes, batch, due=FIRST_STEP)
    beside("ours: ledger, audit and reminder", told, narrow)
    outage = ours(rows // 3, passes, batch // 3, due=AFTER_OUTAGE)
    beside("ours: after an outage, three steps a clock", outage, narrow, each=3)
    beside(
        "ours: the same with draft, task, two told", ours(rows, passes, batch, due=DRAFTING), narrow
    )
    report("Django's ORM, 500 a transaction", by_orm(rows // 10, passes, 500))
    report("Django's ORM, one a transaction", by_orm(rows // 100, passes, 1))
    again = list(bare(NARROW, "", rows, passes, batch))
    report("the limit, narrow tables, once more", again)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000, help="a pass")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument(
        "--batch", type=int, default=5_000, help="rows a transaction, ours and bare"
    )
    parser.add_argument(
        "--open", type=int, default=1_000_000, help="clocks among which ten are due"
    )
    parser.add_argument("--flood", type=int, default=100_000)
    parser.add_argument("--helpdesk", action="store_true")
    parser.add_argument("--parts", default="rates,ten,flood", help="some of rates, ten and flood")
    told = parser.parse_args()
    with trial.throw_away():
        measure(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
