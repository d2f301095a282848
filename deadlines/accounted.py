"""Reminders owed against sent, as the System page draws and says it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from audit.rules import NotAllowed
from deadlines.models import Heartbeat
from deadlines.services.reckoning import Reckoning, reckon

# fmt: off
WINDOWS = {
    "day":   ("24 hours", timedelta(hours=24)),
    "week":  ("7 days",   timedelta(days=7)),
    "month": ("30 days",  timedelta(days=30)),
}

WAITS = {
    "quiet_hours": "kept for the morning: their quiet hours",
    "tried_again": "tried again: no mail server took it",
    "being_sent":  "being sent",
    "next_round":  "for the next round",
}

NOT_MAILED = {
    "no_release":         "no release lets it leave the agency",
    "recipient_inactive": "the account was closed",
    "case_not_theirs":    "the case is theirs no more",
    "told_before_restore": "perhaps mailed before the restore",
    "demo":               "invented people get no real mail",
}

SKIPPED = {
    "overtaken": "a later step was due as well",
    "reviewed":  "the draft is being reviewed",
}

DIFFERENCES = {  # what it is, and what to do
    "step_missing":           ("Due and not in the ledger", "Run now; then see why nothing swept."),
    "reminder_missing":       ("Owed to a person who was never told",
                               "Tell them yourself; then ask who was on the case that day."),
    "reminder_unowed":        ("Told to a person to whom it was not owed",
                               "See who had the case then, and who changed it."),
    "told_of_a_skipped_step": ("Told of a step that was skipped", "Somebody wrote in the tables."),
    "skipped_without_cause":  ("Skipped without a reason that holds",
                               "Look at the clock: its people were not told."),
    "told_though_overtaken":  ("Told although a later step was due as well",
                               "Harmless for people; the sweep is not as written."),
    "mail_not_tried":         ("A letter that nobody tried for a quarter of an hour",
                               "Is the relay running? Run now sends what waits."),
    "step_not_entered":       ("Due by the rules and not in the ledger",
                               "Run now; then see why nothing swept."),
    "step_told_nobody":       ("Sent, and nobody was there to tell",
                               "Give the case an advocate, or the agency a supervisor."),
}
# fmt: on


class Part(NamedTuple):
    """One piece of the picture: from where, how wide, in per cent."""

    key: str
    words: str
    number: int
    start: float
    share: float


class Row(NamedTuple):
    """One line of the table under it."""

    words: str
    number: int
    note: str = ""
    tone: str = ""  # late: a person must look
    inner: bool = False  # part of the line above


class Differs(NamedTuple):
    code: str
    words: str
    then: str
    number: int


def shown(*, window: str, now: datetime) -> dict[str, Any]:
    """Give the account of a window, and what the last reconciliation found in all."""
    key = window if window in WINDOWS else "week"
    account, uncounted = _asked(since=now - WINDOWS[key][1], until=now)
    last = Heartbeat.objects.filter(name="reconcile").first()
    by_code = dict(last.found.get("by_code", {})) if last else {}
    return {
        "uncounted": uncounted,
        "parts": list(_parts(account)) if account else [],
        "account_rows": list(_rows(account)) if account else [],
        "window_words": WINDOWS[key][0],
        "windows": [
            {"label": label, "url": f"?window={name}", "current": name == key}
            for name, (label, _) in WINDOWS.items()
        ],
        "differences": list(_differences(by_code | (account.differences if account else {}))),
        "reconciled": last,
    }


def _asked(*, since: datetime, until: datetime) -> tuple[Reckoning | None, str]:
    """Give the account, or why a reader does not wait for it: a flood must not hold the page."""
    try:
        return reckon(since=since, until=until), ""
    except NotAllowed as no:
        return None, no.sentence


def _parts(account: Reckoning) -> Iterator[Part]:
    # fmt: off
    pieces = (
        ("mailed",  "Told and mailed",       account.mailed),
        ("waiting", "Told, mail waits",      sum(account.waiting.values())),
        ("held",    "Told, not for the mail", sum(account.not_mailed.values())),
        ("dead",    "Told, mail given up",   account.dead),
        ("missing", "Never told",            account.missing),
    )
    # fmt: on
    whole, start = sum(count for _, _, count in pieces), 0.0
    for key, words, count in pieces:
        share = round(100 * count / whole, 2) if whole else 0.0
        if count:
            yield Part(key, words, count, round(start, 2), share)
        start += share


def _rows(account: Reckoning) -> Iterator[Row]:
    yield Row("Owed", account.owed, "by the rules, a step and person each")
    yield Row("Told in the app", account.told, f"{account.read} read")
    yield from _letters(account)
    yield Row("Never told", account.missing, "", "late" if account.missing else "")
    if account.unowed:
        yield Row("Told and not owed", account.unowed, "", "late")
    yield from _steps(account)


def _letters(account: Reckoning) -> Iterator[Row]:
    yield Row("Mailed", account.mailed, _twice(account.repeated), inner=True)
    for why, count in sorted(account.waiting.items()):
        yield Row("Mail waits", count, WAITS.get(why, _plain(why)), inner=True)
    for why, count in sorted(account.not_mailed.items()):
        yield Row("Not for the mail", count, NOT_MAILED.get(why, _plain(why)), inner=True)
    if account.dead:
        yield Row("Mail given up", account.dead, "no mail server took it", "late", inner=True)


def _steps(account: Reckoning) -> Iterator[Row]:
    yield Row("Steps due", account.steps, f"{account.steps_sent} sent")
    if account.steps_late:
        yield Row("Sent late", account.steps_late, "more than five minutes", "late", inner=True)
    for why, count in sorted(account.steps_skipped.items()):
        yield Row("Skipped", count, SKIPPED.get(why, _plain(why)), inner=True)
    if account.steps_missing:
        yield Row("Not in the ledger", account.steps_missing, "", "late", inner=True)


def _plain(code: str) -> str:
    return code.replace("_", " ")


def _twice(repeated: int) -> str:
    return f"{repeated} perhaps twice: a sender ended before it could say so" if repeated else ""


def _differences(by_code: dict[str, int]) -> Iterator[Differs]:
    for code, count in sorted(by_code.items()):
        words, then = DIFFERENCES.get(code, (code.replace("_", " ").capitalize(), ""))
        yield Differs(code, words, then or "See docs/how-to/watch-the-deadlines.md.", count)
