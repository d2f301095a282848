from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import Authority, CaseOwned, CaseOwnedQuerySet, Release
from cases.rules.release_words import SignedBy
from cases.rules.spoken import choices
from complaints.models.draft import ComplaintDraft
from complaints.rules.exposing import HOW_ASKED
from sealing.fields import SealedJSONField


class ExposureChoice(CaseOwned):
    """What the survivor chose to have shown, all of it at once; a later choice is a new row."""

    draft = models.ForeignKey(ComplaintDraft, models.PROTECT, related_name="exposures")
    number = models.PositiveIntegerField()
    choice = SealedJSONField()  # complaints.rules.exposure.Exposure, by its fields
    chosen_by_kind = models.CharField(max_length=9, choices=[(s.value, s.name) for s in SignedBy])
    authority = models.ForeignKey(  # who chose, where it was not the survivor
        Authority, models.PROTECT, null=True, blank=True, related_name="+"
    )
    how_asked = models.CharField(max_length=9, choices=choices(HOW_ASKED))
    chosen_at = models.DateTimeField()
    release = models.ForeignKey(  # the one that stood when it was chosen, if one did
        Release, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("draft", "number", name="exposure_once"),
            models.CheckConstraint(
                name="exposure_chosen_by_the_survivor_or_under_an_authority",
                condition=Q(chosen_by_kind="self", authority__isnull=True)
                | Q(chosen_by_kind="authority", authority__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"exposure {self.number} of {self.draft_id}"
