"""Named faults put into the real sweep, in a process of its own: each must be caught by a test."""

from datetime import UTC, datetime, timedelta

from django.db import connection

SECONDS = "rung.seconds_from_due * interval '1 second'"
NEW_YORK = """(((starts_at AT TIME ZONE 'America/New_York') + interval '2 days')
               AT TIME ZONE 'America/New_York')"""


def change(name, old, new):
    """Change the words of one statement; a mutant that changes nothing is none."""
    from deadlines.sweep_sql import STATEMENTS

    assert old in STATEMENTS[name], f"{old!r} is not in {name} any more: mend the mutant"
    STATEMENTS[name] = STATEMENTS[name].replace(old, new)


def no_skip_locked():
    change("claim", "SKIP LOCKED", "")


def split_transaction():
    """Commit the claim before anything is entered."""
    from deadlines.services import sweep

    claim = sweep.claim

    def claimed(**given):
        found = claim(**given)
        connection._commit()
        return found

    sweep.claim = claimed


def claim_first():
    """Take the clocks off the queue and commit that; enter afterwards."""
    from deadlines.services import sweep

    claim = sweep.claim

    def claimed(*, cursor, **given):
        found = claim(cursor=cursor, **given)
        if found.many:
            cursor.execute(
                "UPDATE deadlines_clock SET wakes_at = NULL WHERE id = ANY(%s::uuid[])", [found.ids]
            )
            connection._commit()
        return found

    sweep.claim = claimed


def no_unique_constraint():
    """Take away what forbids a step or a reminder twice."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX step_once_a_rung; DROP INDEX told_once_a_step")


def no_unique_draft():
    """Take away what forbids a second draft of a request."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE complaints_complaintdraft"
            " DROP CONSTRAINT complaints_complaintdraft_request_id_key"
        )


def workers_clock():
    from deadlines.services import sweep

    sweep.database_time = lambda: datetime.now(UTC)


def two_days():
    """Count two days on the wall of New York where the law counts 48 hours."""
    wall = NEW_YORK.replace("starts_at", "clock.starts_at")
    change("enter", "clock.request_id, clock.due_at,", f"clock.request_id, {wall} AS due_at,")


def two_days_when_planned():
    """The same where the clock is made."""
    from zoneinfo import ZoneInfo

    from deadlines.services import planning

    there = ZoneInfo("America/New_York")
    planning.due_at = lambda at, hours: (
        at.astimezone(there) + timedelta(days=hours // 24)
    ).astimezone(UTC)


def less_than_in_the_claim():
    change("claim", "wakes_at <= %(now)s", "wakes_at < %(now)s")


def less_than_in_the_draft():
    change("draft", f"{SECONDS} <= %(now)s", f"{SECONDS} < %(now)s")


def less_than_in_the_ladder():
    change("enter", "moment.step_at <= %(now)s", "moment.step_at < %(now)s")


MUTANTS = {
    one.__name__: one
    for one in (
        no_skip_locked, split_transaction, claim_first, no_unique_constraint, no_unique_draft,
        workers_clock,
        two_days, two_days_when_planned, less_than_in_the_claim, less_than_in_the_draft,
        less_than_in_the_ladder,
    )
}  # fmt: skip


def mutate(*, names):
    for name in names:
        MUTANTS[name]()
