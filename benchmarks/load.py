"""Pages and API under load: p50, p95, p99 and errors at several rates, by HTTP, on real processes.

    .venv/bin/python benchmarks/load.py                                    # about fifteen minutes
    .venv/bin/python benchmarks/load.py --cases 2000 --rates 4 --seconds 10   # a look

Needs `manage.py bootstrap --dev`. The database is the embedded one in a folder that is thrown
away; the web server is the one of production; the clients are threads of this process, on the
same machine, and take their share of it. Requests come at a fixed rate, whether or not those
before were answered, and a wait is counted from the moment at which one was to be sent: what
queues is seen. Each advocate has cases of their own, made by the services and sealed; the other
cases are rows of other advocates, which the tables must carry and the lists must leave out.
"""

import argparse
import os
import random
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("RECLAIM_AS", "owner")  # who makes the tables, and fills them

from config.embedded import trial  # noqa: E402

ADVOCATES, EACH = 20, 25
OK = {200, 201}


class Asked(NamedTuple):
    """One answer: what was asked, how long after it was to be sent, and with what status."""

    what: str
    seconds: float
    status: int


class Person(NamedTuple):
    cookie: str
    token: str
    codes: list[str]
    requests: list[str]


# How often each is asked, of a hundred; {code} and {request} are the asker's own.
MIX = (
    (18, "Today", "page", "/"),
    (14, "Cases, a list", "page", "/cases/"),
    (18, "A case", "page", "/cases/{code}/"),
    (10, "Requests, a list", "page", "/requests/"),
    (12, "A request", "page", "/requests/{request}/"),
    (4, "Complaints, a list", "page", "/complaints/"),
    (8, "API: clocks", "api", "/api/v1/clocks/"),
    (6, "API: cases", "api", "/api/v1/cases/"),
    (4, "API: requests", "api", "/api/v1/removal-requests/"),
    (6, "API: a case opened", "write", "/api/v1/cases/"),
)


def people(number: int, each: int) -> list[Person]:
    """Make advocates with so many cases each, every one with a clock; all invented."""
    from accounts.models import User
    from tests.factories import deadlines as make
    from tests.faults.serving import session_of

    make.rules_loaded()
    found = []
    for n in range(number):
        user = User.objects.create_user(
            email=f"load{n}@agency.example", name=f"L{n}", role="advocate", password=None
        )
        clocks = [make.clock(by=user) for _ in range(each)]
        person = session_of(user)
        codes = [clock.case.code for clock in clocks]
        asked = [str(clock.request_id) for clock in clocks]
        found.append(Person(person["cookie"], person["token"], codes, asked))
        print(f"  {n + 1} of {number} advocates", end="\r", flush=True)
    return found


def ask(web, person: Person, kind: str, path: str) -> int:
    from tests.faults.serving import open_case

    token = {"Authorization": f"Token {person.token}"}
    if kind == "write":
        return open_case(web, token)[0]
    return web.ask(path, **(token if kind == "api" else {"Cookie": person.cookie}))[0]


def one(web, person: Person, at: float, chance: random.Random) -> Asked:
    """Ask for something of the mix; the wait is from the moment `at` which it was to be sent."""
    (_, what, kind, path) = chance.choices(MIX, weights=[row[0] for row in MIX])[0]
    path = path.format(code=chance.choice(person.codes), request=chance.choice(person.requests))
    try:
        status = ask(web, person, kind, path)
    except OSError:
        status = 0
    return Asked(what, time.perf_counter() - at, status)


def run(web, crowd: list[Person], *, rate: float, seconds: float, seed: int) -> list[Asked]:
    """Ask at this rate for so long, at random moments, as many people do."""
    chance = random.Random(seed)  # noqa: S311
    began, moment, under_way = time.perf_counter(), 0.0, []
    with ThreadPoolExecutor(max_workers=96) as pool:
        while moment < seconds:
            moment += chance.expovariate(rate)
            pause = began + moment - time.perf_counter()
            if pause > 0:
                time.sleep(pause)
            mine = random.Random(chance.random())  # noqa: S311
            under_way.append(pool.submit(one, web, chance.choice(crowd), began + moment, mine))
    return [each.result() for each in under_way]


def percentile(waits: list[float], share: float) -> float:
    return 1000 * sorted(waits)[min(len(waits) - 1, int(share * len(waits)))]


def row(name: str, asked: list[Asked]) -> str:
    waits = [each.seconds for each in asked]
    errors = sum(each.status not in OK for each in asked)
    shares = " | ".join(f"{percentile(waits, share):,.0f}" for share in (0.5, 0.95, 0.99))
    return f"| {name} | {len(asked):,} | {shares} | {100 * errors / len(asked):.2f} % |"


HEAD = "| | asked | p50 ms | p95 ms | p99 ms | errors |\n|---|--:|--:|--:|--:|--:|"


def report(rate: float, asked: list[Asked], seconds: float) -> None:
    print(f"\n**{rate:g} requests a second** ({len(asked) / seconds:.1f} were answered)\n\n{HEAD}")
    print(row("all", asked))
    by_what = defaultdict(list)
    for each in asked:
        by_what[each.what].append(each)
    for _, what, _, _ in MIX:
        if by_what[what]:
            print(row(what, by_what[what]))
    failed = [each for each in asked if each.status not in OK]
    if failed:
        print(f"\nstatuses of errors: {sorted({each.status for each in failed})}")
    sys.stdout.flush()


def mass(cases: int) -> None:
    """Fill the tables with other advocates' cases, requests and running clocks."""
    from benchmarks import sweep

    if cases:
        sweep.pour(sweep.mould(), cases, cases=cases)
    sweep.do("VACUUM ANALYZE")


def measure(told: argparse.Namespace, home: Path) -> None:
    import logging

    import django

    django.setup()
    logging.disable(logging.ERROR)
    from django.core.management import call_command
    from django.db import connection

    from tests.faults.serving import Web

    call_command("migrate", verbosity=0)
    call_command("grant_roles", verbosity=0)
    began = time.perf_counter()
    mass(told.cases)
    crowd = people(told.advocates, told.each)
    print(f"{told.cases:,} cases and {told.advocates} x {told.each} of the askers' own,"
          f" made in {time.perf_counter() - began:.0f} s")  # fmt: skip
    at = SimpleNamespace(home=home, at={"HOST": connection.settings_dict["HOST"]})
    limits = {"RECLAIM_WEB_THREADS": told.threads, "RECLAIM_OPENINGS_AN_HOUR": 10**9}
    with Web(at, "reclaim", processes=told.processes, **limits) as web:
        run(web, crowd, rate=4, seconds=min(20, told.seconds), seed=0)  # templates, plans, caches
        for rate in told.rates:
            report(rate, run(web, crowd, rate=rate, seconds=told.seconds, seed=1), told.seconds)
            time.sleep(2)
        memory = memory_of(web.child.pid)
    print(f"\n{told.processes} processes of {told.threads} threads, {memory:.0f} MB in all; "
          f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")  # fmt: skip


def memory_of(pid: int) -> float:
    import psutil

    parent = psutil.Process(pid)
    return sum(p.memory_info().rss for p in (parent, *parent.children(recursive=True))) / 2**20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="of other advocates")
    parser.add_argument("--advocates", type=int, default=ADVOCATES)
    parser.add_argument("--each", type=int, default=EACH, help="cases of an advocate who asks")
    parser.add_argument("--rates", type=float, nargs="+", default=[5, 10, 15, 20, 30])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    told = parser.parse_args()
    with trial.throw_away() as home:
        measure(told, home)
    return 0


if __name__ == "__main__":
    sys.exit(main())
