"""Letters of accounts: a link or a code, and a time; nothing of what this house does (ADR 0069)."""

from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Invitation, Notice
from accounts.rules.notices import OF_SIGNING_IN


def link(row: Invitation, *, token: str) -> EmailMessage:
    """Give the letter with a link that opens once; each new one is a letter of its own."""
    address = (settings.RECLAIM_ADDRESS or row.origin).rstrip("/")
    told = {
        "link": address + reverse("accounts:join", args=[token]),
        "until": row.expires_at,
    }
    return _letter("link", told, to=row.email, zone=row.time_zone, key=f"{row.pk}|{token}")


def notice(row: Notice) -> EmailMessage:
    """Give the letter that says that something waits on Today: a code and a time at most."""
    told = {"code": row.code, "at": row.told_at, "until": row.until}
    told["of_signing_in"] = row.kind in OF_SIGNING_IN
    reader = row.reader
    return _letter("notice", told, to=reader.email, zone=reader.time_zone, key=str(row.pk))


def _letter(name: str, told: dict[str, object], *, to: str, zone: str, key: str) -> EmailMessage:
    with timezone.override(ZoneInfo(zone)):
        subject = render_to_string(f"mail/{name}_subject.txt", told).strip()
        body = render_to_string(f"mail/{name}.txt", told)
    digest = salted_hmac(f"accounts.{name}", key, algorithm="sha256").hexdigest()[:40]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject,
        body,
        to=[to],
        headers={"Message-ID": f"<{digest}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
