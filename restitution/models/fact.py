from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.rules import Role
from cases.models import CaseOwned
from cases.rules.spoken import choices
from restitution.models.sight import ToldQuerySet
from restitution.rules.asking import ASKED_BY_ADVOCATES
from restitution.rules.telling import SOURCES
from restitution.rules.words import KNOWN
from sealing.fields import SealedTextField


class RemedyFactQuerySet(ToldQuerySet):
    def visible_to(self, user: User) -> Self:
        """Give an attorney every fact of a case released for it, the agency what it may ask for."""
        mine = super().visible_to(user)
        return mine if user.role == Role.ATTORNEY else mine.filter(slug__in=ASKED_BY_ADVOCATES)

    def current(self) -> Self:
        return self.filter(replaced_at=None)

    def for_display(self) -> Self:
        return self.select_related("case__key", "said_by").order_by("slug", "-said_at")


class RemedyFact(CaseOwned):
    """One answer to one question, of one moment; a later one replaces it and both stay."""

    slug = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    told = SealedTextField(blank=True)  # of `known`: a day, as 2018-12-07, or a sum
    source = models.CharField(max_length=10, choices=choices(SOURCES))
    said_on = models.DateField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    next_ask_on = models.DateField(null=True, blank=True)
    who_settles = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    note = SealedTextField(blank=True)  # an attorney's is read by attorneys alone
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = RemedyFactQuerySet.as_manager()

    class Meta:
        default_related_name = "remedy_facts"
        constraints = [
            models.UniqueConstraint(
                "case",
                "slug",
                condition=Q(replaced_at__isnull=True),
                name="one_current_fact_a_question",
            ),
            models.CheckConstraint(
                name="remedy_fact_is_a_code",
                condition=Q(slug__regex=r"^[a-z0-9_]+$", value__regex=r"^[A-Za-z0-9_]+$"),
            ),
            models.CheckConstraint(
                name="remedy_fact_tells_a_day_or_a_sum",
                condition=Q(value=KNOWN) | Q(told=b""),
            ),
            models.CheckConstraint(
                name="remedy_fact_is_replaced_later",
                condition=Q(replaced_at__isnull=True) | Q(replaced_at__gte=F("said_at")),
            ),
        ]
        indexes = [
            models.Index(
                "next_ask_on",
                name="remedy_fact_to_ask",
                condition=Q(next_ask_on__isnull=False, replaced_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} on {self.case_id}"
