from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from removal.models.request import RemovalRequest
from removal.rules.desk_spoken import LOOKS_ENDED


class LookPlan(CaseOwned):
    """When a person looks again at what a request asks for; the server never does (ADR 0003)."""

    request = models.OneToOneField(RemovalRequest, models.PROTECT, related_name="look_plan")
    starts_at = models.DateTimeField()  # the clock's end, or two days after a receipt without one
    hours_after = ArrayField(models.PositiveIntegerField())
    then_every_days = models.PositiveIntegerField()  # nought: no more after the last
    until_gone_days = models.PositiveIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(  # nobody: the house's own, from the receipt
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=16, choices=choices(LOOKS_ENDED), blank=True)

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        default_related_name = "look_plans"
        constraints = [
            models.CheckConstraint(
                name="look_plan_ended_is_whole",
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
            )
        ]

    def __str__(self) -> str:
        return f"looks for {self.request_id}"
