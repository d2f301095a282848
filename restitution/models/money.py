from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models import CaseOwned
from cases.rules.spoken import choices
from restitution.models.court_case import CourtCase
from restitution.models.sight import PartitionQuerySet
from restitution.rules.money import HEADS, LINES, RESERVE_BASE_ON, WITH_HEAD, Head, LineKind
from sealing.fields import SealedTextField


class MoneyLineQuerySet(PartitionQuerySet):
    def for_display(self) -> Self:
        """Give lines with what a row says, the latest day first."""
        return self.select_related(
            "case__key", "court_case", "recorded_by", "reverses", "reversed_by"
        ).order_by("-on", "-recorded_at", "-pk")


class MoneyLine(CaseOwned):
    """One amount as a court or a paper says it; never changed, only reversed by another line."""

    court_case = models.ForeignKey(
        CourtCase, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    kind = models.CharField(max_length=15, choices=choices(LINES))
    head = models.CharField(max_length=10, choices=choices(HEADS), blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    on = models.DateField()
    note = SealedTextField(blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = MoneyLineQuerySet.as_manager()

    class Meta:
        default_related_name = "money_lines"
        constraints = [
            models.CheckConstraint(
                name="money_line_kind_is_known",
                condition=Q(kind__in=[one.value for one in LineKind]),
            ),
            models.CheckConstraint(
                name="money_line_head_is_of_a_loss",
                condition=Q(
                    kind__in=[one.value for one in WITH_HEAD],
                    head__in=[one.value for one in Head],
                )
                | ~Q(kind__in=[one.value for one in WITH_HEAD]) & Q(head=""),
            ),
            models.CheckConstraint(
                name="money_line_adds_or_takes_back",
                condition=Q(reverses__isnull=True, amount__gt=Decimal(0))
                | Q(reverses__isnull=False, amount__lt=Decimal(0)),
            ),
            models.CheckConstraint(
                name="money_line_is_of_a_court_case",
                condition=Q(court_case__isnull=False) | Q(kind=LineKind.CLAIMED.value),
            ),
            models.CheckConstraint(
                name="money_line_reverses_another", condition=~Q(reverses=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"


class ReserveAmount(models.Model):
    """The Victims Reserve's one-time amount as somebody read it; the newest day counts."""

    amount = models.DecimalField(max_digits=12, decimal_places=2)
    as_of = models.DateField()
    source = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-as_of", "-noted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reserve_amount_is_one",
                condition=Q(amount__gt=Decimal(0), as_of__gte=RESERVE_BASE_ON) & ~Q(source=""),
            )
        ]

    def __str__(self) -> str:
        return f"as of {self.as_of}"
