from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import User
from cases.rules.spoken import choices
from removal.rules.spoken import COVERAGES
from removal.rules.words import Coverage

YES_NO = [("yes", "yes"), ("no", "no"), ("unknown", "unknown")]


def stale_after() -> timedelta:
    """Give how long a check of a row holds, as the agency set it."""
    return timedelta(days=settings.RECLAIM_DIRECTORY_STALE_DAYS)


def words(length: int) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=length), default=list, blank=True)


class PlatformQuerySet(models.QuerySet["Platform"]):
    def visible_to(self, user: User) -> Self:
        """Give the directory: it holds nobody's facts, so everyone signed in sees it whole."""
        return self

    def stale(self, today: date) -> Self:
        """Give those that no person has checked lately."""
        return self.filter(
            Q(last_verified_on__isnull=True) | Q(last_verified_on__lt=today - stale_after())
        )


class Platform(models.Model):
    """A service that may be asked to remove: what it asks, and whether the Act reaches it."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100)
    operator = models.CharField(max_length=100, blank=True)
    operator_country = models.CharField(max_length=2, blank=True)
    foreign_operator = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    report_url = models.CharField(max_length=500, blank=True)
    alt_urls = words(500)
    contacts = words(300)
    account_required = models.CharField(max_length=7, choices=YES_NO, default="unknown")
    accepts_representative = models.CharField(max_length=7, choices=YES_NO, default="unknown")
    asks_for = words(30)
    gives_reference = models.CharField(max_length=7, choices=YES_NO, default="unknown")
    hash_programmes = words(20)
    coverage = models.CharField(max_length=8, choices=choices(COVERAGES))
    coverage_reason = models.TextField()
    notes = models.TextField(blank=True)
    conflict = models.TextField(blank=True)  # where sources disagree, both are told
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=6)
    tags = words(30)
    compiled_on = models.DateField(null=True, blank=True)
    last_verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_fields = words(40)  # by a person's hand: the loader leaves these alone
    is_demo = models.BooleanField(default=False)

    objects = PlatformQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="platform_coverage_is_known",
                condition=Q(coverage__in=[c.value for c in Coverage]),
            ),
            models.CheckConstraint(
                name="platform_coverage_has_a_reason", condition=~Q(coverage_reason="")
            ),
            models.CheckConstraint(
                name="platform_checked_by_someone_has_a_day",
                condition=Q(verified_by__isnull=True) | Q(last_verified_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_stale(self, today: date) -> bool:
        return self.last_verified_on is None or self.last_verified_on < today - stale_after()


class PlatformDomain(models.Model):
    """A registered domain that is certainly this platform's."""

    domain = models.CharField(max_length=253, primary_key=True)
    platform = models.ForeignKey(Platform, models.CASCADE, related_name="domains")

    class Meta:
        ordering = ["domain"]
        constraints = [
            models.CheckConstraint(
                name="platform_domain_is_lower_case", condition=Q(domain=Lower("domain"))
            )
        ]

    def __str__(self) -> str:
        return self.domain
