from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models.mailed import Mailed, MailedQuerySet, owed_index
from accounts.rules import Role


class InvitationQuerySet(MailedQuerySet["Invitation"]):
    def open(self, now: datetime) -> Self:
        """Keep the links that still open something."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=now)

    def waiting(self) -> Self:
        """Keep the new people who have not come yet, in time or not."""
        return self.filter(for_user=None, used_at=None, revoked_at=None)


class Invitation(Mailed):
    """A link that opens once: for somebody new to join, or for a person to choose a new password.

    Only a digest of the link is kept, and none before the letter that carries it is written.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    for_user = models.ForeignKey(  # nobody: whoever is invited has no account yet
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=13, choices=[(r.value, r.value.capitalize()) for r in Role])
    time_zone = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    origin = models.CharField(max_length=200, blank=True)  # of the pages that the link leads to
    invited_by = models.ForeignKey(  # nobody: the command line, or who forgot a password
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_ends_later", condition=Q(expires_at__gt=models.F("made_at"))
            ),
            models.CheckConstraint(
                name="invitation_used_or_revoked",
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
            models.UniqueConstraint(
                "email",
                name="one_open_invitation",
                condition=Q(used_at=None, revoked_at=None, for_user=None),
            ),
        ]
        indexes = [owed_index("invitation_owed")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
