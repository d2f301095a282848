"""What became of the letters, as the rows have it; runs in a process of `hands`."""

from django.db.models.functions import Now


def owe_again():
    """Let whatever is owed be tried now, as it would be minutes later."""
    from deadlines.models import Reminder

    Reminder.objects.filter(mail_state="owed").update(next_try_at=Now())


def owe_afresh():
    """Let each letter be as if nobody had tried it; waits for whoever holds one."""
    from deadlines.models import Reminder

    Reminder.objects.update(
        mail_state="owed", next_try_at=Now(), attempts=0, repeats=0, begun_at=None,
        mailed_at=None, last_error="",
    )  # fmt: skip


def kept():
    """Give each letter's Message-ID with its state, tries that failed, and repeats it may have.

    A crew that is at work in somebody's morning sends the morning's letter, too; it may be skipped.
    """
    from deadlines.letters import message_id, stable_id
    from deadlines.models import Digest, Reminder

    reminders = {message_id(row): row for row in Reminder.objects.all()}
    mornings = {
        stable_id("deadlines.digest", f"{row.user_id}|{row.day.isoformat()}"): row
        for row in Digest.objects.all()
    }
    return {
        letter: (row.mail_state, row.attempts, row.repeats) for letter, row in reminders.items()
    } | {
        letter: (f"morning {row.mail_state}", row.attempts, row.repeats)
        for letter, row in mornings.items()
    }


def wrongs(rows, taken, *, done=True):
    """Compare what the rows say with what came; the ids of letters stand for themselves."""
    said = []
    for letter, (state, _, repeats) in rows.items():
        came = taken[letter]
        if came > 1 + repeats:
            said.append(f"{letter} came {came} times and is marked for {repeats}")
        is_owed = done and not state.startswith("morning")
        if (is_owed and state != "sent") or (state.endswith("sent") and not came):
            said.append(f"{letter} is {state} and came {came} times")
    return said + [f"{letter} is no letter of ours" for letter in taken if letter not in rows]
