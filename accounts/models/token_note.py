from django.db import models
from knox.models import AuthToken


class TokenNote(models.Model):
    """What a token is called, and when it was last used; both are its owner's alone to read."""

    token = models.OneToOneField(AuthToken, models.CASCADE, primary_key=True, related_name="note")
    name = models.CharField(max_length=40, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name or "token"
