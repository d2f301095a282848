from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class CommandKey(models.Model):
    """A create command that was done under an Idempotency-Key; digests only, never a body."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key_digest = models.CharField(max_length=64)
    route = models.CharField(max_length=200)
    body_digest = models.CharField(max_length=64)
    subject_id = models.TextField(blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key_digest"], name="command_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.status}"
