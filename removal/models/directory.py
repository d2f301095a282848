"""What people found out about the directory's rows: checks, reports, changes that need two."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from cases.rules.spoken import choices
from removal.models.platform import Platform
from removal.rules.desk_spoken import DECISIONS, MOVED, REPORTS_CLOSED


class OfDirectoryQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Give what was found of the directory: it holds nobody's facts, like the rows it is of."""
        return self


class ReportQuerySet(OfDirectoryQuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class ChangeQuerySet(OfDirectoryQuerySet):
    def waiting(self) -> Self:
        return self.filter(decided_at=None)


class OfDirectory(models.Model):
    """A row about a platform's row; no case, no survivor and no request stands in it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    platform = models.ForeignKey(Platform, models.CASCADE)

    class Meta:
        abstract = True


class EntryReport(OfDirectory):
    """A person's word that a row is wrong; somebody owns it until it is settled."""

    kind = models.CharField(max_length=14, choices=choices(MOVED))
    found = models.TextField(blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_as = models.CharField(max_length=11, choices=choices(REPORTS_CLOSED), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        default_related_name = "reports"
        ordering = ["-reported_at"]
        constraints = [
            models.CheckConstraint(
                name="entry_report_closed_is_whole",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_as="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_as="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.platform_id}"


class PlatformCheck(OfDirectory):
    """That a person looked at the platform's own form, and found the row right."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    report = models.ForeignKey(
        EntryReport, models.PROTECT, null=True, blank=True, related_name="checks"
    )

    objects = OfDirectoryQuerySet.as_manager()

    class Meta:
        default_related_name = "checks"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"check of {self.platform_id}"


class PlatformChange(OfDirectory):
    """A change of a row, as it was and as it should be; a way to reach a platform waits for two.

    SAFETY section 4: one person's change of a contact channel stays pending (ADR 0052).
    """

    before = models.JSONField()
    after = models.JSONField()
    needs_second = models.BooleanField()
    found = models.TextField(blank=True)  # what the proposer saw, and where
    report = models.ForeignKey(
        EntryReport, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.CharField(max_length=9, choices=choices(DECISIONS), blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        default_related_name = "changes"
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                "platform", condition=Q(decided_at__isnull=True), name="one_change_waits_a_platform"
            ),
            models.CheckConstraint(
                name="platform_change_decided_is_whole",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, decision="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision="")),
            ),
            models.CheckConstraint(
                name="platform_change_confirmed_by_a_second",
                condition=Q(needs_second=False)
                | ~Q(decision="confirmed")
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"change of {self.platform_id}"
