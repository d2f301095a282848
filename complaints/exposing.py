"""The choice of what is shown, as it was kept, and what it may show now."""

from complaints.models import ComplaintDraft, ExposureChoice
from complaints.rules.exposing import from_json
from complaints.rules.exposure import Exposure, shown

__all__ = ["chosen", "shown", "standing"]


def standing(draft: ComplaintDraft) -> ExposureChoice | None:
    """Give the last choice that was recorded for this draft."""
    choice: ExposureChoice | None = ExposureChoice.objects.filter(draft=draft.pk).last()
    if choice is not None:
        choice.case = draft.case
    return choice


def chosen(choice: ExposureChoice) -> Exposure:
    return from_json(choice.choice)
