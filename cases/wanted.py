"""What a page says of the release that an act would need, and where it is recorded."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils import timezone

from cases import recipients, releases
from cases.models import Case, Release
from cases.rules.releases import Needed, lets, why_not


class Wanted(NamedTuple):
    """Whether an act has its release: the one that lets it happen, or why none does."""

    release: Release | None
    why: str
    url: str


def wanted(
    *,
    case: Case,
    recipient_kind: str,
    recipient_ref: str,
    purpose: str,
    information: Collection[str],
    now: datetime,
) -> Wanted:
    """Look whether a release would let this be told now; the act itself asks again."""
    needed = Needed(
        who=recipients.name_of(recipient_kind, recipient_ref),
        recipient_kind=recipient_kind,
        recipient_ref=recipient_ref,
        purpose=purpose,
        information=frozenset(information),
    )
    known = Release.objects.filter(case=case).to_recipient(recipient_kind, recipient_ref)
    found: list[Release] = list(known.order_by("-expires_at", "pk"))
    standing = next((one for one in found if lets(one.terms, needed, now)), None)
    why = why_not([one.terms for one in found], needed, now, timezone.get_current_timezone())
    begun = releases.new_url(case.code, recipient_kind, recipient_ref, purpose)
    told = urlencode([("information", one) for one in sorted(information)])
    return Wanted(standing, why, f"{begun}&{told}")
