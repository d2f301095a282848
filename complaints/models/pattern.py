from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Value

from accounts.models import User
from accounts.rules import Deed, may
from complaints.models.draft_parts import whole
from removal.models import Platform


class PatternQuerySet(models.QuerySet["Pattern"]):
    def visible_to(self, user: User) -> Self:
        """Give patterns to who reports them; they are of no case, and of every case together."""
        return self if may(user.role, Deed.REPORT_PATTERN) else self.none()

    def newest_first(self) -> Self:
        return self.select_related("platform", "made_by", "filed_by").order_by("-number")


class Pattern(models.Model):
    """Figures of many late requests to one platform, for a person to file; it holds nobody's facts.

    What it tells is sealed nowhere, because it is of no case: figures, and the directory's row.
    """

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="patterns")
    number = models.PositiveIntegerField()
    told = models.JSONField()  # complaints.pattern.telling: figures, and the directory as it was
    sha256 = models.CharField(max_length=64)  # of what is told
    # Request: its case, and the group it was counted in. Told nowhere: later patterns are held
    # against it (complaints.rules.apart); ids alone, like those of the trail.
    behind = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    filing_number = models.CharField(max_length=100, blank=True)  # the regulator's own

    objects = PatternQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("platform", "number", name="pattern_once"),
            models.CheckConstraint(
                name="pattern_digest_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            whole("pattern_filing_is_whole", "filed_at", "filed_by"),
            models.CheckConstraint(
                name="pattern_filed_has_a_number",
                condition=Q(filed_at__isnull=True, filing_number="")
                | (Q(filed_at__isnull=False) & ~Q(filing_number="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"P-{self.platform_id}-{self.number}"
