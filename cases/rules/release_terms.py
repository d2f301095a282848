"""What a release must say before it is one (34 U.S.C. 12291(b)(2)(B), law.md 5.2)."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from audit.rules import NotAllowed
from cases.rules.release_words import Information, Purpose, RecipientKind
from cases.rules.releases import MOST_DAYS, latest_expiry

REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")
NEEDS_CODE = {RecipientKind.REGULATOR, RecipientKind.PLATFORM, RecipientKind.FUNDER}


def require_written(*, written: bool, risks_told: bool) -> None:
    """Refuse what is no informed, written consent (34 U.S.C. 12291(b)(2)(B)(ii))."""
    if not written:
        raise NotAllowed(
            "A release is written and signed; a spoken yes is not one.",
            code="release_not_written",
            field="written",
        )
    if not risks_told:
        raise NotAllowed(
            "Tell the survivor what sharing may lead to and that it cannot be called back; then"
            " record the release.",
            code="release_uninformed",
            field="risks_told",
        )


def require_recipient(kind: str, ref: str, name: str) -> None:
    """Refuse a release for nobody in particular, and one for several."""
    if ref and not REF.fullmatch(ref):
        raise NotAllowed(
            "Name one recipient by a plain code.", code="release_recipient", field="recipient"
        )
    if not ref and not name.strip():
        raise NotAllowed(
            "Name the one person or agency that is told.",
            code="release_recipient",
            field="recipient_name",
        )
    if kind in NEEDS_CODE and not ref:
        raise NotAllowed(
            "Choose the regulator, platform or funder from the list.",
            code="release_recipient",
            field="recipient",
        )
    if re.search(r"[;\n]", name):
        raise NotAllowed(
            "One recipient a release: record a second release for the second.",
            code="release_one_recipient",
            field="recipient_name",
        )


def require_information(told: Collection[str]) -> list[str]:
    """Give the kinds of information once each; refuse a release of nothing."""
    known = {one.value for one in Information}
    if not told or not set(told) <= known:
        raise NotAllowed(
            "Say exactly what may be told: choose at least one.",
            code="release_information",
            field="information",
        )
    return [one.value for one in Information if one.value in set(told)]


def require_purpose(purpose: str, words: str) -> None:
    if purpose not in {one.value for one in Purpose}:
        raise NotAllowed("Choose what it is for.", code="release_purpose", field="purpose")
    if purpose == Purpose.OTHER and not words.strip():
        raise NotAllowed(
            "Say in a few words what it is for.", code="release_purpose", field="purpose_words"
        )


def require_term(*, signed_on: date, expires_at: datetime, now: datetime) -> None:
    """Refuse a release that is signed tomorrow, over already, or longer than is reasonable."""
    if signed_on > (now.astimezone(UTC) + timedelta(hours=14)).date():  # today, somewhere
        raise NotAllowed(
            "That day is still to come: record a release once it is signed.",
            code="in_the_future",
            field="signed_on",
        )
    if expires_at > latest_expiry(signed_on):
        raise NotAllowed(
            f"A release lasts {MOST_DAYS} days at most, counted from its signing. Renew it when"
            " the survivor wants it to go on.",
            code="release_too_long",
            field="expires_at",
        )
    if expires_at <= now:
        raise NotAllowed(
            "By these days the release is over already.", code="release_over", field="expires_at"
        )
