from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from cases.models import Case
from cases.rules.spoken import choices
from evidence.models.fingerprint import Fingerprint
from evidence.models.item import Item
from evidence.rules.fingerprints import KINDS
from evidence.rules.turns import TURNS, Turn
from sealing.fields import SealedTextField


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, user: User) -> Self:
        """Give the pairs of which this person may see both sides; of any other, not even one."""
        theirs = Case.objects.visible_to(user)
        return self.filter(item_a__case__in=theirs, item_b__case__in=theirs)

    def on_case(self, case: Case) -> Self:
        return self.filter(Q(item_a__case=case) | Q(item_b__case=case))

    def on_item(self, item: Item) -> Self:
        return self.filter(Q(item_a=item) | Q(item_b=item))

    def to_decide(self) -> Self:
        return self.filter(decided_at=None)

    def for_display(self) -> Self:
        """Order what waits first, the surest first; bring what both sides show."""
        return (
            self.select_related("item_a__case__key", "item_b__case__key", "decided_by")
            .prefetch_related("item_a__facts", "item_b__facts")
            .order_by(F("decided_at").desc(nulls_first=True), "distance", "found_at", "pk")
        )


class Match(models.Model):
    """Two items whose fingerprints are near; a person says whether it is the same image.

    Once a pair of items, by its strongest fingerprints, so that a decision holds for good. The
    reason is under the key of the first item's case.
    """

    SEALED_OF = "item_a__case"  # where a renewal of the case's key finds it

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item_a = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_b = models.ForeignKey(Item, models.PROTECT, related_name="+")
    print_a = models.ForeignKey(Fingerprint, models.PROTECT, related_name="+")
    print_b = models.ForeignKey(Fingerprint, models.PROTECT, related_name="+")
    algorithm = models.CharField(
        max_length=6, choices=choices({kind: told.name for kind, told in KINDS.items()})
    )
    distance = models.PositiveSmallIntegerField()  # bits that differ
    variant = models.CharField(  # how b lies to a
        max_length=19, choices=choices(TURNS), default=Turn.UPRIGHT.value
    )
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    same = models.BooleanField(null=True, blank=True)
    reason = SealedTextField(blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        default_related_name = "matches"
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint("item_a", "item_b", name="match_once_a_pair"),
            models.CheckConstraint(
                name="match_pair_is_ordered", condition=Q(item_a__lt=F("item_b"))
            ),
            models.CheckConstraint(
                name="match_is_within_its_radius",
                condition=Q(algorithm__in=["sha256", "md5"], distance=0, variant="upright")
                | Q(algorithm="pdq", distance__lte=31)
                | Q(algorithm="phash", distance__lte=10),
            ),
            models.CheckConstraint(
                name="match_decided_is_whole",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, same__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, same__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_a_id} and {self.item_b_id}"

    def sealing_key(self) -> bytes:
        return self.item_a.case.sealing_key()

    def sealing_keys_again(self) -> list[bytes]:
        return self.item_a.case.sealing_keys_again()

    @property
    def in_one_case(self) -> bool:
        return self.item_a.case_id == self.item_b.case_id

    @property
    def in_order(self) -> tuple[Item, Item]:
        """Give the two items, the earlier recorded first."""
        pair = sorted(
            (self.item_a, self.item_b), key=lambda item: (item.recorded_at, item.number, item.pk)
        )
        return pair[0], pair[1]

    @property
    def may_be_linked(self) -> bool:
        """Tell whether the later item may be linked as a copy of the earlier."""
        first, later = self.in_order
        return self.in_one_case and later.copy_of_id is None and first.copy_of_id != later.pk
