from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Regex

from cases.models import Case, CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from evidence.models import Item
from evidence.rules.places import address_key, handle_key
from intake.rules.questions import PLACES
from intake.rules.states import CHANNELS
from removal.models import Platform
from sealing.fields import BlindIndexField, SealedJSONField, SealedTextField

# What jsonb writes for slugs with one code or a list of them: no room for a person's own words.
CODES = r'^\{("[a-z0-9_]{1,40}": ("[A-Za-z0-9_]{1,20}"|\[("[A-Za-z0-9_]{1,20}"(, )?)*\])(, )?)*\}$'


class IntakeQuerySet(CaseOwnedQuerySet):
    def unfinished(self) -> Self:
        return self.filter(finished_at=None).exclude(case__status="closed")

    def for_display(self) -> Self:
        return self.select_related("case__key", "case__survivor")


class Intake(models.Model):
    """The answers of one survivor to the intake's questions; codes are plain, words are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="intake")
    channel = models.CharField(max_length=6, choices=choices(CHANNELS))
    answers = models.JSONField(default=dict)
    told = SealedJSONField(default=dict)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="intake_finished_is_whole",
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
            models.CheckConstraint(
                name="intake_answers_are_codes",
                condition=Regex(Cast("answers", TextField()), CODES),
            ),
            models.CheckConstraint(
                name="intake_channel_is_known",
                condition=Q(channel__in=[channel.value for channel in CHANNELS]),
            ),
        ]

    def __str__(self) -> str:
        return f"intake of {self.case_id}"

    def sealing_key(self) -> bytes:
        return self.case.sealing_key()

    def sealing_keys_again(self) -> list[bytes]:
        return self.case.sealing_keys_again()


class IntakePlace(CaseOwned):
    """Where the survivor says that it is; told, never fetched (ADR 0003)."""

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=choices(PLACES))
    url = SealedTextField(blank=True)
    url_index = BlindIndexField(of="url", normalise=address_key)
    handle = SealedTextField(blank=True)
    handle_index = BlindIndexField(of="handle", normalise=handle_key)
    name = SealedTextField(blank=True)  # of an app, a chat, a search
    site = SealedTextField(blank=True)  # what an account is on
    note = SealedTextField(blank=True)
    platform = models.ForeignKey(Platform, models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="intake_places"
    )

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        default_related_name = "intake_places"
        ordering = ["case_id", "number"]
        indexes = [
            models.Index("url_index", name="intake_place_by_url"),
            models.Index("handle_index", name="intake_place_by_handle"),
        ]
        constraints = [
            models.UniqueConstraint("case", "number", name="intake_place_number_once_a_case"),
            models.CheckConstraint(
                name="intake_place_kind_is_known",
                condition=Q(kind__in=[kind.value for kind in PLACES]),
            ),
            models.CheckConstraint(name="intake_place_is_numbered", condition=Q(number__gt=0)),
        ]

    def __str__(self) -> str:
        return f"place {self.number}"

    @property
    def at(self) -> str:
        return self.url or self.handle or self.name
