from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from cases.rules.spoken import choices
from reports.rules.exports import CODE, LISTS, PAPERS, STATES, USES, Listed, Paper, State, Use


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User) -> Self:
        """Give a person's own: nobody else takes what was made with their eyes."""
        return self.filter(asked_by=user)

    def to_make(self) -> Self:
        return self.filter(state__in=[State.WAITING.value, State.MAKING.value]).order_by("asked_at")

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")


class Export(models.Model):
    """A list that somebody asked to take along: who, which rows, what for, and how far it is.

    The file stands in pieces beside it until `ends_at`; the row stays, for it tells what was taken.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    listed = models.CharField(max_length=10, choices=choices(LISTS))
    asked = models.JSONField(default=dict, blank=True)  # the page's filters: codes, ids and days
    paper = models.CharField(max_length=4, choices=choices(PAPERS))
    use = models.CharField(max_length=11, choices=choices(USES))
    recipient_kind = models.CharField(max_length=9, blank=True)  # of a release, where it goes out
    recipient_ref = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=19, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=choices(STATES), default=State.WAITING.value)
    begun_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)  # the last sign of whoever makes it
    attempts = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)  # cases without a release for this recipient
    cases = ArrayField(models.UUIDField(), default=list, blank=True)  # whose rows stand in it
    size = models.PositiveIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    trouble = models.CharField(max_length=60, blank=True)  # a code, never words
    made_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    times_taken = models.PositiveIntegerField(default=0)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="export_words_are_known",
                condition=Q(listed__in=[one.value for one in Listed])
                & Q(paper__in=[one.value for one in Paper])
                & Q(state__in=[one.value for one in State])
                & Q(use__in=[one.value for one in Use]),
            ),
            models.CheckConstraint(
                name="export_for_outside_names_its_recipient",
                condition=Q(use="outside", recipient_ref__regex=CODE)
                & ~Q(recipient_kind="")
                & ~Q(purpose="")
                | ~Q(use="outside") & Q(recipient_kind="", recipient_ref="", purpose=""),
            ),
            models.CheckConstraint(
                name="export_ready_is_whole",
                condition=~Q(state="ready")
                | Q(
                    made_at__isnull=False, ends_at__gt=F("made_at"), sha256__regex="^[0-9a-f]{64}$"
                ),
            ),
            models.CheckConstraint(
                name="export_taken_is_dated",
                condition=Q(times_taken=0, taken_at__isnull=True)
                | Q(times_taken__gt=0, taken_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                "asked_at", name="export_to_make", condition=Q(state__in=["waiting", "making"])
            ),
            models.Index("ends_at", name="export_to_end", condition=Q(state="ready")),
            models.Index(fields=["asked_by", "-asked_at"], name="export_of_whom"),
        ]

    def __str__(self) -> str:
        return f"{self.listed}.{self.paper}"

    @property
    def name(self) -> str:
        """Give the file's name: what and when, and nobody's."""
        return f"reclaim-{self.listed}-{self.asked_at:%Y-%m-%d}.{self.paper}"

    @property
    def spoken(self) -> dict[str, str]:
        """Give what it lists and what for, as the trail says them."""
        return {"listed": LISTS[Listed(self.listed)].lower(), "use": USES[Use(self.use)].lower()}


class ExportPiece(models.Model):
    """A stretch of an export's bytes; the file is its pieces in order."""

    export = models.ForeignKey(Export, models.CASCADE, related_name="pieces", db_index=False)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    objects = models.Manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("export", "number", name="export_piece_once")]

    def __str__(self) -> str:
        return f"{self.export_id} {self.number}"
