from django.db import models


class SignInWait(models.Model):
    """How long the next try for an e-mail waits, whether or not it has an account."""

    digest = models.CharField(primary_key=True, max_length=64)
    tries = models.PositiveIntegerField()
    not_before = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.tries} tries"
