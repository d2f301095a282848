from datetime import datetime
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from cases.models import Case
from deadlines.models.clock import Clock


class StepQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        return self.filter(clock__case__in=Case.objects.visible_to(user))


class Step(models.Model):
    """One rung of one clock, entered once: sent, or skipped with the reason."""

    clock = models.ForeignKey(  # held a set at a time (migration 0008), as the sweep enters them
        Clock, models.PROTECT, related_name="steps", db_index=False, db_constraint=False
    )
    rung = models.CharField(max_length=30)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=7)  # sent | skipped
    reason = models.CharField(max_length=20, blank=True)  # overtaken | reviewed
    done_at = models.DateTimeField()

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["clock_id", "due_at"]
        constraints = [
            models.UniqueConstraint("clock", "rung", name="step_once_a_rung"),
            models.CheckConstraint(
                name="step_skipped_has_a_reason",
                condition=Q(state="sent", reason="") | (Q(state="skipped") & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="step_not_before_due", condition=Q(done_at__gte=models.F("due_at"))
            ),
        ]
        indexes = [  # steps come in the order of time: a window of them costs a few pages
            BrinIndex(fields=["done_at"], name="step_done", autosummarize=True)
        ]

    def __str__(self) -> str:
        return f"{self.rung} of {self.clock_id}"


class ReminderQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Give a person's own reminders, on cases they may still see."""
        return self.filter(recipient=user, step__clock__case__in=Case.objects.visible_to(user))

    def mail_owed(self, now: datetime) -> Self:
        return self.filter(mail_state="owed", next_try_at__lte=now).order_by("next_try_at", "id")

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def for_letter(self) -> Self:
        return self.select_related(
            "recipient", "step__clock__request__case", "step__clock__statute"
        )


class Reminder(models.Model):
    """One person told of one step: in the app at once, by mail when the relay gets through."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False, db_default=RandomUUID())
    step = models.ForeignKey(  # held a set at a time (migration 0008), as the sweep enters them
        Step, models.PROTECT, related_name="reminders", db_index=False, db_constraint=False
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    made_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True, blank=True)
    mail_state = models.CharField(  # owed | sent | dead: nobody took it | skip: not theirs any more
        max_length=4, default="owed", db_default="owed"
    )
    mailed_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveIntegerField(default=0, db_default=0)
    last_error = models.CharField(max_length=60, blank=True, default="", db_default="")
    begun_at = models.DateTimeField(null=True, blank=True)  # its sending was begun and not finished
    repeats = models.PositiveIntegerField(default=0, db_default=0)  # may have come twice

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("step", "recipient", name="told_once_a_step"),
            models.CheckConstraint(
                name="mail_sent_is_dated",
                condition=Q(mail_state="sent", mailed_at__isnull=False)
                | Q(mail_state__in=["owed", "dead", "skip"], mailed_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index("next_try_at", "id", name="mail_owed", condition=Q(mail_state="owed")),
            models.Index("id", name="mail_dead", condition=Q(mail_state="dead")),
            models.Index("made_at", name="mail_repeated", condition=Q(repeats__gt=0)),
            models.Index("recipient", "made_at", name="told_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} told of {self.step_id}"


class Heartbeat(models.Model):
    """The last time a named round (sweep, relay, reconcile) went by, and what it found."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()
    found = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%H:%M:%S}"
