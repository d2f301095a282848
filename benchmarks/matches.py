"""A million invented PDQ fingerprints: our index, a plain scan and FAISS, in one run.

    .venv/bin/python benchmarks/matches.py --faiss      # about five minutes

Needs `manage.py bootstrap --dev`. The database is the embedded one, in a folder that is thrown
away. `--faiss` installs faiss-cpu from your package index into a throw-away environment; without
it that row is left out. Truth is every bit counted by numpy. One query a call, one thread,
wall time with the client's round trip; the best of three passes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("RECLAIM_AS", "owner")  # who makes the tables, and fills them

from config.embedded import trial  # noqa: E402

RADIUS = 31
FAISS = """
import json, sys, time
import faiss, numpy as np
rows, asked, radius, passes = np.load(sys.argv[1]), np.load(sys.argv[2]), int(sys.argv[3]), 3
faiss.omp_set_num_threads(1)
def timed(name, index):
    began = time.perf_counter(); index.add(rows); built = time.perf_counter() - began
    best, found = 1e9, []
    for _ in range(passes):
        began = time.perf_counter()
        found = [search(index, one[None]) for one in asked]
        best = min(best, time.perf_counter() - began)
    return {"name": name, "build": built, "seconds": best / len(asked), "found": found}
def search(index, one):
    if isinstance(index, faiss.IndexBinaryFlat):
        _, _, ids = index.range_search(one, radius + 1)
        return sorted(int(i) for i in ids)
    distances, ids = index.search(one, 50)
    return sorted(int(i) for d, i in zip(distances[0], ids[0]) if 0 <= d <= radius)
multi = faiss.IndexBinaryMultiHash(256, 16, 16); multi.nflip = 1
print(json.dumps([timed("FAISS IndexBinaryFlat", faiss.IndexBinaryFlat(256)),
                  timed("FAISS MultiHash 16x16 nflip 1", multi)]))
"""


def pictures(np, many, seed):
    """Give PDQ's transform of pictures with 1/f spectra: exactly 128 of 256 bits set."""
    chance = np.random.default_rng(seed)
    wave = np.arange(1, 17)
    weight = (1 / np.hypot(wave[:, None], wave[None, :])).reshape(-1).astype("f4")
    rows = np.empty((many, 32), np.uint8)
    for start in range(0, many, 50_000):
        end = min(start + 50_000, many)
        waves = chance.standard_normal((end - start, 256), dtype="f4") * weight
        middle = np.partition(waves, 127, axis=1)[:, 127, None]
        rows[start:end] = np.packbits(waves > middle, axis=1)
    return rows


