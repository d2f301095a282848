"""What a run left behind, asked of the tables: each step once, none missing, no mark lacking."""

from collections import Counter

from django.db import connection, transaction

EARLY = """
    SELECT count(*)
    FROM deadlines_step AS step
    JOIN deadlines_clock AS clock ON clock.id = step.clock_id
    JOIN deadlines_rung AS rung ON rung.ladder_id = clock.ladder_id AND rung.key = step.rung
    WHERE extract(epoch FROM step.due_at) <> extract(epoch FROM clock.due_at) + seconds_from_due
       OR step.done_at < step.due_at
"""
LATE = """
    SELECT extract(epoch FROM step.done_at - step.due_at)
    FROM deadlines_step AS step
    WHERE step.due_at > %s
"""


@transaction.atomic
def healed():
    """Give what is there, and what is there after a sweep, which is taken back again."""
    from deadlines.services import sweep

    before = verdict()
    sweep.run()
    after = verdict()
    transaction.set_rollback(True)
    return before, after


def verdict():
    """Give what is there."""
    from audit.chain import verify_all
    from complaints.models import ComplaintDraft, Revision
    from deadlines.models import Clock, Reminder, Step
    from deadlines.services import reconcile
    from deadlines.services.heartbeats import database_time

    entered = Counter(Step.objects.values_list("clock_id", "rung"))
    drafts = Counter(ComplaintDraft.objects.values_list("request_id", flat=True))
    told = Counter(Reminder.objects.values_list("step_id", "recipient_id"))
    texts = Counter(Revision.objects.values_list("draft_id", flat=True))
    return {
        "clocks": Clock.objects.count(),
        "steps": len(entered),
        "steps_twice": _twice(entered),
        "at_another_moment": scalar(EARLY),
        "drafts": len(drafts),
        "drafts_twice": _twice(drafts),
        "texts": len(texts),
        "texts_twice": _twice(texts),
        "drafts_with_text": ComplaintDraft.objects.filter(revision_number=1).count(),
        "texts_in_the_trail": scalar(
            "SELECT count(*) FROM audit_entry WHERE action = 'complaints.composed'"
        ),
        "reviews": scalar("SELECT count(*) FROM cases_task WHERE kind = 'review_draft'"),
        "told": len(told),
        "told_twice": _twice(told),
        "in_the_trail": scalar(
            "SELECT count(*) FROM audit_entry WHERE action = 'deadlines.took_step'"
        ),
        "differences": [" ".join(one) for one in reconcile.differences(now=database_time())],
        "chains_broken": [one.why for one in verify_all() if not one.holds],
    }


def somebody_waits():
    """Tell whether anybody here waits for a lock of another."""
    return scalar(
        "SELECT count(*) > 0 FROM pg_locks AS held JOIN pg_stat_activity USING (pid)"
        " WHERE NOT granted AND datname = current_database()"
    )


def _twice(counted):
    return sum(count - 1 for count in counted.values())


def scalar(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def wrongs(found, *, done=True):
    """Give what is wrong with it in words; with `done`, also what is not finished."""
    said = [f"{name}: {found[name]}" for name in BARE if found[name]]
    if found["in_the_trail"] != found["steps"]:
        said.append(f"{found['steps']} steps and {found['in_the_trail']} entries in the trail")
    if found["reviews"] != found["drafts"]:
        said.append(f"{found['drafts']} drafts and {found['reviews']} reviews owed")
    if not found["texts"] == found["drafts_with_text"] == found["texts_in_the_trail"]:
        said.append(f"{found['texts']} texts, of {found['drafts_with_text']} drafts by their rows"
                    f" and {found['texts_in_the_trail']} by the trail")  # fmt: skip
    if done and found["texts"] != found["drafts"]:
        said.append(f"{found['drafts']} drafts and {found['texts']} texts")
    return said


BARE = (
    "steps_twice", "at_another_moment", "drafts_twice", "texts_twice", "told_twice",
    "differences", "chains_broken",
)  # fmt: skip


def lateness(*, since):
    """Give the seconds by which each step that crossed its moment since then was late, in order."""
    with connection.cursor() as cursor:
        cursor.execute(LATE, [since])
        return sorted(float(seconds) for (seconds,) in cursor.fetchall())
