from django.contrib.postgres.fields import ArrayField
from django.db import models


class Ladder(models.Model):
    """One version of the steps before and after a deadline; running clocks keep theirs."""

    version = models.PositiveIntegerField(unique=True)
    active_from = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"ladder v{self.version}"


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
