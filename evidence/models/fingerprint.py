from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from evidence.models.item import Item
from evidence.rules.fingerprints import KINDS, QUALITY_FLOOR
from sealing.fields import SealedTextField


class FingerprintQuerySet(CaseOwnedQuerySet):
    def kept(self) -> Self:
        return self.filter(withdrawn_at=None)

    def compared(self) -> Self:
        return self.kept().exclude(blind="")

    def for_display(self) -> Self:
        return self.select_related("case__key", "recorded_by", "withdrawn_by")


class Fingerprint(CaseOwned):
    """Digits that a person's own device made of an image; the image was never here (ADR 0037).

    `blind` is what is searched: scattered digits where near ones count, a keyed digest where only
    equal ones do, nothing where the fingerprint is not compared. Triggers refuse a row, and erase
    it, where anyone may be under 18; columns that only they and the search know are in 0002.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="fingerprints")
    algorithm = models.CharField(
        max_length=6, choices=choices({kind: told.name for kind, told in KINDS.items()})
    )
    digits = SealedTextField(blank=True)
    blind = models.CharField(max_length=64, blank=True, editable=False)
    quality = models.PositiveSmallIntegerField(null=True, blank=True)
    producer = models.CharField(max_length=80)
    rule_version = models.CharField(max_length=80, blank=True)
    byte_length = models.PositiveBigIntegerField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    mime = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FingerprintQuerySet.as_manager()

    class Meta:
        default_related_name = "fingerprints"
        ordering = ["recorded_at", "algorithm"]
        indexes = [
            models.Index(
                "blind",
                "algorithm",
                name="fingerprint_by_digest",
                condition=Q(algorithm__in=["sha256", "md5"]) & ~Q(blind=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                "item",
                "algorithm",
                "blind",
                condition=~Q(blind=""),
                name="fingerprint_once_an_item",
            ),
            models.CheckConstraint(
                name="fingerprint_algorithm_is_known",
                condition=Q(algorithm__in=["sha256", "md5", "pdq", "phash"]),
            ),
            models.CheckConstraint(
                name="fingerprint_fits_its_algorithm",
                condition=Q(blind="")
                | Q(algorithm__in=["sha256", "md5", "pdq"], blind__regex=r"^[0-9a-f]{64}$")
                | Q(algorithm="phash", blind__regex=r"^[0-9a-f]{16}$"),
            ),
            models.CheckConstraint(
                name="fingerprint_quality_is_pdqs_own",
                condition=Q(algorithm="pdq", quality__isnull=False, quality__range=(0, 100))
                | Q(algorithm="phash", quality__isnull=True)
                | Q(algorithm="phash", quality__isnull=False, quality__range=(0, 100))
                | Q(algorithm__in=["sha256", "md5"], quality__isnull=True),
            ),
            models.CheckConstraint(
                name="fingerprint_below_the_floor_is_not_compared",
                condition=Q(blind="")
                | Q(quality__isnull=True)
                | Q(quality__isnull=False, quality__gte=QUALITY_FLOOR),
            ),
            models.CheckConstraint(
                name="fingerprint_withdrawn_is_whole",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, blind=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.algorithm} of {self.item_id}"

    def indexes_anew(self) -> dict[str, str]:
        """Give what is searched, under the index key of now; nothing where nothing is searched."""
        from evidence.near import blinded  # what searches knows the models' table by name alone

        return {"blind": blinded(self.algorithm, str(self.digits))} if self.blind else {}

    @property
    def is_compared(self) -> bool:
        return self.blind != ""
