from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Extract, Now

from cases.models import CaseOwned, CaseOwnedQuerySet
from deadlines.models.course import Course
from deadlines.models.ladder import Ladder
from deadlines.models.statute import Statute
from removal.models import RemovalRequest


class ClockQuerySet(CaseOwnedQuerySet):
    def running(self) -> Self:
        return self.filter(closed_at=None)

    def waking(self, now: datetime) -> Self:
        """Give clocks with a step due; the sweep's cost follows these alone."""
        return self.filter(wakes_at__lte=now).order_by("wakes_at", "id")

    def overdue(self, now: datetime) -> Self:
        """Give running clocks past due; exactly at due is in time ("not later than")."""
        return self.running().filter(due_at__lt=now)

    def for_display(self) -> Self:
        return self.select_related(
            "statute", "request__case", "request__platform", "ladder", "course__taken_up_by"
        )

    def for_climbing(self) -> Self:
        return self.select_related("ladder").prefetch_related("ladder__rungs", "steps")


class Clock(CaseOwned):
    """Elapsed hours from the platform's receipt of a valid request (47 U.S.C. 223a(a)(3))."""

    # No index of their own: clock_once_a_statute begins with the request, and each index of a
    # clock is written again whenever it wakes
    request = models.ForeignKey(
        RemovalRequest, models.PROTECT, related_name="clocks", db_index=False
    )
    statute = models.ForeignKey(Statute, models.PROTECT, related_name="+", db_index=False)
    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="+", db_index=False)
    course = models.ForeignKey(  # null: the law that runs by itself from the request's receipt
        Course, models.PROTECT, null=True, blank=True, related_name="clocks", db_index=False
    )
    hours = models.PositiveIntegerField()  # the statute's, kept with the row that it governs
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    basis = models.CharField(max_length=8)  # removal.rules.words.ReceiptBasis
    claimed = models.BooleanField(default=False)  # coverage unclear: we say so (law.md 10.5)
    wakes_at = models.DateTimeField(null=True, blank=True)  # the moment of its next step
    opened_at = models.DateTimeField()
    planned_at = models.DateTimeField(
        db_default=Now()
    )  # its steps as now counted were owed by nobody before
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_as = models.CharField(max_length=9, blank=True)  # deadlines.rules.hours.ClosedAs
    achieved_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)  # failed tries to climb the next step
    last_error = models.CharField(max_length=60, blank=True)  # a code, never words

    objects = ClockQuerySet.as_manager()

    class Meta:
        default_related_name = "clocks"
        constraints = [
            models.UniqueConstraint("request", "statute", name="clock_once_a_statute"),
            models.CheckConstraint(  # refuses "2 days" over a daylight-saving night
                name="clock_counts_elapsed_hours",
                condition=Q(
                    hours=(Extract(F("due_at"), "epoch") - Extract(F("starts_at"), "epoch")) / 3600
                ),
            ),
            models.CheckConstraint(
                name="clock_basis_is_known", condition=Q(basis__in=["proven", "inferred"])
            ),
            models.CheckConstraint(
                name="clock_closed_is_whole",
                condition=Q(closed_at__isnull=True, closed_as="", achieved_at__isnull=True)
                | Q(
                    closed_at__isnull=False,
                    closed_as__in=["withdrawn", "unclocked"],
                    achieved_at__isnull=True,
                    wakes_at__isnull=True,
                )
                | Q(
                    closed_at__isnull=False,
                    closed_as__in=["in_time", "late"],
                    achieved_at__isnull=False,
                    wakes_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="clock_in_time_means_by_due",
                condition=~Q(closed_as__in=["in_time", "late"])
                | Q(closed_as="in_time", achieved_at__lte=F("due_at"))
                | Q(closed_as="late", achieved_at__gt=F("due_at")),
            ),
        ]
        indexes = [
            models.Index(
                "wakes_at", "id", name="clock_waking", condition=Q(wakes_at__isnull=False)
            ),
            models.Index("due_at", name="clock_running", condition=Q(closed_at__isnull=True)),
            # By month of receipt, once closed: a sweep, which wakes running ones, writes none of it
            models.Index("starts_at", name="clock_closed", condition=Q(closed_at__isnull=False)),
            models.Index("attempts", name="clock_failing", condition=Q(attempts__gt=0)),
            models.Index("course", name="clock_of_course", condition=Q(course__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.statute_id} on {self.request_id}"

    def is_late(self, now: datetime) -> bool:
        return (self.achieved_at or self.closed_at or now) > self.due_at

    @property
    def length(self) -> timedelta:
        return timedelta(hours=self.hours)


class Unclocked(CaseOwned):
    """Why a received request has no statutory clock, as decided when its receipt was recorded."""

    request = models.OneToOneField(RemovalRequest, models.PROTECT, related_name="unclocked")
    reason = models.CharField(max_length=20)  # deadlines.rules.NoClock
    decided_at = models.DateTimeField()

    objects = CaseOwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.reason} on {self.request_id}"
