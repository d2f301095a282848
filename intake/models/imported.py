from django.conf import settings
from django.db import models

from intake.models.intake import Intake


class ImportedRow(models.Model):
    """A row of a table that came in under a key of its own; digests only, never a cell."""

    key_digest = models.CharField(max_length=64, unique=True)
    row_digest = models.CharField(max_length=64)
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="imported_rows")
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"row of {self.intake_id}"
