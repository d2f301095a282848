from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models import CaseOwned, CaseOwnedQuerySet, Release
from cases.rules.spoken import choices
from complaints.models.draft import ComplaintDraft
from complaints.models.draft_parts import whole
from removal.rules.spoken import CHANNELS, SENDERS
from sealing.fields import SealedTextField


class PriorNotice(CaseOwned):
    """What a person told a platform before a complaint: the time has run, and what is still up.

    The house writes it and sends nothing; once it is recorded as sent, it is final.
    """

    draft = models.ForeignKey(ComplaintDraft, models.PROTECT, related_name="prior_notices")
    number = models.PositiveIntegerField()
    text = SealedTextField()
    sha256 = models.CharField(max_length=64)  # of the text
    reply_by = models.DateTimeField()
    again_because = SealedTextField(blank=True)  # why there is a second
    composed_at = models.DateTimeField()
    composed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=8, choices=choices(SENDERS), blank=True)
    channel = models.CharField(max_length=8, choices=choices(CHANNELS), blank=True)
    reference = SealedTextField(blank=True)
    release = models.ForeignKey(  # what the agency sent it under
        Release, models.PROTECT, null=True, blank=True, related_name="prior_notices"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("draft", "number", name="prior_notice_once"),
            models.UniqueConstraint(
                "draft", condition=Q(sent_at__isnull=True), name="prior_notice_one_unsent"
            ),
            models.CheckConstraint(
                name="prior_notice_again_says_why",
                condition=Q(number=1, again_because=b"")
                | (Q(number__gt=1) & ~Q(again_because=b"")),
            ),
            models.CheckConstraint(
                name="prior_notice_asks_for_a_later_reply",
                condition=Q(reply_by__gt=F("composed_at")),
            ),
            whole("prior_notice_record_is_whole", "recorded_at", "recorded_by"),
            models.CheckConstraint(
                name="prior_notice_sent_by_the_agency_has_a_release",
                condition=Q(sent_at__isnull=True, sent_by="", channel="", release__isnull=True)
                & Q(recorded_at__isnull=True)
                | Q(sent_at__isnull=False, recorded_at__isnull=False, sent_by="agency")
                & Q(release__isnull=False)
                & ~Q(channel="")
                | Q(sent_at__isnull=False, recorded_at__isnull=False, sent_by="survivor")
                & Q(release__isnull=True)
                & ~Q(channel=""),
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.number} before the complaint {self.draft_id}"
