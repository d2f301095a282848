from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from intake.rules.states import OPEN_STATES, REFERENCES, STEP_STATES, ReferenceKept, StepState
from intake.rules.words import Track
from sealing.fields import SealedTextField


class PlanQuerySet(CaseOwnedQuerySet):
    def latest_first(self) -> Self:
        return self.order_by("-number")


class Plan(CaseOwned):
    """What the rules gave for these facts at that moment; a later one never changes it."""

    number = models.PositiveIntegerField()
    facts = models.JSONField()
    track = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Track])
    rules_version = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        default_related_name = "plans"
        ordering = ["case_id", "number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="plan_number_once_a_case"),
            models.CheckConstraint(
                name="plan_track_is_known", condition=Q(track__in=[one.value for one in Track])
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.number}"


class PlanStepQuerySet(CaseOwnedQuerySet):
    def in_plan(self) -> Self:
        return self.exclude(state=StepState.DROPPED.value)

    def open(self) -> Self:
        return self.filter(state__in=[state.value for state in OPEN_STATES])

    def for_display(self) -> Self:
        return self.select_related("case__key", "plan", "decided_by")


class PlanStep(CaseOwned):
    """One service as it stands in a case: offered, taken up, or not."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="steps")  # the latest with it
    service = models.CharField(max_length=40)
    place = models.PositiveIntegerField()  # in the order in which the plan offers
    rules = ArrayField(models.CharField(max_length=10), default=list)
    state = models.CharField(
        max_length=9, choices=choices(STEP_STATES), default=StepState.OFFERED.value
    )
    offered_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reference = SealedTextField(blank=True)  # a number the service gave; never a PIN (law.md 3.1)
    reference_kept = models.CharField(
        max_length=8, choices=choices(REFERENCES), default=ReferenceKept.NONE.value
    )

    objects = PlanStepQuerySet.as_manager()

    class Meta:
        default_related_name = "plan_steps"
        ordering = ["case_id", "place"]
        constraints = [
            models.UniqueConstraint("case", "service", name="one_step_a_service"),
            models.CheckConstraint(
                name="plan_step_state_is_known",
                condition=Q(state__in=[state.value for state in StepState]),
            ),
            models.CheckConstraint(
                name="plan_step_decided_is_whole",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_step_reference_is_kept_by_whom_it_says",
                condition=Q(reference_kept="agency") | Q(reference=b""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} on {self.case_id}"
