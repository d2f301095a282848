"""Letters that say a code and a time, and nothing else (UX.md, Manners 2; SAFETY.md 3)."""

from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac

from deadlines.models import Reminder


def reminder_letter(reminder: Reminder) -> EmailMessage:
    """Give the mail copy of a reminder, in its reader's zone; each try gives the same one."""
    clock = reminder.step.clock
    told = {"code": clock.request.code, "due_at": clock.due_at}
    with timezone.override(ZoneInfo(reminder.recipient.time_zone)):
        subject = render_to_string("mail/reminder_subject.txt", told).strip()
        body = render_to_string("mail/reminder.txt", told)
    return EmailMessage(
        subject,
        body,
        to=[reminder.recipient.email],
        headers={"Message-ID": message_id(reminder), "Auto-Submitted": "auto-generated"},
    )


def message_id(reminder: Reminder) -> str:
    """Give the row's own Message-ID, so that a repeated letter is known as the same one."""
    return stable_id("deadlines.reminder", str(reminder.pk))


def stable_id(kind: str, key: str) -> str:
    """Give the Message-ID that belongs to a row however often its letter is tried."""
    digest = salted_hmac(kind, key, algorithm="sha256").hexdigest()[:40]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{digest}@{domain}>"
