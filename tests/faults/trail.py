"""Eight writers at work with roll-backs and kills while another host seals: no false alarm.

    python -m tests.faults.trail_run --rows 100000

Each writer is a process of its own that writes sets of entries to shared chains, takes one turn in
five back, and is killed now and then in the middle of a transaction. Beside them a sealer goes by
again and again. At the end everything must hold, by the chains and by the seals.
"""

import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from audit import chain, trail
from audit.models import Entry
from audit.seals import book, signing, taking
from tests.faults.together import Crowd

CHAINS = 40


class Subject:
    """As much of a row as an entry asks for."""

    class _meta:  # noqa: N801  Django's own name
        label_lower = "tests.subject"

    pk = 1


def writing(*, rows: int, seed: int) -> int:
    """Enter so many rows in sets, every fifth turn rolled back; give how many stayed."""
    chance, stayed = random.Random(seed), 0  # noqa: S311
    while stayed < rows:
        many = chance.choice([1, 1, 1, 3, 25])
        set_ = [
            (Subject(), f"chain-{chance.randrange(CHAINS)}", {"n": number})
            for number in range(many)
        ]
        with transaction.atomic():
            trail.record_many(by=None, action="tests.told", rows=set_)
            if chance.random() < 0.2:
                transaction.set_rollback(True)
                continue
        stayed += many
    return stayed


def raged(*, rows: int, writers: int = 8, kills: int = 4, seed: int = 7) -> dict[str, object]:
    """Let them write until so many rows are there, kill some on the way, and give the verdict."""
    folder = Path(tempfile.mkdtemp(prefix="reclaim-seals-"))
    public = signing.make(folder / "key.pem")
    key, place = signing.load(folder / "key.pem"), folder / "seals.jsonl"
    begun, before, killed, seals = time.monotonic(), Entry.objects.count(), 0, 0
    left = rows
    while left > 0:
        share = -(-left // writers)
        with Crowd(writers, writing, rows=share, seed=seed + killed + left) as crowd:
            crowd.go()
            while any(child.is_alive() for child in crowd.processes):
                taking.seal(to=place, key=key, now=datetime.now(UTC), first=not seals)
                seals += 1
                if killed < kills and Entry.objects.count() - before > killed * rows // kills // 2:
                    crowd.processes[killed % writers].kill()
                    killed += 1
                time.sleep(0.2)
        left = rows - (Entry.objects.count() - before)
    taking.seal(to=place, key=key, now=datetime.now(UTC))
    sealed = book.read([place], keys=[public])
    verdicts = list(chain.verify_all(sealed=sealed))
    return {
        "rows": Entry.objects.count() - before,
        "writers": writers,
        "killed": killed,
        "seals": seals + 1,
        "seals_fault": sealed.fault,
        "false_alarms": sum(not one.holds for one in verdicts),
        "seconds": round(time.monotonic() - begun, 1),
    }
