import hmac
from hashlib import sha256
from typing import Any, Self, cast
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.rules.factors import Kind, plain
from sealing import keys
from sealing.fields import SealedTextField
from sealing.wrapped import WrappedField


class FactorQuerySet(models.QuerySet["Factor"]):
    def of(self, user: Any) -> Self:
        return self.filter(user=user)

    def proving(self) -> Self:
        """Give what was shown to work; one that waits for its first code proves nothing."""
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> Self:
        return self.filter(confirmed_at__isnull=True)

    def of_kind(self, kind: Kind) -> Self:
        return self.filter(kind=kind.value)

    def held(self) -> Self:
        """Give apps and passkeys; recovery codes are for the day on which those are lost."""
        return self.proving().exclude(kind=Kind.RECOVERY.value)


class Factor(models.Model):
    """What proves a person beside the password: an app, a passkey, or a set of recovery codes.

    A seed is sealed under the row's own key, which the agency's keys wrap as they wrap a case's.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Kind])
    name = models.CharField(max_length=60, blank=True)
    key_wrapped = WrappedField(default=b"")
    seed = SealedTextField(blank=True, default="")
    last_step = models.BigIntegerField(default=0)
    credential = models.BinaryField(default=b"")  # a passkey's public half
    credential_digest = models.CharField(max_length=64, blank=True)
    sign_count = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = FactorQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="factor_holds_what_its_kind_needs",
                condition=Q(kind="totp") & ~Q(key_wrapped=b"")
                | Q(kind="recovery", confirmed_at__isnull=False) & ~Q(key_wrapped=b"")
                | Q(kind="passkey", confirmed_at__isnull=False) & ~Q(credential=b""),
            ),
            models.UniqueConstraint(
                "user", name="factor_one_set_of_codes", condition=Q(kind="recovery")
            ),
            models.UniqueConstraint(
                "user", name="factor_one_waiting", condition=Q(confirmed_at__isnull=True)
            ),
            models.UniqueConstraint(
                "credential_digest", name="factor_passkey_once", condition=Q(kind="passkey")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def place(self) -> str:
        """Give what this row's wrapped key is bound to."""
        return cast(WrappedField, self._meta.get_field("key_wrapped")).place(self.pk)

    def sealing_key(self) -> bytes:
        return keys.unwrap(bytes(self.key_wrapped), bound_to=self.place())

    def digest_of(self, code: str) -> str:
        """Give what is kept of a recovery code: a hash under this set's own key."""
        return hmac.new(self.sealing_key(), plain(code).encode(), sha256).hexdigest()


class RecoveryCode(models.Model):
    """One code of a set, kept hashed; it works once."""

    factor = models.ForeignKey(Factor, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("factor", "digest", name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"a code of {self.factor_id}"
