from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from cases.models.case import Case, CaseOwned, CaseOwnedQuerySet
from cases.rules.contacts import as_searched
from cases.rules.people import HARMS, PARTS, SCOPES, Harm, PersonPart, Scope
from cases.rules.spoken import AUTHORITIES, choices
from sealing import blind
from sealing.fields import (
    BlindIndexField,
    BlindStartsField,
    BlindWordsField,
    SealedTextField,
)


class Survivor(models.Model):
    """The person, once a case: their own words for themselves, and a contact that is safe."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="survivor")
    name = SealedTextField(blank=True)
    name_words = BlindWordsField(of="name", normalise=blind.names)
    name_starts = BlindStartsField(of="name", normalise=blind.names, db_default=[])
    contact = SealedTextField(blank=True)
    contact_index = BlindIndexField(of="contact", normalise=as_searched)
    safe_contact = SealedTextField(blank=True)  # who answers, how, when, voicemail or not

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["name_words"], name="survivor_by_name_words"),
            GinIndex(fields=["name_starts"], name="survivor_by_name_starts"),
            models.Index("contact_index", name="survivor_by_contact"),
        ]

    def __str__(self) -> str:
        return f"survivor of {self.case_id}"

    def sealing_key(self) -> bytes:
        return self.case.sealing_key()

    def sealing_keys_again(self) -> list[bytes]:
        return self.case.sealing_keys_again()


class Person(CaseOwned):
    """Someone else in the matter: who helps, who may act, who causes the harm."""

    name = SealedTextField()
    name_words = BlindWordsField(of="name", normalise=blind.names)
    part = models.CharField(max_length=12, choices=choices(PARTS))
    causes_harm = models.CharField(max_length=6, choices=choices(HARMS), default=Harm.UNSURE.value)
    harms_other_parent = models.CharField(
        max_length=6, choices=choices(HARMS), default=Harm.UNSURE.value
    )
    contact = SealedTextField(blank=True)
    note = SealedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        default_related_name = "people"
        verbose_name_plural = "people"
        indexes = [GinIndex(fields=["name_words"], name="person_by_name_words")]
        constraints = [
            models.CheckConstraint(
                name="person_part_is_known", condition=Q(part__in=[p.value for p in PersonPart])
            ),
            models.CheckConstraint(
                name="person_harm_is_known",
                condition=Q(
                    causes_harm__in=[h.value for h in Harm],
                    harms_other_parent__in=[h.value for h in Harm],
                ),
            ),
            models.CheckConstraint(
                name="person_causing_harm_causes_it",
                condition=~Q(part=PersonPart.CAUSING_HARM.value) | Q(causes_harm=Harm.YES.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} on {self.case_id}"


class Authority(CaseOwned):
    """What lets someone else sign for the person shown (47 U.S.C. 223a(a)(1)(A))."""

    kind = models.CharField(max_length=17, choices=choices(AUTHORITIES))
    # Who it is; a trigger refuses whoever may cause the harm (28 CFR 94.115). Before people had
    # rows of their own there was the name alone.
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    holder = SealedTextField()
    scope = ArrayField(models.CharField(max_length=13, choices=choices(SCOPES)))
    reference = SealedTextField(blank=True)  # where the paper is held; never the paper
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        default_related_name = "authorities"
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                name="authority_scope_is_known",
                condition=Q(scope__contained_by=[s.value for s in Scope], scope__len__gte=1),
            ),
            models.CheckConstraint(
                name="authority_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="authority_revoked_is_whole",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"
