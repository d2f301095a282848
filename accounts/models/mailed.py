from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

STATES = [(state, state) for state in ("owed", "sent", "dead", "skip")]
Row = TypeVar("Row", bound=models.Model)


class MailedQuerySet(models.QuerySet[Row]):
    def mail_owed(self, now: datetime) -> Self:
        """Give the rows whose letter may go now, the longest wait first."""
        return self.filter(mail_state="owed", next_try_at__lte=now).order_by("next_try_at", "pk")

    def with_a_letter(self) -> Self:
        """Keep the rows whose letter left or will: none that was given up or never owed."""
        return self.filter(Q(mail_state="owed") | Q(mailed_at__isnull=False))


class Mailed(models.Model):
    """A row that owes one letter; the row is the memory, whatever the mail server does."""

    mail_state = models.CharField(max_length=4, choices=STATES, default="owed")
    next_try_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True


def owed_index(name: str) -> models.Index:
    """Give the index of the few that wait; every other row is past."""
    return models.Index("next_try_at", name=name, condition=Q(mail_state="owed"))
