from django.db import models
from django.db.models import Q

from audit.rules import NotAllowed
from cases.models.case import Case
from sealing import keys
from sealing.wrapped import CaseKeyField

PURGED = "This case was purged: what was kept of the person is gone, and nothing is added to it."


class CaseKey(models.Model):
    """A case's own key, wrapped by the agency's; destroying it is how a purge reaches the rows.

    While a case gets a new one, `before` still opens what a writer who began earlier seals.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="key")
    wrapped = CaseKeyField()
    before = CaseKeyField(default=b"", db_default=b"", blank=True)
    renewed_at = models.DateTimeField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_key_is_held_or_destroyed",
                condition=Q(destroyed_at__isnull=True) & ~Q(wrapped=b"")
                | Q(destroyed_at__isnull=False, wrapped=b"", before=b""),
            )
        ]
        indexes = [
            models.Index(
                fields=["renewed_at"], name="case_key_with_one_before", condition=~Q(before=b"")
            )
        ]

    def __str__(self) -> str:
        return f"key of {self.case_id}"

    def opened(self) -> bytes:
        if self.destroyed_at is not None:
            raise NotAllowed(PURGED, code="purged")
        return keys.unwrap(bytes(self.wrapped), bound_to=str(self.case_id))

    def opened_all(self) -> list[bytes]:
        """Give the key and, while there is one, the key before it."""
        held = [bytes(one) for one in (self.wrapped, self.before) if one]
        return [keys.unwrap(one, bound_to=str(self.case_id)) for one in held]
