from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.rules import Deed, may


class LadderQuerySet(models.QuerySet["Ladder"]):
    def visible_to(self, user: User) -> Self:
        """Give every version to who may edit one; a ladder holds nobody's facts."""
        return self if may(user.role, Deed.EDIT_LADDER) else self.none()

    def in_force(self, now: datetime) -> Self:
        """Give versions that were put in force by now, the one that holds first."""
        return self.filter(in_force_at__lte=now).order_by("-in_force_at", "-version")

    def for_display(self) -> Self:
        return self.select_related("made_by", "looked_by", "in_force_by").prefetch_related("rungs")


class Ladder(models.Model):
    """One version of the steps before and after a deadline; running clocks keep theirs (ADR 0049).

    A draft has no `in_force_at`. Once it has one, nothing of it changes.
    """

    applies_to = models.CharField(  # a statute's code; blank: any law that has no ladder of its own
        max_length=30, blank=True, default="", db_default=""
    )
    version = models.PositiveIntegerField()
    active_from = models.DateTimeField(null=True, blank=True)  # read by the release before alone
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    looked_at = models.DateTimeField(null=True, blank=True)  # by a person, as it now stands
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_force_at = models.DateTimeField(null=True, blank=True)
    in_force_by = models.ForeignKey(  # nobody: it shipped
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = LadderQuerySet.as_manager()

    class Meta:
        ordering = ["applies_to", "-version"]
        constraints = [
            models.UniqueConstraint("applies_to", "version", name="ladder_version_once_a_law"),
            models.CheckConstraint(
                name="ladder_looked_at_by_someone",
                condition=Q(looked_at__isnull=True, looked_by__isnull=True)
                | Q(looked_at__isnull=False, looked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="ladder_in_force_by_someone_at_a_moment",
                condition=Q(in_force_by__isnull=True)
                | Q(in_force_at__isnull=False, looked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ladder_set_aside_is_whole",
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True)
                | Q(
                    set_aside_at__isnull=False,
                    set_aside_by__isnull=False,
                    in_force_at__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"ladder {self.name}"

    @property
    def name(self) -> str:
        """Give its one name in addresses, as `US-TIDA-v2`."""
        return f"{self.applies_to or 'any'}-v{self.version}"

    @property
    def is_draft(self) -> bool:
        return self.in_force_at is None and self.set_aside_at is None


class Rung(models.Model):
    """One step of a ladder: when, counted from due; who is told; whether it drafts."""

    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="rungs")
    key = models.CharField(max_length=30)
    seconds_from_due = models.IntegerField()  # below zero: before due
    tells = ArrayField(models.CharField(max_length=13))  # accounts.rules.Role values
    drafts_complaint = models.BooleanField(default=False)
    unless_reviewed = models.BooleanField(default=False)  # only while the draft is unreviewed

    class Meta:
        ordering = ["seconds_from_due"]
        constraints = [
            models.UniqueConstraint("ladder", "key", name="rung_once_a_ladder"),
            models.UniqueConstraint("ladder", "seconds_from_due", name="rung_moment_once"),
        ]

    def __str__(self) -> str:
        return self.key
