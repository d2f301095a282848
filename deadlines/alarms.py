"""The watchdog's letters: what does not work and since when, and nothing of any case."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.rules.mailboxes import INVENTED
from deadlines.letters import stable_id

# fmt: off
WORDS = {
    "not_swept":            "Nothing has run for five minutes.",
    "steps_late":           "Steps are more than five minutes late.",
    "clocks_stuck":         "A draft fails again and again.",
    "texts_late":           "A text waits to be written.",
    "mail_dead":            "Mail was given up.",
    "ledger_differs":       "The ledger differs from the rules.",
    "no_backup":            "There is no backup yet.",
    "backup_old":           "The last backup is too old.",
    "no_drill":             "No backup was ever restored to try it.",
    "drill_failed":         "A backup could not be restored.",
    "drill_old":            "No restore was tried for five weeks.",
    "seal_old":             "The trail was not sealed for twenty minutes.",
    "database_unreachable": "The database does not answer.",
}
# fmt: on


class NotSent(Exception):
    """No mail server took the letter; says the kind of trouble alone."""


class Line(NamedTuple):
    """One thing that is wrong, or was."""

    code: str
    at: datetime
    until: datetime | None = None

    @property
    def words(self) -> str:
        return WORDS.get(self.code, self.code.replace("_", " "))


def send(*, lines: Sequence[Line], people: Sequence[str], over: bool = False) -> int:
    """Send one letter to all of them; give how many there are, or raise NotSent."""
    to = [person for person in people if not _is_invented(person)]
    if not to:
        return 0
    told = {"lines": lines, "over": over}
    with timezone.override(UTC):
        subject = render_to_string("mail/alarm_subject.txt", told).strip()
        body = render_to_string("mail/alarm.txt", told)
    named = "|".join(f"{line.code}@{line.at.isoformat()}" for line in lines)
    headers = {
        "Message-ID": stable_id("deadlines.alarm", f"{named}|{over}"),
        "Auto-Submitted": "auto-generated",
    }
    try:
        EmailMessage(subject, body, bcc=to, headers=headers).send(fail_silently=False)
    except Exception as trouble:
        raise NotSent(type(trouble).__name__) from trouble
    return len(to)


def _is_invented(address: str) -> bool:
    """Keep the demo's people from a real mail server: nobody has those addresses (RFC 2606)."""
    real = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    return real and address.endswith(INVENTED)
