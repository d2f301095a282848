"""Who may act on a case and what may be told: what its page says at the left."""

from datetime import date, datetime
from typing import Any, NamedTuple

from accounts.models import User
from cases import recipients
from cases.models import Authority, Case, Release
from cases.releases import word_of
from cases.rules.people import SCOPES, Scope
from cases.rules.release_words import PURPOSES, RECIPIENTS, Purpose, RecipientKind

MOST = 5


class Held(NamedTuple):
    """An authority as a page says it; whose it is stays sealed."""

    authority: Authority
    scope: str
    word: str


class Told(NamedTuple):
    """A release in two lines: a sealed recipient by its kind alone."""

    release: Release
    who: str
    purpose: str
    word: str
    tone: str


def of_case(case: Case, *, reader: User, now: datetime, today: date) -> dict[str, Any]:
    """Give what stands at the left of a case page: no name, no key needed."""
    mine = Release.objects.visible_to(reader).filter(case=case, renewed_by=None)
    releases = list(mine.order_by("-expires_at", "pk")[: MOST + 1])
    named = recipients.names_for(releases)
    return {
        "held": held_on(case, today=today),
        "people_parts": [one.get_part_display() for one in case.people.order_by("recorded_at")],
        "releases": [_told(one, named, now) for one in releases[:MOST]],
        "more_releases": len(releases) > MOST,
    }


def held_on(case: Case, *, today: date) -> list[Held]:
    """Give what lets others act on a case, the latest first."""
    return [held_row(one, today) for one in case.authorities.order_by("-recorded_at")]


def held_row(authority: Authority, today: date) -> Held:
    scope = ", ".join(SCOPES[Scope(one)].lower() for one in authority.scope)
    word = ""
    if authority.revoked_at:
        word = "Revoked"
    elif authority.ends_on and authority.ends_on < today:
        word = "Ended"
    return Held(authority, scope, word)


def _told(release: Release, named: dict[tuple[str, str], str], now: datetime) -> Told:
    kind = RECIPIENTS[RecipientKind(release.recipient_kind)]
    who = named.get((release.recipient_kind, release.recipient_ref)) or f"{kind}, named in it"
    word, tone = word_of(release, renewed=False, now=now)
    return Told(release, who, PURPOSES[Purpose(release.purpose)], word, tone)
