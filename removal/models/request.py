from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models import Authority, CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from evidence.models import Item
from evidence.rules.spoken import IDENTIFIABLE
from removal.models.platform import Platform
from removal.rules.desk_spoken import CHOKEPOINTS
from removal.rules.spoken import (
    BASES,
    METHODS,
    PROCESSES,
    SIGNERS,
    STATUSES,
    WITHDRAWALS,
)
from removal.rules.words import Process, Status
from sealing.fields import SealedTextField

UNDER_WAY = (Status.SUBMITTED.value, Status.RECEIVED.value)


class RemovalRequestQuerySet(CaseOwnedQuerySet):
    def under_way(self) -> Self:
        """Give those that a platform has, and has not yet done with."""
        return self.filter(status__in=UNDER_WAY)

    def later_than(self, case: Any, number: Any, version: Any) -> Self:
        """Give the versions after this one that stand, the next first; one set aside is none."""
        same = self.filter(case=case, number=number, version__gt=version)
        return same.exclude(status=Status.WITHDRAWN.value).order_by("version")

    def for_display(self) -> Self:
        """Give what a row's page or list line needs, in a number of queries that never grows."""
        return self.select_related(
            "case__key",
            "platform",
            "authority",
            "submission__release",
            "replaced_by",
            "look_plan",
            "replaces",
            "asked_through__request",
        ).prefetch_related("listings__item__facts", "listings__item__case__key")


class RemovalRequest(CaseOwned):
    """One version of one notice to one platform: what the forty-eight hours are counted for."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # R1, R2… within the case
    version = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField(  # the version this one cures; its clock stays (ADR 0009)
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    cures_answer = models.ForeignKey(  # what the platform had called wrong with the one before
        "removal.Answer", models.PROTECT, null=True, blank=True, related_name="cured_by"
    )
    asked_as = models.CharField(  # "": the service that shows it; else who stands behind a site
        max_length=9, choices=choices(CHOKEPOINTS), blank=True, db_default=""
    )
    follows = models.ForeignKey(  # an earlier request whose listing came back
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    status = models.CharField(max_length=9, choices=choices(STATUSES), default=Status.DRAFT.value)
    # Part 1 (47 U.S.C. 223a(a)(1)(B)(i)): signature, and by whom
    signer_role = models.CharField(max_length=15, choices=choices(SIGNERS), blank=True)
    signer_name = SealedTextField(blank=True)  # a name or an agreed pseudonym
    signed_at = models.DateTimeField(null=True, blank=True)
    signature_method = models.CharField(max_length=11, choices=choices(METHODS), blank=True)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Part 2 (ii): the listings, and how the person can be recognised
    identifiable_by = ArrayField(
        models.CharField(max_length=19, choices=choices(IDENTIFIABLE)),
        default=list,
        blank=True,
    )
    # Part 3 (iii): good-faith belief
    good_faith_basis = models.CharField(max_length=17, choices=choices(BASES), blank=True)
    good_faith_statement = SealedTextField(blank=True)
    # Part 4 (iv): how the platform can reach the person or who acts for them
    contact = SealedTextField(blank=True)

    process = models.CharField(
        max_length=12,
        choices=choices(PROCESSES),
        default=Process.NOT_LOOKED.value,
    )
    process_looked_at = models.DateTimeField(null=True, blank=True)
    conduct = models.JSONField(default=dict, blank=True)  # Conduct -> yes | no | unsure
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=14, choices=choices(WITHDRAWALS), blank=True)

    later_id: UUID | None  # put on by lists.for_rows: the version that stands after this one

    objects = RemovalRequestQuerySet.as_manager()

    class Meta:
        default_related_name = "removal_requests"
        ordering = ["case_id", "number", "version"]
        constraints = [
            models.UniqueConstraint("case", "number", "version", name="request_version_once"),
            models.CheckConstraint(
                name="request_status_is_known", condition=Q(status__in=[s.value for s in Status])
            ),
            models.CheckConstraint(
                name="request_resolved_is_dated",
                condition=Q(status="resolved", resolved_at__isnull=False)
                | (~Q(status="resolved") & Q(resolved_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="request_withdrawn_is_whole",
                condition=(
                    Q(status="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_because="")
                )
                | (~Q(status="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_because="")),
            ),
            models.CheckConstraint(
                name="request_later_version_replaces_one",
                condition=Q(version=1, replaces__isnull=True)
                | Q(version__gt=1, replaces__isnull=False),
            ),
            models.CheckConstraint(
                name="request_process_look_is_dated",
                condition=Q(process="not_looked", process_looked_at__isnull=True)
                | (~Q(process="not_looked") & Q(process_looked_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index("created_at", "id", name="request_by_age"),
            models.Index("status", "created_at", name="request_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.label}"

    @property
    def label(self) -> str:
        """Give R1 for a first version, R1.2 for its second."""
        return f"R{self.number}" + (f".{self.version}" if self.version > 1 else "")

    @property
    def code(self) -> str:
        """Give the one name a request has outside its own page; needs the case selected."""
        return f"{self.case.code}-{self.label}"


class Listing(models.Model):
    """One item that a request asks a platform to remove."""

    request = models.ForeignKey(RemovalRequest, models.PROTECT, related_name="listings")
    item = models.ForeignKey(Item, models.PROTECT, related_name="listings")

    objects = models.Manager()

    class Meta:
        ordering = ["item__number"]
        constraints = [models.UniqueConstraint("request", "item", name="item_once_a_request")]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.request_id}"
