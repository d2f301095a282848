"""When a release lets us tell somebody something: written, named, in time, and not taken back.

34 U.S.C. 12291(b)(2), 28 CFR 94.115: informed, written, reasonably time-limited (law.md 5.2).
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from audit.rules import NotAllowed
from cases.rules.release_words import COVERS, PURPOSES, Information, Purpose

USUAL_DAYS = 30
MOST_DAYS = 90
SOON = timedelta(days=7)
EARLIEST_ZONE = timedelta(hours=14)


class Terms(NamedTuple):
    """A release as the rules look at it."""

    recipient_kind: str
    recipient_ref: str
    purpose: str
    information: frozenset[str]
    signed_on: date
    expires_at: datetime
    revoked_at: datetime | None = None


class Needed(NamedTuple):
    """What an outward act asks for; `who` is how a person calls the recipient."""

    who: str
    recipient_kind: str
    recipient_ref: str
    purpose: str
    information: frozenset[str]


def last_moment(day: date) -> datetime:
    """Give the last minute of a day, in UTC."""
    return datetime.combine(day, time(23, 59), UTC)


def latest_expiry(signed_on: date) -> datetime:
    """Give the last moment at which a release signed on that day may still hold."""
    return last_moment(signed_on + timedelta(days=MOST_DAYS))


def default_expiry(signed_on: date) -> datetime:
    """Give the end that is set when nobody says another."""
    return last_moment(signed_on + timedelta(days=USUAL_DAYS))


def holds(terms: Terms, now: datetime) -> bool:
    """Tell whether something may be told under this release at that moment."""
    return is_signed(terms, now) and not is_revoked(terms, now) and now < terms.expires_at


def is_signed(terms: Terms, now: datetime) -> bool:
    """Tell whether it was signed by then; its day began somewhere fourteen hours before UTC's."""
    return now >= datetime.combine(terms.signed_on, time(0), UTC) - EARLIEST_ZONE


def is_revoked(terms: Terms, now: datetime) -> bool:
    return terms.revoked_at is not None and terms.revoked_at <= now


def taken_back_at_once(terms: Terms, now: datetime) -> Terms:
    """Give terms whose revocation counts for an act of this moment, even if said a little later.

    An act reads its clock before it holds the row; whoever revoked in between was first.
    """
    if terms.revoked_at is None:
        return terms
    return terms._replace(revoked_at=min(terms.revoked_at, now))


def lapses_soon(terms: Terms, now: datetime) -> bool:
    return holds(terms, now) and terms.expires_at <= now + SOON


def is_for(terms: Terms, needed: Needed) -> bool:
    """Tell whether a release is for this recipient and purpose; A's never opens B."""
    return bool(needed.recipient_ref) and (
        (terms.recipient_kind, terms.recipient_ref, terms.purpose)
        == (needed.recipient_kind, needed.recipient_ref, needed.purpose)
    )


def lets(terms: Terms, needed: Needed, now: datetime) -> bool:
    return is_for(terms, needed) and holds(terms, now) and needed.information <= terms.information


def why_not(known: Iterable[Terms], needed: Needed, now: datetime, zone: tzinfo = UTC) -> str:
    """Say in a sentence why none of these releases lets the act happen; nothing if one does.

    Days are said in `zone`, the reader's.
    """
    meant = [terms for terms in known if is_for(terms, needed)]
    if any(lets(terms, needed, now) for terms in meant):
        return ""
    what_for = f"“{PURPOSES[Purpose(needed.purpose)].lower()}”"
    if not meant:
        return (
            f"No release lets us tell {needed.who} anything for {what_for}."
            " Ask the survivor first; if they sign one, record it."
        )
    nearest = max(meant, key=lambda terms: (holds(terms, now), terms.expires_at))
    return f"The release for {needed.who}, for {what_for}, {_fault(nearest, needed, now, zone)}"


def _fault(terms: Terms, needed: Needed, now: datetime, zone: tzinfo) -> str:
    if terms.revoked_at is not None and is_revoked(terms, now):
        return f"was revoked on {_day(terms.revoked_at, zone)}. Nothing more is told under it."
    if not is_signed(terms, now):
        return f"was signed on {terms.signed_on.day} {terms.signed_on:%b %Y}, after that moment."
    if now >= terms.expires_at:
        return f"ended on {_day(terms.expires_at, zone)}. Ask the survivor whether to renew it."
    lacking = needed.information - terms.information
    lacks = [COVERS[one] for one in Information if one.value in lacking]
    return f"does not cover {' or '.join(lacks)}. Ask the survivor whether they release that too."


def require_let(known: Iterable[Terms], needed: Needed, now: datetime, zone: tzinfo = UTC) -> None:
    """Pass if one of these releases lets the act happen at that moment (law.md 5.2)."""
    why = why_not(known, needed, now, zone)
    if why:
        raise NotAllowed(why, code="release_needed")


def _day(at: datetime, zone: tzinfo) -> str:
    there = at.astimezone(zone)
    return f"{there.day} {there:%b %Y}"
