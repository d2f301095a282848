from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Statute(models.Model):
    """One version of one law's clock; a clock keeps the version that it started under."""

    code = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    citation = models.CharField(max_length=200)
    trigger = models.TextField()
    hours = models.PositiveIntegerField(null=True, blank=True)  # elapsed; none: no fixed hours
    counting = models.CharField(max_length=10)
    extends = models.TextField(blank=True)
    starts_from = models.CharField(max_length=20)
    who_may_trigger = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    elements = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_to = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10)
    regulator = models.CharField(max_length=200, blank=True)
    regulator_url = models.CharField(max_length=300, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=10)  # verified | secondary | unverified (law.md 0)
    checked_on = models.DateField()
    note = models.TextField(blank=True)
    starts_clocks = models.BooleanField(default=False)
    short_name = models.CharField(max_length=40, blank=True, default="", db_default="")
    reaches = ArrayField(  # countries, of the survivor or the operator, in which it may apply
        models.CharField(max_length=2), default=list, blank=True, db_default=[]
    )
    can_take_up = models.BooleanField(  # by a person, on a request: it never starts by itself
        default=False, db_default=False
    )
    may_ask = ArrayField(  # deadlines.rules.elsewhere.Maker: who may make the report or complaint
        models.CharField(max_length=14), default=list, blank=True, db_default=[]
    )
    next_step = models.TextField(blank=True, default="", db_default="")

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint("code", "version", name="statute_version_once"),
            models.CheckConstraint(
                name="statute_in_force_span",
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_to__isnull=True)
                | Q(in_force_to__gt=F("in_force_from")),
            ),
            models.CheckConstraint(
                name="statute_with_clocks_has_hours",
                condition=Q(starts_clocks=False) | Q(hours__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def name(self) -> str:
        """Give what a person calls it, in a few words."""
        return self.short_name or self.title

    def in_force_on(self, day: date) -> bool:
        """Tell whether a request received on this UTC day falls under it."""
        if self.in_force_from is None or day < self.in_force_from:
            return False
        return self.in_force_to is None or day < self.in_force_to
