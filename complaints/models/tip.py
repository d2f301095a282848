from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from complaints.rules.reports import NO_TIPS, TIP_KINDS, NoTip
from sealing.fields import SealedTextField


class CyberTip(CaseOwned):
    """A CyberTipline report's number, kept with the survivor's yes, or why there is none.

    One case may have several; the last that was recorded counts, and the others stay.
    """

    kind = models.CharField(max_length=9, choices=choices(TIP_KINDS))
    number = SealedTextField(blank=True)
    agreed = models.BooleanField(default=False)  # the survivor: that the number is kept here
    reason = models.CharField(max_length=10, choices=choices(NO_TIPS), blank=True)
    words = SealedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        default_related_name = "cyber_tips"
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="tip_is_a_number_agreed_to_or_a_reason",
                condition=(Q(kind="number", agreed=True, reason="") & ~Q(number=b""))
                | (
                    Q(kind="no_number", agreed=False, number=b"")
                    & Q(reason__in=[one.value for one in NoTip])
                    & ~Q(words=b"")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"CyberTipline record on {self.case_id}"
