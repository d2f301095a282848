"""What the page of the choice shows: each field, what the release covers, and earlier choices."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.forms.boundfield import BoundField

from cases.rules.release_words import COVERS, SignedBy
from complaints import taken
from complaints.models import ComplaintDraft, ExposureChoice
from complaints.rules.exposing import CHOSEN_BY, HOW_ASKED
from complaints.rules.exposing import HowAsked as How
from complaints.rules.exposure import ALSO_NEEDS
from complaints.told import Told

RECORD = ("chosen_by", "authority_id", "how_asked", "chosen_at")


class Chosen(NamedTuple):
    """One choice as the history draws it; what was chosen is in the text itself."""

    row: ExposureChoice
    by: str
    how: str


def fields(form: forms.Form) -> list[BoundField]:
    return [field for field in form if field.name not in RECORD]


def record_fields(form: forms.Form) -> list[BoundField]:
    return [field for field in form if field.name in RECORD]


def uncovered(told: Told) -> list[str]:
    """Name what the release for the regulator does not cover, so that a yes to it shows nothing."""
    covered = told.release.information if told.release else ()
    return [COVERS[needs] for needs in ALSO_NEEDS.values() if needs.value not in covered]


def history(draft: ComplaintDraft) -> Iterator[Chosen]:
    rows = draft.exposures.select_related("recorded_by", "release").order_by("-number")
    for row in rows:
        yield Chosen(row, CHOSEN_BY[SignedBy(row.chosen_by_kind)], HOW_ASKED[How(row.how_asked)])


def taken_before(draft: ComplaintDraft, told: Told) -> list[taken.Taken]:
    """Give what was taken away under an earlier choice: that cannot be called back."""
    if told.exposing is None:
        return []
    return [one for one in taken.known(draft) if one.at < told.exposing.recorded_at]
