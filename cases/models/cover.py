from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Extract, Now
from django.db.models.lookups import LessThanOrEqual

from accounts.models import User
from accounts.rules import Role
from cases.models.case import Case, CaseOwned, CaseOwnedQuerySet
from cases.rules.cover import ENDS, LONGEST, CoverState, state_of
from cases.rules.spoken import choices
from sealing.fields import SealedTextField

UNANSWERED = Q(accepted_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)
HELD = Q(accepted_at__isnull=False, ended_at__isnull=True)


HOURS = Func(F("starts_at"), F("ends_at"), function="TSTZRANGE")  # its end not among them


class CoverQuerySet(CaseOwnedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Give the covers of the cases in sight, and those offered to this person or given by them.

        An offer tells its taker a code and hours: the case itself opens when they begin.
        """
        if user.role not in {Role.ADVOCATE, Role.SUPERVISOR}:
            return self.none()
        theirs = Q(taker=user) | Q(giver=user)
        return self.filter(theirs | Q(case__in=Case.objects.visible_to(user)))

    def active(self, now: datetime | None = None) -> Self:
        """Give those that hold at this moment, by the database's clock unless one is given."""
        at = now or Now()
        return self.filter(HELD, starts_at__lte=at, ends_at__gt=at)

    def held(self) -> Self:
        """Give those accepted and not ended: active, to come, or over by themselves."""
        return self.filter(HELD)

    def unanswered(self) -> Self:
        return self.filter(UNANSWERED)

    def within(self, starts_at: datetime, ends_at: datetime) -> Self:
        """Keep those that share a moment with these hours."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def for_display(self) -> Self:
        return self.select_related("case", "giver", "taker").order_by("starts_at", "pk")


class Cover(CaseOwned):
    """A case lent to a colleague from one hour to another; it reverts by itself."""

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offer = models.UUIDField(default=uuid4)  # what was offered in one go shares it
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer_by = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = SealedTextField(blank=True)  # the taker reads it once the case is open to them
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(  # nobody: an account was closed, a case went on
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_as = models.CharField(max_length=14, choices=choices(ENDS), blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        default_related_name = "covers"
        constraints = [
            models.CheckConstraint(name="cover_is_by_a_colleague", condition=~Q(taker=F("giver"))),
            models.CheckConstraint(
                name="cover_is_answered_one_way",
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True)
                | Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
                | Q(declined_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="cover_starts_before_it_ends", condition=Q(starts_at__lt=F("ends_at"))
            ),
            models.CheckConstraint(  # elapsed seconds: a day of SQL is 23 or 25 hours twice a year
                name="cover_is_two_weeks_at_most",
                condition=LessThanOrEqual(
                    Extract(F("ends_at"), "epoch") - Extract(F("starts_at"), "epoch"),
                    int(LONGEST.total_seconds()),
                ),
            ),
            models.CheckConstraint(
                name="cover_is_answered_before_it_ends",
                condition=Q(answer_by__lte=F("ends_at"), answer_by__gte=F("offered_at"))
                & (Q(accepted_at__isnull=True) | Q(accepted_at__lt=F("ends_at"))),
            ),
            models.CheckConstraint(
                name="cover_is_escalated_unanswered",
                condition=Q(escalated_at__isnull=True) | Q(escalated_at__gte=F("answer_by")),
            ),
            models.CheckConstraint(  # ended_at and ended_by: nobody ended what goes on
                name="cover_ended_is_whole",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_as="")
                | Q(
                    ended_at__isnull=False,
                    accepted_at__isnull=False,
                    ended_at__gte=F("accepted_at"),
                    ended_as__in=[one.value for one in ENDS],
                ),
            ),
            ExclusionConstraint(
                name="one_cover_of_a_case_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (HOURS, RangeOperators.OVERLAPS),
                ],
                condition=HELD,
            ),
            ExclusionConstraint(
                name="one_offer_of_a_case_a_person",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("taker", RangeOperators.EQUAL),
                    (HOURS, RangeOperators.OVERLAPS),
                ],
                condition=UNANSWERED,
            ),
        ]
        indexes = [
            models.Index("taker", "ends_at", name="cover_of_taker"),
            models.Index("answer_by", name="cover_unanswered", condition=UNANSWERED),
        ]

    def __str__(self) -> str:
        return f"cover of {self.case_id} by {self.taker_id}"

    def state(self, now: datetime) -> CoverState:
        return state_of(
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            accepted_at=self.accepted_at,
            declined_at=self.declined_at,
            withdrawn_at=self.withdrawn_at,
            ended_at=self.ended_at,
            now=now,
        )
