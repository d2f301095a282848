from datetime import datetime
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Extract, Now
from django.db.models.lookups import LessThanOrEqual

from accounts.models import User
from accounts.rules import Deed, may

LONGEST = 14 * 24 * 3600 + 3600  # seconds: two weeks, and the hour that an autumn night has twice
HOURS = Func(F("starts_at"), F("ends_at"), function="TSTZRANGE")  # its end not among them


class RotaTurnQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Give the rota to whoever may lend a case or take one; it names no case."""
        return self if may(user.role, Deed.COVER_CASE) else self.none()

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def on_now(self, now: datetime | None = None) -> Self:
        """Give the turns of this moment, by the database's clock unless one is given."""
        at = now or Now()
        return self.standing().filter(starts_at__lte=at, ends_at__gt=at)

    def within(self, starts_at: datetime, ends_at: datetime) -> Self:
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def for_display(self) -> Self:
        return self.select_related("user").order_by("starts_at", "user__name", "pk")


class RotaTurn(models.Model):
    """Who is on duty from when to when; withdrawn when plans change, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rota_turns")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(  # nobody: the account was closed
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RotaTurnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="turn_starts_before_it_ends", condition=Q(starts_at__lt=F("ends_at"))
            ),
            models.CheckConstraint(
                name="turn_is_two_weeks_at_most",
                condition=LessThanOrEqual(
                    Extract(F("ends_at"), "epoch") - Extract(F("starts_at"), "epoch"), LONGEST
                ),
            ),
            models.CheckConstraint(
                name="turn_withdrawn_by_is_dated",
                condition=Q(withdrawn_by__isnull=True) | Q(withdrawn_at__isnull=False),
            ),
            ExclusionConstraint(
                name="one_turn_of_a_person_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (HOURS, RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]
        indexes = [models.Index("starts_at", "ends_at", name="turn_hours")]

    def __str__(self) -> str:
        return f"turn of {self.user_id}"
