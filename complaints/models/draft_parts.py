"""What a draft is made of beside its columns: how it is asked for, what holds, how it is found."""

from typing import Self

from django.db import models
from django.db.models import Q

from cases.models import CaseOwnedQuerySet
from complaints.rules.words import Status


def whole(name: str, at: str, by: str) -> models.CheckConstraint:
    """Give the constraint that a moment and its person are both there or both absent."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
        | Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
    )


SIGNED_UNDER = Q(release__isnull=False, released_by_word=False) | Q(
    release__isnull=True, released_by_word=True
)


# A column is in its index once it says something: a sweep, which enters thousands, writes none.
SAID_LATER = [
    models.Index(name, name=f"draft_{name}", condition=Q(**{f"{name}__isnull": False}))
    for name in (
        *("made_by", "review_by", "signed_off_by", "filed_by", "superseded_by"),
        *("release", "filing_release"),
    )
]


class ComplaintDraftQuerySet(CaseOwnedQuerySet):
    def unreviewed(self) -> Self:
        return self.filter(status=Status.DRAFT.value)

    def text_waiting(self) -> Self:
        """Give open drafts that the ladder made and whose text is still to be composed."""
        return self.unreviewed().filter(revision_number=0).order_by("made_at", "due_at", "id")

    def for_display(self) -> Self:
        return self.select_related(
            "case__key", "request__case", "request__platform", "assigned_to", "release"
        )