def planted(np, rows, many, seed):
    """Give queries: half of them a row with 0 to 31 bits turned over, half strangers."""
    chance = np.random.default_rng(seed)
    bits = np.unpackbits(rows[chance.choice(len(rows), many // 2, replace=False)], axis=1)
    for place, row in enumerate(bits):
        row[chance.choice(256, place % (RADIUS + 1), replace=False)] ^= 1
    return np.concatenate([np.packbits(bits, axis=1), pictures(np, many - many // 2, seed + 1)])


def brute(np, rows, asked):
    """Count every bit, the truth that the others are held against."""
    wide = rows.view(np.uint64)
    return [
        sorted(
            np.nonzero(np.bitwise_count(wide ^ one.view(np.uint64)).sum(1) <= RADIUS)[0].tolist()
        )
        for one in asked
    ]


def fill(np, connection, rows):
    """Put the rows in the real table, scattered as the service does, on two cases."""
    from evidence.near import COLUMN
    from sealing import keys, nearness

    scatter = nearness._scatter(keys.index_key(), f"{COLUMN}|pdq", 256)
    mask = np.frombuffer(scatter.mask.to_bytes(32), np.uint8)
    order = np.array(scatter.order)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE evidence_fingerprint DISABLE TRIGGER USER")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f'"
            " AND conrelid = 'evidence_fingerprint'::regclass"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE evidence_fingerprint DROP CONSTRAINT "{name}"')
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'fingerprint_near_%'"
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        names = (
            "id, case_id, item_id, algorithm, digits, blind, quality, producer, rule_version,"
            " mime, recorded_at, recorded_by_id"
        )
        with cursor.copy(f"COPY evidence_fingerprint ({names}) FROM STDIN") as copy:
            for start in range(0, len(rows), 50_000):
                bits = np.unpackbits(rows[start : start + 50_000], axis=1)[:, order]
                for place, one in enumerate(np.packbits(bits, axis=1) ^ mask, start):
                    case = _id(1 + place % 10)
                    line = (
                        _id(place), case, case, "pdq", b"x", one.tobytes().hex(), 100, "b", "", "",
                        "2026-11-02", _id(1),
                    )  # fmt: skip
                    copy.write_row(line)
    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute("SET maintenance_work_mem = '256MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        print(f"{len(indexes)} indexes built in {time.perf_counter() - began:.0f} s")
        cursor.execute("VACUUM ANALYZE evidence_fingerprint")
        cursor.execute(
            "SELECT pg_size_pretty(pg_table_size('evidence_fingerprint')),"
            " pg_size_pretty(pg_indexes_size('evidence_fingerprint'))"
        )
        print("table and indexes:", *cursor.fetchone(), flush=True)


def _id(number):
    return f"{number:032x}"


def timed(name, ask, asked, truth, *, passes=3):
    """Print one row: milliseconds a query, queries a second, hits found and missed."""
    best, found = float("inf"), []
    for _ in range(passes):
        began = time.perf_counter()
        found = [ask(one) for one in asked]
        best = min(best, time.perf_counter() - began)
    report(name, best / len(asked), found, truth)


def report(name, seconds, found, truth):
    sets = [(set(have), set(want)) for have, want in zip(found, truth, strict=False)]
    wanted = sum(len(want) for _, want in sets)
    got = sum(len(have & want) for have, want in sets)
    extra = sum(len(have - want) for have, want in sets)
    print(
        f"{name:<44} {seconds * 1000:9.2f} ms {1 / seconds:9.0f} q/s"
        f"   recall {got}/{wanted}, extra {extra}",
        flush=True,
    )


def ours(turns):
    from evidence.near import near

    return lambda one: [hit.pk.int for hit in near("pdq", one.tobytes().hex(), turns=turns)]


def scan(connection):
    from evidence.near import blinded

    def ask(one):
        digits = blinded("pdq", one.tobytes().hex())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM evidence_fingerprint"
                " WHERE bit_count(pdq_bits # ('x' || %s)::bit(256)) <= %s",
                [digits, RADIUS],
            )
            return [pk.int for (pk,) in cursor.fetchall()]

    return ask


def explain(connection, one):
    from evidence.near import SHAPES, blinded, statement
    from evidence.rules.fingerprints import Algorithm

    asked = blinded("pdq", one.tobytes().hex())
    sql, given = statement(SHAPES[Algorithm.PDQ], asked, RADIUS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) {sql}", given
        )
        lines = [line for (line,) in cursor.fetchall()]
    print("\n".join(line[:110] for line in lines))
    print("Seq Scan in the plan:", any("Seq Scan" in line for line in lines))


def restrict(connection):
    """Bind even the owner by a policy that shows two of ten cases."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE evidence_fingerprint ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
        )
        cursor.execute(
            "CREATE POLICY two_of_ten ON evidence_fingerprint USING"
            " (case_id::text = ANY (string_to_array(current_setting('bench.cases'), ',')))"
        )
        from uuid import UUID

        cases = ",".join(str(UUID(_id(number))) for number in (1, 2))
        cursor.execute("SELECT set_config('bench.cases', %s, false)", [cases])


def faiss(np, rows, asked, truth, folder):
    """Run FAISS on the same rows and queries in an environment of its own."""
    print("installing faiss-cpu into a throw-away environment", flush=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv/bin/python"
    subprocess.run([python, "-m", "pip", "install", "-q", "faiss-cpu"], check=True)
    np.save(folder / "rows.npy", rows)
    np.save(folder / "asked.npy", asked)
    said = subprocess.run(
        [python, "-c", FAISS, folder / "rows.npy", folder / "asked.npy", str(RADIUS)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    for one in json.loads(said.stdout):
        report(one["name"], one["seconds"], one["found"], truth)


def measure(asked_for):
    import django
    import numpy as np

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from evidence.rules.turns import Turn

    call_command("migrate", verbosity=0)
    rows = pictures(np, asked_for.rows, 1)
    asked = planted(np, rows, asked_for.queries, 2)
    began = time.perf_counter()
    fill(np, connection, rows)
    print(f"{len(rows):,} rows loaded in {time.perf_counter() - began:.0f} s")
    truth = brute(np, rows, asked)
    few = asked[:: max(1, len(asked) // 20)]
    few_truth = truth[:: max(1, len(asked) // 20)]
    upright, every = [Turn.UPRIGHT], list(Turn)
    timed("Postgres, sixteen btrees, one lay", ours(upright), asked, truth)
    timed("Postgres, sixteen btrees, eight lays", ours(every), few, few_truth)
    timed("Postgres, plain scan", scan(connection), few, few_truth, passes=1)
    if asked_for.faiss:
        with tempfile.TemporaryDirectory(prefix="reclaim-faiss-") as folder:
            faiss(np, rows, asked, truth, Path(folder))
    explain(connection, asked[0])
    restrict(connection)
    seen = [[pk for pk in found if 1 + pk % 10 in {1, 2}] for found in truth]
    timed("Row-level security, 2 of 10 cases, one lay", ours(upright), asked, seen)
    few_seen = seen[:: max(1, len(asked) // 20)]
    timed("Row-level security, eight lays", ours(every), few, few_seen)
    timed("Row-level security, plain scan", scan(connection), few, few_seen, passes=1)
    explain(connection, asked[0])
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--faiss", action="store_true")
    asked_for = parser.parse_args()
    with trial.throw_away():
        measure(asked_for)
    return 0


if __name__ == "__main__":
    sys.exit(main())
