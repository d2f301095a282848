"""Backups, restores that were tried, seals and held mail, as the System page says them."""

from datetime import datetime, timedelta
from typing import NamedTuple

from deadlines.models import Heartbeat
from deadlines.rules.spoken import ago
from deadlines.services import holding, permanence
from deadlines.services.holding import Waiting
from deadlines.services.permanence import BACKUP, DRILL, SEAL, Permanence

# fmt: off
WORDS = {  # what it is, and what to run where it never was
    BACKUP: ("Backup",        "manage.py backup --to FOLDER"),
    DRILL:  ("Restore tried", "manage.py backup_drill --fresh"),
    SEAL:   ("Trail sealed",  "manage.py seal_trail"),
}
TONES = {  # by the code of a problem: which row it is of
    "no_backup": BACKUP, "backup_old": BACKUP, "no_drill": DRILL,
    "drill_failed": DRILL, "drill_old": DRILL, "seal_old": SEAL,
}
# fmt: on


class Line(NamedTuple):
    """One of them: when it was last, what came of it, and whether a person must look."""

    name: str
    word: str
    tone: str
    at: datetime | None
    ago: str
    found: str
    command: str


class Kept(NamedTuple):
    state: Permanence
    lines: list[Line]
    waiting: Waiting | None  # letters, while mail is held
    max_age: str


def told() -> Kept:
    """Give what the page draws."""
    state = permanence.look()
    wrong = {TONES[code]: code for code in state.problems if code in TONES}
    rows = {BACKUP: state.backup, DRILL: state.drill, SEAL: state.seal}
    lines = [_line(name, row, name in wrong, state.now) for name, row in rows.items()]
    waiting = holding.waiting(of=state.hold) if state.hold else None
    return Kept(state, lines, waiting, f"{permanence.max_age() // timedelta(hours=1)} hours")


def _line(name: str, row: Heartbeat | None, is_wrong: bool, now: datetime) -> Line:  # noqa: FBT001
    word, command = WORDS[name]
    if row is None:
        return Line(word, "Never", "late" if is_wrong else "quiet", None, "", "", command)
    said = ("Look", "late") if is_wrong else ("In order", "good")
    return Line(word, *said, row.at, ago(now - row.at), _found(name, row.found), command)


def _found(name: str, found: dict[str, int]) -> str:
    if name == BACKUP:
        tried = "restored and compared" if found.get("checked") else "not tried by restoring"
        return f"{found.get('rows', 0)} rows, {found.get('bytes', 0) / 1e6:.1f} MB, {tried}"
    if name == DRILL:
        return f"{found.get('rows', 0)} rows in {found.get('seconds', 0)} s"
    return f"Seal {found.get('number', 0)}: {found.get('entries', 0)} entries"
