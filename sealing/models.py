from django.db import models
from django.db.models import Q

KINDS = {"agency": "The agency's key", "cases": "The cases' keys", "index": "The index key"}


class RetiredKey(models.Model):
    """An agency key that opens nothing any more, even while the settings still hold it."""

    key_id = models.CharField(max_length=255, primary_key=True)
    retired_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"agency key {self.key_id}"


class Rotation(models.Model):
    """One change of keys: how far it is, so that the next process goes on where one was killed.

    What is done is in the rows themselves; this only tells, and keeps the places of a walk.
    """

    kind = models.CharField(max_length=6, choices=KINDS)
    to_key = models.CharField(max_length=255)  # an agency key's id, or the index key's fingerprint
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # its last sign of life
    ended_at = models.DateTimeField(null=True, blank=True)
    total = models.BigIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    places = models.JSONField(default=dict)  # column to the last row walked, an id

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rotation_kind_is_known", condition=Q(kind__in=list(KINDS))
            ),
            models.UniqueConstraint(
                "kind", condition=Q(ended_at__isnull=True), name="rotation_one_of_a_kind"
            ),
        ]
        indexes = [models.Index(fields=["kind", "-began_at"], name="rotation_latest")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.began_at:%Y-%m-%d %H:%M}"
