from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from cases.models import CaseOwned
from cases.rules.spoken import choices
from restitution.models.sight import ToldQuerySet
from restitution.rules.courts import (
    BEFORE_SENTENCE,
    COURT_KINDS,
    OFFENCES,
    OPEN_CIVIL,
    STAGES,
    WANTS,
    CourtKind,
    Offence,
    Stage,
    Wants,
)
from sealing.fields import SealedTextField


class CourtCaseQuerySet(ToldQuerySet):
    def before_sentence(self) -> Self:
        """Give those in which a submission before the sentence may still be made."""
        return self.filter(stage__in=[one.value for one in BEFORE_SENTENCE])

    def for_display(self) -> Self:
        return self.select_related("case__key", "recorded_by").order_by("number")


class CourtCase(CaseOwned):
    """One proceeding about this matter; its number at the court and who is accused stay sealed."""

    number = models.PositiveIntegerField()  # 1, 2… within the case: what pages call it
    kind = models.CharField(max_length=7, choices=choices(COURT_KINDS))
    district = models.CharField(max_length=12, blank=True)  # a code, such as ilnd or us-ny
    docket = SealedTextField(blank=True)
    defendant = SealedTextField(blank=True)
    stage = models.CharField(max_length=9, choices=choices(STAGES))
    offence = models.CharField(max_length=11, choices=choices(OFFENCES))
    sentencing_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CourtCaseQuerySet.as_manager()

    class Meta:
        default_related_name = "court_cases"
        ordering = ["case_id", "number"]
        indexes = [
            models.Index(
                fields=["sentencing_on"],
                name="court_case_by_sentence",
                condition=Q(sentencing_on__isnull=False),
            )
        ]
        constraints = [
            models.UniqueConstraint("case", "number", name="court_case_number_once"),
            models.CheckConstraint(
                name="court_case_words_are_known",
                condition=Q(
                    kind__in=[one.value for one in CourtKind],
                    stage__in=[one.value for one in Stage],
                    offence__in=[one.value for one in Offence],
                    district__regex=r"^[a-z0-9-]*$",
                ),
            ),
            models.CheckConstraint(
                name="court_case_sentence_is_of_a_crime",
                condition=~Q(kind=CourtKind.CIVIL.value) | Q(sentencing_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"court case {self.number} of {self.case_id}"

    @property
    def label(self) -> str:
        return f"Court case {self.number}"

    @property
    def stage_words(self) -> str:
        """Say how far it has come; a civil case knows no plea."""
        if self.kind == CourtKind.CIVIL.value and self.stage == Stage.OPEN.value:
            return OPEN_CIVIL
        return STAGES[Stage(self.stage)]

    @property
    def how_far(self) -> str:
        """Say the stage and the day of the sentence in one line that stands by itself."""
        is_unknown = self.stage == Stage.UNKNOWN.value
        stage, on = "Stage not known" if is_unknown else self.stage_words, self.sentencing_on
        return f"{stage}; sentence on {on.day} {on:%b %Y}" if on else stage


class NoticePreferenceQuerySet(ToldQuerySet):
    def said_last(self) -> Self:
        """Give what was said last of each court case."""
        newest = self.order_by("court_case_id", "-recorded_at", "-pk").distinct("court_case_id")
        return self.filter(pk__in=newest.values("pk"))


class NoticePreference(CaseOwned):
    """What the survivor said of one court case's notices; the last one counts, all are kept."""

    court_case = models.ForeignKey(CourtCase, models.PROTECT, related_name="notice_preferences")
    wants = models.CharField(max_length=10, choices=choices(WANTS))
    said_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = NoticePreferenceQuerySet.as_manager()

    class Meta:
        default_related_name = "notice_preferences"
        constraints = [
            models.CheckConstraint(
                name="notice_preference_is_known",
                condition=Q(wants__in=[one.value for one in Wants]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.wants} for court case {self.court_case_id}"
