from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import Authority, CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from keeping.rules.held import ASKED, FORMS, STANDING, Form, Standing
from sealing.fields import SealedTextField


class SheetQuerySet(CaseOwnedQuerySet):
    def for_display(self) -> Self:
        return self.select_related("given_by").order_by("-given_at")


class DataSheet(CaseOwned):
    """That a survivor was given what is held about them, on whose word and in which form."""

    form = models.CharField(max_length=4, choices=choices(FORMS))
    asked_by_kind = models.CharField(max_length=9, choices=choices(ASKED))
    authority = models.ForeignKey(  # who asked, where it was not the survivor
        Authority, models.PROTECT, null=True, blank=True, related_name="+"
    )
    safe = models.BooleanField()  # they were asked where the paper will be, and who may see it
    facts = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SheetQuerySet.as_manager()

    class Meta:
        default_related_name = "data_sheets"
        constraints = [
            models.CheckConstraint(
                name="sheet_given_on_the_survivors_word_or_under_an_authority",
                condition=Q(asked_by_kind="self", authority__isnull=True)
                | Q(asked_by_kind="authority", authority__isnull=False),
            ),
            models.CheckConstraint(
                name="sheet_is_known",
                condition=Q(
                    form__in=[one.value for one in Form],
                    safe=True,
                    digest__regex=r"^[0-9a-f]{64}$",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"sheet of {self.case_id}"


class CorrectionQuerySet(CaseOwnedQuerySet):
    def asked_for(self) -> Self:
        """Leave out what work changed under a hold: nobody corrected that."""
        return self.exclude(standing=Standing.KEPT.value)

    def kept_at_work(self) -> Self:
        return self.filter(standing=Standing.KEPT.value)

    def for_display(self) -> Self:
        return self.select_related("case__key", "recorded_by").order_by("-recorded_at")


class Correction(CaseOwned):
    """What the survivor says is wrong in what is held, and how it should read; beside the fact.

    Or, `kept`, what work changed under a hold: the old value alone, and no word of the survivor's.
    """

    place = models.CharField(max_length=80)  # keeping.held: section, row and fact, as codes
    title = models.CharField(max_length=80)  # of the fact, as the sheet calls it
    was = SealedTextField(blank=True)  # blank: the survivor chose that it is not kept
    value = SealedTextField(blank=True)
    note = SealedTextField(blank=True)
    standing = models.CharField(max_length=7, choices=choices(STANDING))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        default_related_name = "corrections"
        constraints = [
            models.CheckConstraint(
                name="correction_says_something",
                condition=Q(standing="kept", value=b"", note=b"") & ~Q(was=b"")
                | ~Q(standing="kept") & (~Q(value=b"") | ~Q(note=b"")),
            ),
            models.CheckConstraint(
                name="correction_standing_is_known",
                condition=Q(standing__in=[one.value for one in Standing]),
            ),
        ]

    def __str__(self) -> str:
        return f"correction of {self.place}"
