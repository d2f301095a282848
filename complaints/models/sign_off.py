from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.rules import Role
from cases.models import CaseOwned, CaseOwnedQuerySet, Release
from complaints.models.draft import ComplaintDraft
from complaints.rules.signing import EndedBecause


class SignOffQuerySet(CaseOwnedQuerySet):
    def standing(self) -> Self:
        return self.filter(ended_at=None).select_related("signed_by").order_by("signed_at")


class SignOff(CaseOwned):
    """One person's yes to one revision; it ends when they take it back or the text changes."""

    draft = models.ForeignKey(ComplaintDraft, models.PROTECT, related_name="sign_offs")
    revision = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of the text that was signed
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=13, choices=[(r.value, r.value) for r in Role])
    signed_at = models.DateTimeField()
    release = models.ForeignKey(Release, models.PROTECT, related_name="sign_offs")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(  # nobody: the record changed under it
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_because = models.CharField(
        max_length=9, choices=[(e.value, e.name) for e in EndedBecause], blank=True
    )

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                "draft",
                "signed_by",
                condition=Q(ended_at__isnull=True),
                name="sign_off_once_a_person",
            ),
            models.CheckConstraint(
                name="sign_off_by_an_attorney_or_a_supervisor",
                condition=Q(role__in=[Role.ATTORNEY.value, Role.SUPERVISOR.value]),
            ),
            models.CheckConstraint(
                name="sign_off_end_says_why",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                | Q(ended_at__isnull=False, ended_because__in=[e.value for e in EndedBecause]),
            ),
        ]

    def __str__(self) -> str:
        return f"sign-off of revision {self.revision} of {self.draft_id}"
