from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from cases.rules import AgeWhenMade
from cases.rules.spoken import AGES, choices
from evidence.rules.items import Synthetic
from evidence.rules.places import address_key, handle_key, host_key
from evidence.rules.spoken import CATEGORIES, HOW_KNOWN, IDENTIFIABLE, SEEN_BY, SYNTHETIC
from sealing.fields import BlindIndexField, SealedTextField


class ItemQuerySet(CaseOwnedQuerySet):
    def for_display(self) -> Self:
        """Bring what a list of items opens: the case's key, once, and every fact."""
        return self.select_related("case__key", "copy_of", "follows").prefetch_related("facts")

    def for_page(self) -> Self:
        """Bring also who recorded each fact, and what opens a fact's note."""
        return self.for_display().prefetch_related("facts__recorded_by", "facts__case__key")


class Item(CaseOwned):
    """One place where an image is, was or may be: facts about it, never the image (ADR 0002)."""

    number = models.PositiveIntegerField()  # E1, E2… within the case
    category = models.CharField(max_length=13, choices=choices(CATEGORIES))
    url = SealedTextField(blank=True)
    url_index = BlindIndexField(of="url", normalise=address_key)
    host = SealedTextField(blank=True)  # parsed from the URL, never fetched (ADR 0003)
    host_index = BlindIndexField(of="host", normalise=host_key)
    handle = SealedTextField(blank=True)
    handle_index = BlindIndexField(of="handle", normalise=handle_key)
    account_name = SealedTextField(blank=True)
    platform_item_id = SealedTextField(blank=True)
    locator = SealedTextField(blank=True)  # thread, server, channel, timestamp in a video
    description = SealedTextField(blank=True)  # neutral words
    seen_by = models.CharField(max_length=11, choices=choices(SEEN_BY))
    how_known = models.CharField(max_length=13, choices=choices(HOW_KNOWN))
    first_seen_at = models.DateTimeField()
    source_zone = models.CharField(max_length=40, default="UTC")  # the zone it was told in
    age_when_made = models.CharField(
        max_length=7,
        choices=choices(AGES),
        default=AgeWhenMade.UNSURE.value,
    )
    is_synthetic = models.CharField(
        max_length=6,
        choices=choices(SYNTHETIC),
        default=Synthetic.UNSURE.value,
    )
    identifiable_by = ArrayField(
        models.CharField(max_length=19, choices=choices(IDENTIFIABLE)),
        default=list,
        blank=True,
    )
    copy_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies"
    )
    follows = models.ForeignKey(  # the listing that came back here
        "self", models.PROTECT, null=True, blank=True, related_name="reappearances"
    )
    # A screenshot without imagery (URL bar, account, date) may exist elsewhere; never here.
    screenshot_held_by = SealedTextField(blank=True)
    screenshot_sha256 = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ItemQuerySet.as_manager()

    class Meta:
        default_related_name = "items"
        ordering = ["case_id", "number"]
        indexes = [
            models.Index("url_index", name="item_by_url"),
            models.Index("host_index", name="item_by_host"),
            models.Index("handle_index", name="item_by_handle"),
        ]
        constraints = [
            models.UniqueConstraint("case", "number", name="item_number_once_a_case"),
            models.CheckConstraint(
                name="item_is_no_copy_of_itself",
                condition=Q(copy_of__isnull=True) | ~Q(copy_of=F("id")),
            ),
            models.CheckConstraint(
                name="item_does_not_follow_itself",
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")),
            ),
            models.CheckConstraint(
                name="item_screenshot_digest_is_sha256",
                condition=Q(screenshot_sha256="") | Q(screenshot_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"E{self.number}"
