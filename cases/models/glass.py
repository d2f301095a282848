from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.rules import Deed
from cases.models.case import CaseOwned, CaseOwnedQuerySet
from sealing.fields import SealedTextField


class BreakGlassQuerySet(CaseOwnedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Give all to supervisors, each other's too; to nobody else any."""
        return super().visible_to(user) if user.may(Deed.BREAK_GLASS) else self.none()

    def running(self, now: datetime) -> Self:
        return self.filter(ended_at=None, ends_at__gt=now)

    def for_display(self) -> Self:
        return self.select_related("case__key", "opened_by", "ended_by").order_by("-opened_at")


class BreakGlass(CaseOwned):
    """A whole case opened to one supervisor for an hour, for a reason that stays sealed."""

    reason = SealedTextField()
    people_told = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # by hand; else the hour ended it
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        default_related_name = "broken_glass"
        constraints = [
            models.CheckConstraint(
                name="glass_end_has_a_person",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="glass_ends_later", condition=Q(ends_at__gt=F("opened_at"))
            ),
            models.CheckConstraint(name="glass_is_told", condition=Q(people_told__gt=0)),
        ]
        indexes = [models.Index(fields=["-opened_at"], name="glass_newest")]

    def __str__(self) -> str:
        return f"break-glass on {self.case_id}"
