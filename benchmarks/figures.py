"""A supervisor's figures over a million requests, beside their peers in one run, in CPU-seconds.

    .venv/bin/python benchmarks/figures.py --helpdesk      # about ten minutes

Needs `manage.py bootstrap --dev`. The database is the embedded one, in a folder that is thrown
away; the requests are invented by SQL. CPU time is this process's own plus that of its database
backend (from /proc), so that a busy machine lengthens the run without changing what figures are
of; each is the median of its passes, and ratios are between neighbours of the same pass.

The bare SQL is one hand-written statement that reads the same clocks and gives the same share and
the same median by Kaplan and Meier, and no people, no intervals, no labels; `naive` is the shorter
one that most would write (percentile_disc over what is gone, open requests left out): cheaper, and
wrong. pandas reads the same rows through the same driver. `--helpdesk` installs django-helpdesk
from your package index into a throw-away environment and asks for its report pages, on the same
server and as many tickets as `--tickets` says.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("RECLAIM_AS", "owner")  # who makes the tables, and fills them

from benchmarks.sweep import (  # noqa: E402
    CASES,
    CLOCKS,
    REQUESTS,
    Cost,
    clone,
    cost_of,
    do,
    expect,
    key,
    mould,
    scalar,
)
from config.embedded import trial  # noqa: E402

SUBMISSIONS = "d"
PLATFORMS = 40
HALF, ROUNDING, A_TENTH = 0.5, 1e-9, 0.11
FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)

# Two in three within two days, some after, some never: open ones are mostly of the last months
INVENT = """
    CREATE TABLE bench_told AS
    SELECT n, starts_at, platform, channel,
           CASE WHEN luck < 0.03 THEN 'withdrawn' WHEN luck < 0.05 OR gone_at > %(at)s THEN ''
                WHEN gone_at <= starts_at + interval '48 h' THEN 'in_time' ELSE 'late' END AS ended,
           least(gone_at, %(at)s) AS gone_at
    FROM (
        SELECT n, starts_at, platform, channel, luck,
               date_trunc({grain}, starts_at - ln(luck_2) * (12 + platform) * interval '1 h')
                   AS gone_at
        FROM (
            SELECT n, date_trunc({grain}, %(from)s::timestamptz
                       + (n - random()) / {many} * (%(at)s::timestamptz - %(from)s))
                       AS starts_at,
                   floor({platforms} * random() * random())::int AS platform,
                   floor(4 * random() * random())::int AS channel,
                   random() AS luck, 1 - random() AS luck_2
            FROM generate_series(1, %(many)s) AS n
        ) AS dice
    ) AS told
