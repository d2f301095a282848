from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.rules import Deed, Role, may
from cases.models.case import Case, CaseOwned, CaseOwnedQuerySet
from cases.rules import TaskKind
from cases.rules.release_words import Information
from cases.rules.spoken import TASKS, choices
from sealing.fields import SealedTextField


class NoteQuerySet(CaseOwnedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Keep an attorney's privileged notes apart from the agency's (law.md 5.4)."""
        privileged = Q(written_as=Role.ATTORNEY.value)
        theirs = privileged if user.role == Role.ATTORNEY else ~privileged
        return super().visible_to(user).filter(theirs)


class Note(CaseOwned):
    """What someone wrote about the work; sealed, final, never searched."""

    text = SealedTextField()
    written_as = models.CharField(max_length=13, choices=[(r.value, r.value) for r in Role])
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        default_related_name = "notes"
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"note on {self.case_id}"


def tasks_in_sight(user: User, *, through: str = "") -> Q:
    """Tell which tasks of visible cases are told: an attorney's restitution task to them alone.

    Its day is of the attorneys' partition; a hold is looked at by whoever may lift it, a purge
    by whoever may confirm one. `through`
    is the way from the rows that are asked.
    """

    def of(**facts: Any) -> Q:
        return Q(**{f"{through}{name}": fact for name, fact in facts.items()})

    theirs = [role.value for role in Role if role is not Role.ATTORNEY]
    told = ~of(kind=TaskKind.RESTITUTION.value) | of(assigned_to=None)
    told |= of(assigned_to__role__in=theirs)
    if not may(user.role, Deed.HOLD_RECORDS):
        told &= ~of(kind=TaskKind.HOLD_REVIEW.value)
    if not may(user.role, Deed.CONFIRM_PURGE):
        told &= ~of(kind=TaskKind.PURGE.value)
    if user.role != Role.ATTORNEY:
        return told
    released = Case.objects.visible_to(user).told_of(user, Information.RESTITUTION.value)
    case = {"pk__in" if through else "case__in": released.values("pk")}
    return told | of(assigned_to=user) & Q(**case)


class TaskQuerySet(CaseOwnedQuerySet):
    def visible_to(self, user: User) -> Self:
        return super().visible_to(user).filter(tasks_in_sight(user))

    def open(self) -> Self:
        return self.filter(done_at=None)

    def for_display(self) -> Self:
        """Order what is owed first, by when; a task's own words need the case's key."""
        return self.select_related("case__key", "assigned_to", "done_by").order_by(
            F("due_at").asc(nulls_last=True), "created_at"
        )


class Task(CaseOwned):
    """Something a person has to do, by a moment or in their own time."""

    # What a sweep enters by the thousand is checked a set at a time (migration 0006)
    case = models.ForeignKey(Case, models.PROTECT, db_constraint=False)
    kind = models.CharField(max_length=14, choices=choices(TASKS), default=TaskKind.OWN.value)
    text = SealedTextField(blank=True)  # a person's own words; a kind speaks for itself
    subject_id = models.UUIDField(null=True, blank=True)  # the request, item or draft meant
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    due_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        default_related_name = "tasks"
        constraints = [
            models.CheckConstraint(
                name="task_done_is_whole",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False),  # the system may close a task: then nobody did
            ),
            models.UniqueConstraint(
                "kind",
                "subject_id",
                condition=Q(done_at__isnull=True) & ~Q(kind="own"),
                name="one_open_task_a_subject",
            ),
        ]
        indexes = [
            models.Index("done_by", name="task_done_by", condition=Q(done_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"
