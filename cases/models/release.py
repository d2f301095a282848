from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.rules import Role
from cases.models.case import CaseOwned, CaseOwnedQuerySet
from cases.models.people import Authority
from cases.rules.release_words import (
    INFORMATION,
    PURPOSES,
    RECIPIENTS,
    SIGNED_BY,
    Information,
    Purpose,
    RecipientKind,
)
from cases.rules.releases import SOON, Terms
from cases.rules.spoken import choices
from sealing.fields import SealedTextField

# Ninety days counted from the signing, in UTC whatever the session's zone is.
ENDS_BEFORE = Func(
    F("signed_on"),
    template="((%(expressions)s + 91)::timestamp AT TIME ZONE 'UTC')",
    output_field=models.DateTimeField(),
)
STARTS = Func(
    F("signed_on"),
    template="((%(expressions)s - 1)::timestamp AT TIME ZONE 'UTC')",
    output_field=models.DateTimeField(),
)


class ReleaseQuerySet(CaseOwnedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Give those of the cases in sight; an attorney is told of their own alone."""
        mine = super().visible_to(user)
        if user.role == Role.ATTORNEY:
            return mine.to_recipient("attorney", str(user.pk))
        return mine

    def holding(self) -> Self:
        """Give those under which something may be told now, by the database's clock."""
        return self.filter(revoked_at=None, expires_at__gt=Now())

    def to_recipient(self, kind: str, ref: str) -> Self:
        return self.filter(recipient_kind=kind, recipient_ref=ref)

    def lapsing(self) -> Self:
        """Give those that end within the week that comes, or ended in the one that went."""
        now = Now()
        return self.filter(revoked_at=None, expires_at__gt=now - SOON, expires_at__lte=now + SOON)

    def for_display(self) -> Self:
        """Order what ends last first; a recipient's own name needs the case's key."""
        return self.select_related("case__key", "authority", "recorded_by", "renewed_by").order_by(
            "-expires_at", "-recorded_at"
        )


class Release(CaseOwned):
    """The survivor's written yes: what one recipient may be told, what for, until when.

    34 U.S.C. 12291(b)(2)(B), 28 CFR 94.115. The paper itself stays where it was signed.
    """

    recipient_kind = models.CharField(max_length=9, choices=choices(RECIPIENTS))
    recipient_ref = models.CharField(max_length=80, blank=True)  # one plain code, or a sealed name
    recipient_name = SealedTextField(blank=True)
    information = ArrayField(models.CharField(max_length=11, choices=choices(INFORMATION)))
    information_words = SealedTextField(blank=True)
    purpose = models.CharField(max_length=19, choices=choices(PURPOSES))
    purpose_words = SealedTextField(blank=True)
    signed_on = models.DateField()
    signed_by_kind = models.CharField(max_length=9, choices=choices(SIGNED_BY))
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True)
    written = models.BooleanField()
    held_at = SealedTextField()  # where the paper is
    risks_told = models.BooleanField()
    expires_at = models.DateTimeField()
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_because = SealedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        default_related_name = "releases"
        indexes = [
            models.Index(
                fields=["expires_at"],
                name="release_by_expiry",
                condition=Q(revoked_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="release_is_written_and_informed",
                condition=Q(written=True, risks_told=True),
            ),
            models.CheckConstraint(
                name="release_lasts_ninety_days_at_most",
                condition=Q(expires_at__lt=ENDS_BEFORE, expires_at__gt=STARTS),
            ),
            models.CheckConstraint(
                name="release_names_one_recipient",
                condition=Q(recipient_ref__regex=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$")
                | Q(recipient_ref="") & ~Q(recipient_name=b""),
            ),
            models.CheckConstraint(
                name="release_recipient_is_known",
                condition=Q(recipient_kind__in=[k.value for k in RecipientKind])
                & (
                    ~Q(recipient_kind__in=["regulator", "platform", "funder"])
                    | ~Q(recipient_ref="")
                ),
            ),
            models.CheckConstraint(
                name="release_says_what",
                condition=Q(
                    information__contained_by=[i.value for i in Information],
                    information__len__gte=1,
                ),
            ),
            models.CheckConstraint(
                name="release_says_what_for", condition=Q(purpose__in=[p.value for p in Purpose])
            ),
            models.CheckConstraint(
                name="release_is_signed",
                condition=Q(signed_by_kind="self", authority__isnull=True)
                | Q(signed_by_kind="authority", authority__isnull=False),
            ),
            models.CheckConstraint(name="release_paper_is_somewhere", condition=~Q(held_at=b"")),
            models.CheckConstraint(
                name="release_revoked_is_whole",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revoked_because=b"")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"release to {self.recipient_kind} on {self.case_id}"

    @property
    def terms(self) -> Terms:
        return Terms(
            recipient_kind=self.recipient_kind,
            recipient_ref=self.recipient_ref,
            purpose=self.purpose,
            information=frozenset(self.information),
            signed_on=self.signed_on,
            expires_at=self.expires_at,
            revoked_at=self.revoked_at,
        )
