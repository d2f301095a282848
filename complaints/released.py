"""The release that a complaint goes out under, and what of it the text may say."""

from typing import TypedDict

from cases.models import Release
from cases.rules.release_words import Information, Purpose, RecipientKind
from complaints.models import ComplaintDraft
from complaints.rules.regulators import regulator_of


class Needed(TypedDict):
    """What a release must say before anything of a complaint leaves the house."""

    recipient_kind: str
    recipient_ref: str
    purpose: str
    information: set[str]


def needed(draft: ComplaintDraft) -> Needed:
    return Needed(
        recipient_kind=RecipientKind.REGULATOR.value,
        recipient_ref=regulator_of(draft.statute),
        purpose=Purpose.REGULATOR_COMPLAINT.value,
        information={Information.COMPLAINT.value},
    )


def latest(draft: ComplaintDraft) -> Release | None:
    """Give the last release on record for this regulator that was not taken back.

    The text tells its days, so that the same record gives the same text whenever it is composed.
    """
    asked = needed(draft)
    known = Release.objects.filter(
        case=draft.case_id,
        recipient_kind=asked["recipient_kind"],
        recipient_ref=asked["recipient_ref"],
        purpose=asked["purpose"],
        information__contains=sorted(asked["information"]),
        revoked_at=None,
    )
    found: Release | None = known.order_by("-expires_at", "-recorded_at").first()
    return found
