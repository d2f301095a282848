"""What the second wall costs: pages over 100,000 cases with and without it, in one run.

    .venv/bin/python benchmarks/walls.py      # about five minutes

Needs `manage.py bootstrap --dev`. The database is the embedded one, in a folder that is thrown
away; cases, people and requests are invented by SQL. Each page is asked through the whole of
Django as the web's own role, in turns: with the walls, and with them taken down and nothing told
to the transaction. Milliseconds by the clock, so a busy machine lengthens both; the ratio is of
neighbours of the same turn.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from benchmarks.sweep import do, key, mould, pour, scalar  # noqa: E402
from config.embedded import trial  # noqa: E402
from rows import reading  # noqa: E402

WALLED = "SELECT array_agg(DISTINCT tablename) FROM pg_policies WHERE schemaname = current_schema()"


def be(role: str | None) -> None:
    """Read as one of the roles from the next connection on; None is the tables' owner."""
    from django.db import connection

    connection.close()
    options = connection.settings_dict.setdefault("OPTIONS", {})
    options.pop("assume_role", None)
    if role:
        options["assume_role"] = role


def put(*, up: bool) -> None:
    from rows.base import DatabaseWrapper

    be(None)
    for table in scalar(WALLED):
        do(f"ALTER TABLE {table} {'ENABLE' if up else 'DISABLE'} ROW LEVEL SECURITY")
    DatabaseWrapper._tell = DatabaseWrapper.tells if up else lambda self: False
    be("reclaim_web")


def asked(reader, what: str | Callable, times: int) -> list[float]:
    client, user = reader
    found = []
    for _ in range(times):
        began = time.perf_counter()
        if callable(what):
            with reading.reading_as(user.pk):
                what(user)
        elif (answer := client.get(what).status_code) != HTTPStatus.OK:
            raise SystemExit(f"{what} answered {answer}")
        found.append((time.perf_counter() - began) * 1000)
    return found


def compare(readers, paths, *, turns: int, times: int) -> None:
    pages = [(name, said) for name in readers for said in paths]
    spent = {page: {True: [], False: []} for page in pages}
    for turn in range(turns):
        for up in (True, False) if turn % 2 else (False, True):
            put(up=up)
            for name, said in pages:
                asked(readers[name], paths[said], 2)  # a new connection's plans are not asked
                spent[name, said][up] += asked(readers[name], paths[said], times)
    print(f"{'page':<44}{'without':>20}{'with':>20}   ratio", flush=True)
    for (name, said), costs in spent.items():
        plain, walled = (sorted(costs[up]) for up in (False, True))
        ratio = statistics.median(walled) / statistics.median(plain)
        print(f"{name + ': ' + said:<44}{told(plain):>20}{told(walled):>20}   {ratio:.2f}")


def told(found: list[float]) -> str:
    return f"{statistics.median(found):.1f} / {found[int(len(found) * 0.95)]:.1f} ms"


def poured(cases: int) -> tuple[object, object]:
    """Make so many cases, a hundred an advocate; give one that can be opened, and whose it is."""
    of = mould()
    do("UPDATE cases_case SET is_demo = FALSE")
    pour(of, cases, cases=cases)
    hers = scalar(f"SELECT {key('b', '2')}")
    do("UPDATE cases_assignment SET user_id = %s WHERE case_id = %s", [hers, of.case])
    return of.case, hers


def pages(case) -> dict[str, str | Callable]:
    """Give what is asked: a page by its address, or rows by what asks for them."""
    from django.urls import reverse

    from deadlines.models import Clock

    def clocks(user):
        mine = Clock.objects.visible_to(user).filter(closed_at=None)
        return list(mine.select_related("request", "case").order_by("due_at")[:50])

    return {
        "case list, a page": reverse("cases:list"),
        "case page": reverse("cases:case", args=[case.code]),
        "fifty clocks, the rows alone": clocks,
    }


def measure(given) -> None:
    import logging

    import django

    django.setup()
    logging.disable(logging.ERROR)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("grant_roles", verbosity=0)
    began = time.perf_counter()
    case, hers = poured(given.cases)
    print(f"{given.cases:,} cases with a clock each, made in {time.perf_counter() - began:.0f} s")
    ask(case, hers, turns=given.turns, times=given.times)


def ask(case, hers, *, turns: int, times: int) -> None:
    from django.test import Client

    from accounts.models import User
    from cases.models import Case
    from rows.base import DatabaseWrapper

    DatabaseWrapper.tells = DatabaseWrapper._tell
    people = {
        "advocate of 101": User.objects.get(pk=hers),
        "supervisor of all": User.objects.get(role="supervisor"),
    }
    readers = {}
    for name, user in people.items():
        readers[name] = Client(headers={"host": "localhost"}), user
        readers[name][0].force_login(user)
    print("median / 95th:", flush=True)
    compare(readers, pages(Case.objects.get(pk=case)), turns=turns, times=times)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    with trial.throw_away():
        measure(given)
    return 0


if __name__ == "__main__":
    sys.exit(main())
