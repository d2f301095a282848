from collections.abc import Collection
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.rules import Role
from cases.rules import AgeWhenMade, Status
from cases.rules.cover import TAKERS
from cases.rules.handovers import SIGHT
from cases.rules.spoken import AGES, STATUSES, choices
from sealing.fields import SealedTextField


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> Self:
        """Open the one door from a person to cases; every other table's door leads through it."""
        if user.role == Role.SUPERVISOR:
            return self
        if user.role not in {Role.ADVOCATE, Role.ATTORNEY}:
            return self.none()
        if user.role == Role.ATTORNEY:
            return self.worked_by(user).released_to(user)
        return self.worked_by(user)

    def worked_by(self, user: User) -> Self:
        """Keep the cases that are this person's own, or theirs to cover at this moment."""
        from cases.models.assignment import Assignment  # they refer to cases
        from cases.models.cover import Cover

        own = Assignment.objects.filter(user=user).active().values("case")
        if user.role not in TAKERS:
            return self.filter(pk__in=own)
        covered = Cover.objects.filter(taker=user).active().values("case")
        return self.filter(pk__in=own.union(covered, all=True))

    def told_of(self, user: User, information: str) -> Self:
        """Keep those of which this person may know this too: an attorney, by the release alone."""
        if user.role != Role.ATTORNEY:
            return self
        return self.released_to(user, {*SIGHT, information})

    def released_to(self, attorney: User, information: Collection[str] = SIGHT) -> Self:
        """Keep what a release lets this attorney read at this moment, by the database's clock."""
        from cases.models.release import Release  # it refers to cases

        standing = Release.objects.filter(
            case=OuterRef("pk"),
            recipient_kind="attorney",
            recipient_ref=str(attorney.pk),
            purpose="legal_review",
            information__contains=sorted(information),
            revoked_at=None,
            expires_at__gt=Now(),
        )
        return self.filter(Exists(standing))

    def open(self) -> Self:
        return self.exclude(status=Status.CLOSED.value)

    def purged(self) -> Self:
        return self.filter(key__destroyed_at__isnull=False)

    def for_display(self) -> Self:
        return self.select_related("key", "survivor")

    def with_tasks(self, user: User) -> Self:
        """Add how many open tasks this person is told of, and when the next is due."""
        from cases.models.work import tasks_in_sight  # they refer to cases

        waiting = Q(tasks__isnull=False, tasks__done_at=None)
        waiting &= tasks_in_sight(user, through="tasks__")
        return self.annotate(
            tasks_open=Count("tasks", filter=waiting, distinct=True),
            next_task_at=Min("tasks__due_at", filter=waiting),
        )


class Case(models.Model):
    """The matter of one survivor, known everywhere by its code alone."""

    SEALED_OF = "pk"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True)
    status = models.CharField(
        max_length=8,
        choices=choices(STATUSES),
        default=Status.INTAKE.value,
    )
    age_when_made = models.CharField(
        max_length=7,
        choices=choices(AGES),
        default=AgeWhenMade.UNSURE.value,
    )
    country = models.CharField(max_length=2, blank=True)  # where the survivor is; blank: not said
    narrative = SealedTextField(blank=True)
    opened_at = models.DateTimeField(db_default=Now())
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "-opened_at"], name="case_by_status"),
            # Few, or all there are: figures leave them out of every count
            models.Index(fields=["id"], name="case_of_demo", condition=Q(is_demo=True)),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_closed_is_dated",
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_status_is_known", condition=Q(status__in=[s.value for s in Status])
            ),
            models.CheckConstraint(
                name="case_age_is_known",
                condition=Q(age_when_made__in=[a.value for a in AgeWhenMade]),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def sealing_key(self) -> bytes:
        """Give the key that this case's sealed values are under."""
        return self.key.opened()

    def sealing_keys_again(self) -> list[bytes]:
        """Give the keys as they stand in the table now: a value may be of before or after."""
        from cases.models.key import CaseKey  # it refers to cases

        return CaseKey.objects.get(case_id=self.pk).opened_all()


class CaseOwnedQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Give the rows of the cases this person may see."""
        return self.filter(case__in=Case.objects.visible_to(user))


class CaseOwned(models.Model):
    """A row that belongs to one case and is sealed under its key.

    Lists that open sealed values select `case__key`, or they ask for the key once a row.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT)

    class Meta:
        abstract = True

    def sealing_key(self) -> bytes:
        return self.case.sealing_key()

    def sealing_keys_again(self) -> list[bytes]:
        return self.case.sealing_keys_again()
