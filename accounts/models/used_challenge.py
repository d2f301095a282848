from django.db import models
from django.db.models.functions import Now


class UsedChallenge(models.Model):
    """A challenge that a passkey answered: its digest, so that no answer to it counts again."""

    digest = models.CharField(primary_key=True, max_length=64)
    used_at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return f"used {self.used_at}"
