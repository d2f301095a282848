from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.rules import Deed, may
from cases.models import Case, CaseOwnedQuerySet
from cases.rules.spoken import choices
from reports.rules.filing import REASONS
from reports.rules.quarters import Quarter


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: User) -> Self:
        """Give the locked reports to who locks them; each is of many people, and of nobody."""
        return self if may(user.role, Deed.LOCK_REPORT) else self.none()

    def current(self) -> Self:
        """Keep of each funder and quarter the version that corrects all others."""
        return self.filter(corrected_by__isnull=True)

    def of_year(self, year: int) -> Self:
        return self.filter(quarter__startswith=f"{year:04d}-")

    def for_display(self) -> Self:
        return self.select_related("locked_by", "corrects", "corrected_by").order_by(
            "-quarter", "funder", "-version"
        )


class Snapshot(models.Model):
    """A funder's figures as they were locked: what was counted, and what of it is shown.

    What was counted is read by one module alone, to hide the next report beside this one
    (docs/adr/0065-a-locked-report-is-corrected-by-the-next.md). The salt keeps anybody from
    finding a hidden number by trying numbers until the seal fits.
    """

    funder = models.CharField(max_length=80)
    quarter = models.CharField(max_length=7)  # of the federal fiscal year: 2026-Q1
    version = models.PositiveIntegerField()
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(max_length=9, choices=choices(REASONS), blank=True)
    definitions = models.CharField(max_length=20)
    threshold = models.PositiveIntegerField()
    inside = models.JSONField()
    outside = models.JSONField()
    salt = models.CharField(max_length=64)
    shown_sha256 = models.CharField(max_length=64)  # of what is shown: anybody can check it
    sha256 = models.CharField(max_length=64)  # of all of it
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("funder", "quarter", "version", name="snapshot_version_once"),
            models.CheckConstraint(
                name="snapshot_quarter_is_one", condition=Q(quarter__regex=r"^[0-9]{4}-Q[1-4]$")
            ),
            models.CheckConstraint(
                name="snapshot_seals_are_sha256",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$", salt__regex=r"^[0-9a-f]{64}$")
                & Q(shown_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="snapshot_after_the_first_corrects_one",
                condition=Q(version=1, corrects__isnull=True, reason="")
                | (Q(version__gt=1, corrects__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"{self.quarter}-v{self.version}"

    @property
    def of(self) -> Quarter:
        found = Quarter.from_code(self.quarter)
        if found is None:
            raise ValueError("The database lets no other quarter in.")
        return found


class CountedCase(models.Model):
    """That a case was counted in a locked report, so that nobody is new twice in a year."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="counted")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    is_new = models.BooleanField()

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("snapshot", "case", name="counted_once_a_report"),
        ]

    def __str__(self) -> str:
        return f"counted in {self.snapshot_id}"
