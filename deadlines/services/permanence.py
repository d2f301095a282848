"""Whether what is kept here would outlive this machine: backup, trial, seal, held mail.

Asked of the tables: each of them notes its last time as a round does (ADR 0076).
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from audit import trail
from cases.models import Case
from deadlines.models import Heartbeat, MailHold
from deadlines.services.heartbeats import beat, database_time
from rows.reading import house

BACKUP, DRILL, SEAL = "backup", "drill", "seal"
SEAL_LATE = timedelta(minutes=20)  # it goes by each five
DRILL_LATE = timedelta(days=35)  # once a month


class Permanence(NamedTuple):
    """What was done last, and the codes of what a person must see to."""

    backup: Heartbeat | None
    drill: Heartbeat | None
    seal: Heartbeat | None
    hold: MailHold | None
    problems: list[str]
    now: datetime

    @property
    def backup_age(self) -> timedelta | None:
        return self.now - self.backup.at if self.backup else None

    def as_json(self) -> dict[str, Any]:
        """Give what the public may know: ages and codes."""
        age = self.backup_age
        return {
            "ok": not self.problems,
            "problems": self.problems,
            "backup_age_seconds": int(age.total_seconds()) if age is not None else None,
            "backup_checked": bool(self.backup and self.backup.found.get("checked")),
            "mail_held": self.hold is not None,
        }


@house("tell of the rounds")
def look() -> Permanence:
    """Give what was done last and what is wrong, as of now."""
    now = database_time()
    rows = {one.name: one for one in Heartbeat.objects.filter(name__in=[BACKUP, DRILL, SEAL])}
    hold = MailHold.objects.filter(ended_at=None).first()
    found = Permanence(rows.get(BACKUP), rows.get(DRILL), rows.get(SEAL), hold, [], now)
    return found._replace(problems=_problems(found))


def alarming() -> list[str]:
    """Give what a person is told of by mail: not what they are only just setting up."""
    found = look()
    if found.backup is None and not _real_case_before(found.now - max_age()):
        return [code for code in found.problems if code != "no_backup"]
    return [code for code in found.problems if code != "mail_held"]


def max_age() -> timedelta:
    return timedelta(hours=settings.RECLAIM_BACKUP_MAX_AGE)


@transaction.atomic
def note_backup(*, rows: int, entries: int, size: int, checked: bool) -> None:
    """Note that a backup lies there now; it is everything, taken along, so it is entered."""
    found = {"rows": rows, "entries": entries, "bytes": size, "checked": checked}
    beat(name=BACKUP, found=found)
    subject = Heartbeat(name=BACKUP)
    trail.record(by=None, action="deadlines.backed_up", subject=subject, rows=rows, checked=checked)


@transaction.atomic
def note_drill(*, ok: bool, seconds: int, rows: int) -> None:
    """Note that a restore was tried, and whether all was well."""
    found = {"ok": ok, "seconds": seconds, "rows": rows}
    beat(name=DRILL, found=found)
    subject = Heartbeat(name=DRILL)
    trail.record(by=None, action="deadlines.drilled", subject=subject, **found)


def _problems(found: Permanence) -> list[str]:
    age = found.backup_age
    is_late = age is not None and abs(age) > max_age()
    # fmt: off
    wrong = (
        (age is None and _real_case_before(found.now),                   "no_backup"),
        (is_late,                                                        "backup_old"),
        (found.drill is None and found.backup is not None
         and _real_case_before(found.now - DRILL_LATE),                  "no_drill"),
        (found.drill is not None and not found.drill.found.get("ok"),    "drill_failed"),
        (found.drill is not None and found.now - found.drill.at > DRILL_LATE, "drill_old"),
        (found.seal is not None and found.now - found.seal.at > SEAL_LATE, "seal_old"),
        (found.hold is not None,                                         "mail_held"),
    )
    # fmt: on
    return [code for holds, code in wrong if holds]


def _real_case_before(moment: datetime) -> bool:
    """Tell whether a case that is nobody's invention was open by then."""
    return bool(Case.objects.filter(is_demo=False, opened_at__lte=moment).exists())
