from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.case import CaseOwned, CaseOwnedQuerySet
from cases.models.release import Release
from cases.rules.handovers import HANDOVERS, HandoverState
from cases.rules.spoken import choices


class PlannedHandoverQuerySet(CaseOwnedQuerySet):
    def waiting(self) -> Self:
        return self.filter(state=HandoverState.PLANNED.value)

    def due(self, now: datetime) -> Self:
        return self.waiting().filter(at__lte=now).order_by("at", "id")

    def for_display(self) -> Self:
        return self.select_related("case", "attorney", "planned_by").order_by("at")


class PlannedHandover(CaseOwned):
    """An attorney to be given the case at a moment; the release is asked for again then."""

    attorney = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(
        max_length=9, choices=choices(HANDOVERS), default=HandoverState.PLANNED.value
    )
    planned_under = models.ForeignKey(Release, models.PROTECT, related_name="handovers_planned")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_under = models.ForeignKey(  # the release that held when it ran
        Release, models.PROTECT, null=True, blank=True, related_name="handovers_done"
    )
    because = models.CharField(max_length=20, blank=True)  # the code of what stopped it
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(  # nobody: it ran, or stopped, by itself
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlannedHandoverQuerySet.as_manager()

    class Meta:
        default_related_name = "handovers"
        constraints = [
            models.CheckConstraint(
                name="handover_is_in_one_state",
                condition=Q(
                    state="planned",
                    ended_at__isnull=True,
                    ended_by__isnull=True,
                    done_under__isnull=True,
                    because="",
                )
                | Q(
                    state="done",
                    ended_at__isnull=False,
                    ended_by__isnull=True,
                    done_under__isnull=False,
                    because="",
                )
                | (
                    Q(
                        state="stopped",
                        ended_at__isnull=False,
                        ended_by__isnull=True,
                        done_under__isnull=True,
                    )
                    & ~Q(because="")
                )
                | Q(
                    state="withdrawn",
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    done_under__isnull=True,
                    because="",
                ),
            ),
            models.CheckConstraint(
                name="handover_is_planned_ahead", condition=Q(at__gt=F("planned_at"))
            ),
            models.CheckConstraint(
                name="handover_does_not_run_early",
                condition=~Q(state="done") | Q(ended_at__gte=F("at")),
            ),
            models.UniqueConstraint(
                "case", "attorney", condition=Q(state="planned"), name="one_handover_a_person"
            ),
        ]
        indexes = [models.Index("at", name="handover_due", condition=Q(state="planned"))]

    def __str__(self) -> str:
        return f"hand-over of {self.case_id} to {self.attorney_id}"
