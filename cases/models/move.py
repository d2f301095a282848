from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.rules import Role
from cases.models.case import CaseOwned, CaseOwnedQuerySet
from cases.models.work import Note


class CaseMoveQuerySet(CaseOwnedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Give all to a supervisor; to others what went from them or came to them.

        Whom a case went from sees its code and to whom it went: the case itself is closed to them.
        """
        if user.role == Role.SUPERVISOR:
            return self
        if user.role != Role.ADVOCATE:
            return self.none()
        return self.filter(Q(giver=user) | Q(taker=user))

    def unread_by(self, user: User) -> Self:
        """Give what this person was told and has not said to have seen."""
        return self.filter(
            Q(giver=user, giver_read_at=None) | Q(taker=user, taker_read_at=None)
        ).exclude(moved_by=user)

    def told_to(self, user: User) -> Self:
        """Give those that tell this person something, seen or not."""
        return self.filter(Q(giver=user) | Q(taker=user)).exclude(moved_by=user)

    def for_display(self) -> Self:
        return self.select_related("case", "giver", "taker", "moved_by").order_by("-moved_at", "pk")


class CaseMove(CaseOwned):
    """A case that went from one advocate to another, with a word; both of them are told by it."""

    giver = models.ForeignKey(  # nobody: the case had no advocate
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    together = models.UUIDField(default=uuid4)  # what was moved in one go shares it
    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    giver_read_at = models.DateTimeField(null=True, blank=True)
    taker_read_at = models.DateTimeField(null=True, blank=True)

    objects = CaseMoveQuerySet.as_manager()

    class Meta:
        default_related_name = "moves"
        constraints = [
            models.CheckConstraint(
                name="case_moves_to_another",
                condition=Q(giver__isnull=True) | ~Q(giver=F("taker")),
            ),
            models.CheckConstraint(
                name="case_move_is_read_by_who_was_there",
                condition=Q(giver_read_at__isnull=True) | Q(giver__isnull=False),
            ),
        ]
        indexes = [
            models.Index("giver", name="move_unread_giver", condition=Q(giver_read_at=None)),
            models.Index("taker", name="move_unread_taker", condition=Q(taker_read_at=None)),
            models.Index("together", name="move_together"),
        ]

    def __str__(self) -> str:
        return f"move of {self.case_id} to {self.taker_id}"
