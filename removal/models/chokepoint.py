from django.conf import settings
from django.db import models

from cases.models import CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from removal.models.platform import Platform
from removal.models.request import RemovalRequest
from removal.rules.desk_spoken import CHOKEPOINTS, FOUND_HOW
from sealing.fields import SealedTextField


class Chokepoint(CaseOwned):
    """Who stands behind the site that a request is about, as a person found out by themselves."""

    request = models.ForeignKey(RemovalRequest, models.PROTECT, related_name="chokepoints")
    kind = models.CharField(max_length=9, choices=choices(CHOKEPOINTS))
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="+")  # its own row
    found_how = models.CharField(max_length=12, choices=choices(FOUND_HOW))
    found_at = models.DateTimeField()
    note = SealedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked = models.OneToOneField(  # the request that went to it, once one was begun
        RemovalRequest, models.PROTECT, null=True, blank=True, related_name="asked_through"
    )

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        default_related_name = "chokepoints"
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                "request", "kind", "platform", name="chokepoint_once_a_request"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.request_id}"


class NoneFound(CaseOwned):
    """That a person looked for one of a kind behind a site and found none: the next is proposed."""

    request = models.ForeignKey(RemovalRequest, models.PROTECT, related_name="none_found")
    kind = models.CharField(max_length=9, choices=choices(CHOKEPOINTS))
    looked_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        default_related_name = "none_found"
        ordering = ["looked_at"]
        constraints = [
            models.UniqueConstraint("request", "kind", name="none_found_once_a_request"),
        ]

    def __str__(self) -> str:
        return f"no {self.kind} of {self.request_id}"