"""


def pour(many: int, *, cases: int, grain: str) -> None:
    """Make so many requests received over three years, with what became of them."""
    of = mould()
    do("SELECT setseed(0.48)")
    do(
        INVENT.format(grain=f"'{grain}'", platforms=PLATFORMS, many=f"{many}::float8"),
        {"from": FIRST, "at": LAST, "many": many},
    )
    do("CREATE UNIQUE INDEX ON bench_told (n); ANALYZE bench_told")
    whose = f"(mod(n.n::bigint * 7919, {cases}) + 1)"
    clone(
        "cases_case", of.case, cases,
        {"id": key(CASES), "code": "'B-' || n", "is_demo": "FALSE"},
    )  # fmt: skip
    name = scalar("SELECT platform_id FROM removal_removalrequest WHERE id = %s", [of.request])
    do(
        "CREATE TEMP TABLE bench_platform AS SELECT * FROM removal_platform WHERE slug = %s;"
        " UPDATE bench_platform SET parent_id = NULL",
        [name],
    )
    for number in range(PLATFORMS):
        do("UPDATE bench_platform SET slug = %s, name = %s", [f"p{number}", f"Platform {number}"])
        do("INSERT INTO removal_platform SELECT * FROM bench_platform")
    told = "(SELECT {} FROM bench_told AS told WHERE told.n = n.n)"
    clone(
        "removal_removalrequest", of.request, many,
        {
            "id": key(REQUESTS), "case_id": key(CASES, whose), "number": "n",
            "platform_id": "'p' || " + told.format("told.platform"),
        },
    )  # fmt: skip
    sent = scalar("SELECT id FROM removal_submission WHERE request_id = %s", [of.request])
    channel = "(ARRAY['web_form', 'email', 'in_app', 'other'])[1 + told.channel]"
    clone(
        "removal_submission", sent, many,
        {
            "id": key(SUBMISSIONS), "case_id": key(CASES, whose), "request_id": key(REQUESTS),
            "channel": told.format(channel), "notice_text": "''", "reference": "''",
        },
    )  # fmt: skip
    done = "CASE WHEN told.ended IN ('in_time', 'late') THEN told.gone_at END"
    closed = "CASE WHEN told.ended <> '' THEN told.gone_at END"
    clone(
        "deadlines_clock", of.clock, many,
        {
            "id": key(CLOCKS), "case_id": key(CASES, whose), "request_id": key(REQUESTS),
            "starts_at": told.format("told.starts_at"),
            "due_at": told.format("told.starts_at + interval '48 h'"),
            "closed_as": told.format("told.ended"), "closed_at": told.format(closed),
            "achieved_at": told.format(done), "wakes_at": "NULL",
        },
    )  # fmt: skip
    do("DELETE FROM deadlines_clock WHERE id = %s", [of.clock])
    do("DROP TABLE bench_told, bench_platform")
    do("VACUUM ANALYZE")


# The limit ------------------------------------------------------------------------------------

OF_THE_ACT = """
    FROM deadlines_clock
    WHERE starts_at >= %(since)s AND starts_at < %(until)s AND closed_as <> 'unclocked'
      AND statute_id IN (SELECT id FROM deadlines_statute WHERE code = 'US-TIDA')
      AND case_id NOT IN (SELECT id FROM cases_case WHERE is_demo)
"""
BARE_SHARE = f"""
    SELECT count(*) FILTER (WHERE closed_as = 'in_time')::float8
           / count(*) FILTER (WHERE closed_as IN ('in_time', 'late')
                              OR closed_at IS NULL AND due_at < now()) {OF_THE_ACT}
"""
BARE_MEDIAN = f"""
    WITH times AS (
        SELECT date_part('epoch', COALESCE(achieved_at, closed_at, now()) - starts_at) AS t,
               count(*)::float8 AS m, count(achieved_at)::float8 AS d {OF_THE_ACT} GROUP BY 1
    ), risk AS (
        SELECT t, d, sum(m) OVER (ORDER BY t DESC ROWS UNBOUNDED PRECEDING) AS n FROM times
    )
    SELECT min(t) / 3600 FROM (
        SELECT t, sum(CASE WHEN d < n THEN ln(1 - d / n) ELSE -1e9 END)
                  OVER (ORDER BY t ROWS UNBOUNDED PRECEDING) AS s
        FROM risk WHERE d > 0) AS curve WHERE s <= ln(0.5)
"""  # noqa: S608
NAIVE = f"""
    SELECT avg((closed_as = 'in_time')::int), date_part('epoch', percentile_disc(0.5)
           WITHIN GROUP (ORDER BY achieved_at - starts_at)) / 3600
    {OF_THE_ACT} AND achieved_at IS NOT NULL
