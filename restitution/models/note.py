from typing import Self

from django.conf import settings
from django.db import models

from cases.models import CaseOwned
from restitution.models.sight import PartitionQuerySet
from sealing.fields import SealedTextField


class PrivilegedNoteQuerySet(PartitionQuerySet):
    def for_display(self) -> Self:
        return self.select_related("case__key", "written_by").order_by("-written_at", "-pk")


class PrivilegedNote(CaseOwned):
    """An attorney's own thinking, for the attorneys of the case alone; final once written.

    A table apart binds what is sealed to this place: no other table's row can open it.
    """

    text = SealedTextField()
    remedy = models.CharField(max_length=24, blank=True)  # a remedy's code; blank: the whole case
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PrivilegedNoteQuerySet.as_manager()

    class Meta:
        default_related_name = "privileged_notes"

    def __str__(self) -> str:
        return f"privileged note on {self.case_id}"
