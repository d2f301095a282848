from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from keeping.rules.parts import OPEN, PARTS, REASONS, STATES, Part, Reason, State, spoken
from sealing.fields import SealedTextField


class PurgeQuerySet(CaseOwnedQuerySet):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def to_confirm(self, now: datetime) -> Self:
        """Give what waits for a second person, once its day is over."""
        return self.filter(state=State.PROPOSED.value, not_before__lte=now).order_by("pk")

    def to_run(self, now: datetime) -> Self:
        """Give what two people agreed to, and what was begun and not finished."""
        ready = [State.CONFIRMED.value, State.RUNNING.value]
        return self.filter(state__in=ready, confirmed_at__lte=now).order_by("confirmed_at", "pk")

    def for_display(self) -> Self:
        return self.select_related(
            "case__key", "proposed_by", "confirmed_by", "withdrawn_by", "certificate"
        ).order_by("-proposed_at")


class Purge(CaseOwned):
    """That one person proposed to purge a case or parts of it, another agreed, and it was done."""

    parts = ArrayField(models.CharField(max_length=12, choices=choices(PARTS)))
    reason = models.CharField(max_length=7, choices=choices(REASONS))
    reason_words = SealedTextField(blank=True)
    state = models.CharField(max_length=9, choices=choices(STATES), default=State.PROPOSED.value)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    not_before = models.DateTimeField()  # a second person may confirm from then on
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    began_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    stopped_because = models.CharField(max_length=20, blank=True)  # the code of the rule

    objects = PurgeQuerySet.as_manager()

    class Meta:
        default_related_name = "purges"
        constraints = [
            models.UniqueConstraint(
                "case", condition=Q(state__in=OPEN), name="one_open_purge_a_case"
            ),
            models.CheckConstraint(
                name="purge_words_are_known",
                condition=Q(
                    parts__contained_by=[one.value for one in Part],
                    parts__len__gte=1,
                    reason__in=[one.value for one in Reason],
                    state__in=[one.value for one in State],
                ),
            ),
            models.CheckConstraint(
                name="purge_confirmed_by_a_second_person",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(
                    ~Q(confirmed_by=F("proposed_by")),
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    confirmed_at__gte=F("not_before"),
                ),
            ),
            models.CheckConstraint(
                name="purge_withdrawn_is_whole",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                & ~Q(state="withdrawn")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, state="withdrawn"),
            ),
            models.CheckConstraint(
                name="purge_done_was_confirmed_and_begun",
                condition=Q(state="proposed", confirmed_at__isnull=True, began_at__isnull=True)
                | Q(state="confirmed", confirmed_at__isnull=False, began_at__isnull=True)
                | Q(state="running", confirmed_at__isnull=False, began_at__isnull=False)
                | Q(state="done", confirmed_at__isnull=False, done_at__isnull=False)
                & Q(began_at__isnull=False)
                | Q(state__in=["withdrawn", "stopped"], done_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                "confirmed_at",
                name="purge_to_run",
                condition=Q(state__in=[State.CONFIRMED.value, State.RUNNING.value]),
            )
        ]

    def __str__(self) -> str:
        return f"purge of {self.case_id}"

    @property
    def is_whole(self) -> bool:
        return Part.WHOLE.value in self.parts

    @property
    def parts_words(self) -> str:
        return spoken(self.parts)


class PurgeCertificateQuerySet(CaseOwnedQuerySet):
    def for_display(self) -> Self:
        return self.select_related("case", "proposed_by", "confirmed_by", "purge").order_by(
            "-made_at"
        )


class PurgeCertificate(models.Model):
    """What went, by whom and when, in codes and counts; final, and the trail holds its digest."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    purge = models.OneToOneField(Purge, models.PROTECT, related_name="certificate")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="purge_certificates")
    number = models.PositiveIntegerField()  # 1, 2… within the case
    told = models.JSONField()  # keeping.certified.told: codes, counts, moments, ids
    digest = models.CharField(max_length=64)  # SHA-256 of what is told, in its canonical text
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = PurgeCertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "number", name="certificate_number_once_a_case"),
            models.CheckConstraint(
                name="certificate_digest_is_sha256", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.case.code}-{self.number}"
