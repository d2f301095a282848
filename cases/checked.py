"""Checks of the trail as a page says them: how far, what held, and what to do if nobody walks."""

from datetime import datetime
from typing import NamedTuple

from accounts.models import User
from audit import checking
from audit.models import TrailCheck
from cases.models import Case

SHOWN = 10
COMMAND = "manage.py verify_trail"


class Told(NamedTuple):
    """One check in words."""

    check: TrailCheck
    word: str
    tone: str
    by: str
    share: int
    goes_on: bool
    needs_hands: bool  # nobody walks: the command does it
    places: list[str]
    seconds: str


# fmt: off
WORDS = {
    "waiting": ("Waiting for a worker", "quiet"),
    "walking": ("Under way", "accent"),
    "holds":   ("Every chain holds", "good"),
    "broken":  ("The trail does not hold", "late"),
    "unheard": ("Not begun: the broker did not answer", "late"),
    "failed":  ("Stopped by an error", "late"),
}
# fmt: on


def latest(*, now: datetime) -> list[Told]:
    """Give the last checks, the newest first."""
    rows = list(checking.latest()[:SHOWN])
    ids = [row.asked_by for row in rows if row.asked_by]
    names = {
        str(pk): name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")
    }
    return [_told(row, names, now) for row in rows]


def _told(row: TrailCheck, names: dict[str, str], now: datetime) -> Told:
    silent = checking.is_silent(row, now)
    word, tone = WORDS[row.state]
    if silent:
        word = "No worker took it up" if row.state == "waiting" else "Stopped on the way"
        tone = "late"
    share = round(100 * row.entries / row.expected) if row.expected else 0
    return Told(
        check=row,
        word=word,
        tone=tone,
        by=names.get(row.asked_by, "a person no longer known") if row.asked_by else "the command",
        share=min(share, 100),
        goes_on=row.state in {"waiting", "walking"} and not silent,
        needs_hands=silent or row.state in {"unheard", "failed"},
        places=_places(row),
        seconds=_seconds(row),
    )


def _seconds(row: TrailCheck) -> str:
    if row.ended_at is None or row.began_at is None:
        return ""
    return f"{(row.ended_at - row.began_at).total_seconds():.1f} s"


def _places(row: TrailCheck) -> list[str]:
    """Say where a chain breaks by its case's code, or by its own id where the case is gone."""
    ids = [one["chain"] for one in row.broken if one["chain"] != "house"]
    cases = Case.objects.filter(pk__in=ids).values_list("pk", "code") if ids else ()
    codes = {str(pk): code for pk, code in cases} | {"house": "The house's own chain"}
    return [
        f"{codes.get(one['chain'], one['chain'])}, entry {one['at']}: {one['why']}"
        for one in row.broken
    ]