"""


def fetched(sql: str, scope) -> tuple:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, {"since": scope.since, "until": scope.until})
        return cursor.fetchone()


def by_pandas(scope) -> tuple[float, float]:
    """Give share and median as a notebook would: the rows fetched, then grouped."""
    import numpy as np
    import pandas as pd
    from django.db import connection
    from django.utils import timezone

    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT starts_at, due_at, closed_at, closed_as, achieved_at {OF_THE_ACT}",
            {"since": scope.since, "until": scope.until},
        )
        names = [column.name for column in cursor.description]
        frame = pd.DataFrame(cursor.fetchall(), columns=names)
    for name in ("starts_at", "due_at", "closed_at", "achieved_at"):
        frame[name] = pd.to_datetime(frame[name], utc=True)
    now = pd.Timestamp(timezone.now())
    kept = (frame.closed_as == "in_time").sum()
    decided = frame.closed_as.isin(["in_time", "late"]).sum()
    decided += (frame.closed_at.isna() & (frame.due_at < now)).sum()
    ends = frame.achieved_at.fillna(frame.closed_at).fillna(now)
    frame["t"] = (ends - frame.starts_at).dt.total_seconds()
    frame["gone"] = frame.achieved_at.notna()
    times = frame.groupby("t").gone.agg(["size", "sum"])
    at_risk = times["size"][::-1].cumsum()[::-1]
    curve = np.exp(np.log1p(-(times["sum"] / at_risk).clip(upper=1 - 1e-12)).cumsum())
    return kept / decided, float(curve.index[(curve <= HALF)][0]) / 3600


# Side by side ---------------------------------------------------------------------------------


def spent(work: Callable[[], object]) -> tuple[Cost, object]:
    found: list[object] = []
    cost = cost_of(lambda: found.append(work()) or 1)
    return cost, found[0]


def report(name: str, costs: list[Cost], beside: list[Cost] | None = None) -> float:
    """Print one row: CPU and wall, and the ratio to its neighbour of the same pass."""
    middle = statistics.median(cost.client + cost.backend for cost in costs)
    ratio = ""
    if beside:
        pairs = zip(costs, beside, strict=True)
        each = [(a.client + a.backend) / (b.client + b.backend) for a, b in pairs]
        ratio = f"  {statistics.median(each):6.2f} of the bare SQL"
    walls = sorted(cost.wall for cost in costs)
    print(
        f"{name:<52} {1000 * middle:9,.0f} ms CPU  {1000 * walls[0]:8,.0f} ms at best"
        f"  {1000 * statistics.median(walls):8,.0f} ms wall{ratio}",
        flush=True,
    )
    return middle


def compare(passes: int) -> None:
    from reports import figures
    from reports.figures import Scope, keeping, kept, survival
    from reports.services import keeping as rounds

    scope = Scope(FIRST, LAST)
    do("SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '64MB'")
    first, _ = spent(rounds.keep_all)
    do("VACUUM ANALYZE reports_keptmonth, reports_keptpeople, reports_stalemonth")
    held = scalar("SELECT pg_total_relation_size('reports_keptmonth')"
                  " + pg_total_relation_size('reports_keptpeople')")  # fmt: skip

    def both(on_time, removal_hours):
        return lambda: (on_time(scope)[0].share, removal_hours(scope)[0].median)

    ways = {
        "the bare SQL: share, and median by Kaplan and Meier": lambda: (
            fetched(BARE_SHARE, scope)[0], fetched(BARE_MEDIAN, scope)[0]),
        "ours, fresh: with people, intervals, the 90th": both(
            figures.on_time, figures.removal_hours),
        "ours, fresh, people counted without the roll-up": both(
            keeping.on_time, survival.removal_hours),
        "ours, from the roll-up": both(kept.on_time, kept.removal_hours),
        "naive SQL: open requests left out (wrong)": lambda: fetched(NAIVE, scope),
    }  # fmt: skip
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    said: dict[str, tuple[float, float]] = {}
    for turn in range(passes + 1):
        for name, way in ways.items():
            cost, said[name] = spent(way)
            if turn:  # the first warms up
                costs[name].append(cost)
    tell(ways, costs, said)
    alone(scope, said, kept)
    print(f"the roll-up: counted from nothing in {first.client + first.backend:.1f} CPU-s,"
          f" {held / 2**20:.0f} MB")  # fmt: skip
    changed(scope, kept)


def tell(ways, costs: dict[str, list[Cost]], said: dict[str, tuple[float, float]]) -> None:
    bare, ours, counted, quick, naive = ways
    agree(said[bare], said[ours], said[counted], said[quick])
    for name in ways:
        report(name, costs[name], costs[bare] if name != bare else None)
    print(f"  share {said[ours][0]:.4f}, median {said[ours][1]:.2f} h; naive says"
          f" {said[naive][0]:.4f} and {said[naive][1]:.2f} h")  # fmt: skip


def alone(scope, said, kept) -> None:
    """Ask the roll-up for share and median alone, and pandas for both."""
    for name, ask in (("share", kept.on_time), ("median", kept.removal_hours)):
        ask(scope)
        report(f"  from the roll-up: {name} alone", [spent(lambda a=ask: a(scope))[0]
               for _ in range(10)])  # fmt: skip
    cost, theirs = spent(lambda: by_pandas(scope))
    agree(next(iter(said.values())), theirs)
    report("pandas, the same rows through the same driver", [cost])


def agree(first, *others) -> None:
    for other in others:
        expect(abs(first[0] - other[0]) < ROUNDING, "shares differ", first, other)
        expect(abs(first[1] - other[1]) < A_TENTH, "medians differ", first, other)


def changed(scope, kept) -> None:
    """Ask while one clock of the last month has changed, and count that month anew."""
    from reports.services import keeping as rounds

    do("UPDATE deadlines_clock SET basis = 'inferred' WHERE id = (SELECT id FROM deadlines_clock"
       " WHERE closed_at IS NOT NULL ORDER BY starts_at DESC LIMIT 1)")  # fmt: skip
    report("from the roll-up, the last month having changed: share",
           [spent(lambda: kept.on_time(scope))[0] for _ in range(3)])  # fmt: skip
    report("  median", [spent(lambda: kept.removal_hours(scope))[0] for _ in range(3)])
    cost, _ = spent(rounds.keep)
    report("  that month counted anew, once a minute at most", [cost])


# django-helpdesk ------------------------------------------------------------------------------


def helpdesk(many: int, folder: Path) -> list[tuple[str, Cost]]:
    """Ask django-helpdesk's report pages, in an environment and database of their own."""
    from django.db import connection

    print("installing django-helpdesk into a throw-away environment", flush=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv/bin/python"
    wanted = ["django-helpdesk", "psycopg[binary]", "setuptools"]
    subprocess.run([python, "-m", "pip", "install", "-qq", *wanted], check=True)
    do("DROP DATABASE IF EXISTS bench_helpdesk")
    do("CREATE DATABASE bench_helpdesk")
    host = connection.settings_dict["HOST"]
    script = Path(__file__).with_name("helpdesk_reports.py")
    said = subprocess.run(
        [python, script, host, "bench_helpdesk", str(many)],
        check=True, stdout=subprocess.PIPE, text=True, timeout=900,
    )  # fmt: skip
    return [(name, Cost(*cost)) for name, cost in json.loads(said.stdout.splitlines()[-1])]


def measure(told) -> None:
    import logging

    import django

    django.setup()
    logging.disable(logging.ERROR)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    pour(told.requests, cases=told.requests * 3 // 10, grain=told.grain)
    print(f"{told.requests:,} requests of {told.requests * 3 // 10:,} cases, made in"
          f" {time.perf_counter() - began:.0f} s")  # fmt: skip
    compare(told.passes)
    if told.helpdesk:
        with tempfile.TemporaryDirectory(prefix="reclaim-helpdesk-") as folder:
            for name, cost in helpdesk(told.tickets, Path(folder)):
                report(f"django-helpdesk {name}, {told.tickets:,} tickets", [cost])
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--grain", default="minute", help="of moments, as forms ask for them")
    parser.add_argument("--helpdesk", action="store_true")
    parser.add_argument("--tickets", type=int, default=20_000, help="of django-helpdesk")
    told = parser.parse_args()
    with trial.throw_away():
        measure(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
