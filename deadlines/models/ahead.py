"""What looks ahead for one person: the calendar they subscribed to, and the morning's letter."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class CalendarFeed(models.Model):
    """One person's calendar address; its secret is kept as a digest alone (ADR 0046)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feed"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    counted_from = models.DateTimeField(db_default=Now())  # fetches since then
    fetches = models.PositiveIntegerField(default=0, db_default=0)
    alarm_minutes = models.PositiveIntegerField(null=True, blank=True)  # before; none: no alarm

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"


class DigestChoice(models.Model):
    """Whether somebody wants the morning's letter, and when; no row: they do, at the usual hour."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="digest_choice"
    )
    wanted = models.BooleanField(default=True, db_default=True)
    hour = models.PositiveSmallIntegerField(null=True, blank=True)  # none: as their day begins

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="digest_hour_is_of_the_morning",
                condition=Q(hour__isnull=True) | Q(hour__gte=4, hour__lte=11),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.hour if self.wanted else 'no digest'}"


class DigestQuerySet(models.QuerySet[Any]):
    def mail_owed(self, now: Any) -> Self:
        return self.filter(mail_state="owed", next_try_at__lte=now).order_by("next_try_at", "id")


class Digest(models.Model):
    """One person's letter of one morning, in their own calendar; the row is its outbox."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()  # in the reader's zone
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # their noon: later it is no morning's letter
    mail_state = models.CharField(max_length=4, default="owed", db_default="owed")
    mailed_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    repeats = models.PositiveIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveIntegerField(default=0, db_default=0)
    last_error = models.CharField(max_length=60, blank=True, default="", db_default="")

    objects = DigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "day", name="digest_once_a_day"),
            models.CheckConstraint(
                name="digest_sent_is_dated",
                condition=Q(mail_state="sent", mailed_at__isnull=False)
                | Q(mail_state__in=["owed", "dead", "skip"], mailed_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index("next_try_at", "id", name="digest_owed", condition=Q(mail_state="owed"))
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.day}"
