"""What may be told to whom until when, and what breaks when a release lapses: for the pages."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from audit import words
from audit.models import Entry
from cases import outward, recipients, timeline
from cases.models import Case, Release
from cases.rules.release_words import (
    INFORMATION,
    PURPOSES,
    RECIPIENTS,
    Information,
    Purpose,
    RecipientKind,
)
from cases.rules.releases import SOON, holds, is_revoked, lapses_soon

MOST = 100


class Row(NamedTuple):
    """A release as a page says it."""

    release: Release
    who: str
    kind: str
    purpose: str
    information: list[str]
    word: str
    tone: str
    holds: bool
    may_renew: bool
    told: list[timeline.Told]  # what was done under it


class Breaks(NamedTuple):
    """An outward act and the release that it hangs on."""

    code: str
    who: str
    purpose: str
    word: str
    tone: str
    ends_at: datetime | None
    act: str
    act_url: str
    cure: str
    cure_url: str


def standing(case: Case, *, reader: User, now: datetime) -> list[Row]:
    """Give every release of a case, those that hold first; a name of its own needs the key."""
    releases = list(Release.objects.visible_to(reader).filter(case=case).for_display())
    named = recipients.names_for(releases)
    told = _told_under(case, reader)
    rows = [_row(one, named, told.get(str(one.pk), []), now) for one in releases]
    return sorted(rows, key=lambda row: not row.holds)


def what_breaks(user: User, *, now: datetime) -> list[Breaks]:
    """Give releases that lapse within a week, and acts that wait and have none; soonest first."""
    acts = outward.waiting(user)
    ours = Release.objects.visible_to(user).filter(renewed_by=None)
    lapsing = ours.filter(revoked_at=None, expires_at__gt=now, expires_at__lte=now + SOON)
    releases = list(lapsing.select_related("case").order_by("expires_at", "pk")[:MOST])
    about = Release.objects.filter(case__in={act.case_id for act in acts}).select_related("case")
    known: dict[tuple[Any, ...], list[Release]] = {}
    for release in about.order_by("expires_at", "pk"):
        known.setdefault(_key(release), []).append(release)
    named = recipients.names_for([*releases, *acts])
    soon = [row for one in releases for row in _lapsing(one, acts, known, named, now)]
    gone = [_without(act, known.get(_key(act), []), named, now) for act in acts]
    return [*(row for row in gone if row is not None), *soon]


def new_url(code: str, kind: str, ref: str, purpose: str) -> str:
    """Give the page that records a release, begun with codes alone."""
    asked = urlencode({"recipient": f"{kind}:{ref}", "purpose": purpose}, safe=":")
    return f"{reverse('cases:new-release', args=[code])}?{asked}"


def who_is(release: Release, named: dict[tuple[str, str], str]) -> str:
    """Give a recipient's name: its code's, or the sealed one."""
    known = named.get((release.recipient_kind, release.recipient_ref))
    return known or release.recipient_name


def word_of(release: Release, *, renewed: bool, now: datetime) -> tuple[str, str]:
    """Give where a release stands, in a word and its tone."""
    terms = release.terms
    if is_revoked(terms, now):
        return "Revoked", "quiet"
    if not holds(terms, now):
        return ("Renewed", "quiet") if renewed else ("Ended", "quiet")
    if lapses_soon(terms, now):
        return ("Renewed", "good") if renewed else ("Ends soon", "soon")
    return "Holds", "good"


def _row(
    release: Release,
    named: dict[tuple[str, str], str],
    told: list[timeline.Told],
    now: datetime,
) -> Row:
    renewed = hasattr(release, "renewed_by")
    word, tone = word_of(release, renewed=renewed, now=now)
    return Row(
        release=release,
        who=who_is(release, named),
        kind=RECIPIENTS[RecipientKind(release.recipient_kind)],
        purpose=PURPOSES[Purpose(release.purpose)],
        information=[INFORMATION[Information(one)] for one in release.information],
        word=word,
        tone=tone,
        holds=holds(release.terms, now),
        may_renew=release.revoked_at is None and not renewed,
        told=told,
    )


def _told_under(case: Case, reader: User) -> dict[str, list[timeline.Told]]:
    """Give what the trail knows of each release being used: by the release's id."""
    entries = list(
        Entry.objects.filter(chain=str(case.pk), facts__contains='"release":"').order_by("-seq")
    )
    found: dict[str, list[timeline.Told]] = {}
    for entry, said in zip(entries, timeline.told(entries, reader=reader), strict=True):
        found.setdefault(str(words.facts(entry)["release"]), []).append(said)
    return found


def _key(one: Any) -> tuple[UUID, str, str, str]:
    return (one.case_id, one.recipient_kind, one.recipient_ref, one.purpose)


def _lapsing(
    release: Release,
    acts: Iterable[outward.Act],
    known: dict[tuple[Any, ...], list[Release]],
    named: dict[tuple[str, str], str],
    now: datetime,
) -> list[Breaks]:
    """Give a row for each act that hangs on this release, or one that says nothing hangs on it."""
    if any(
        other.pk != release.pk and holds(other.terms, release.expires_at + timedelta(minutes=1))
        for other in known.get(_key(release), [])
    ):
        return []  # another one goes on
    hanging = [act for act in acts if _key(act) == _key(release) and release.recipient_ref]
    kind = RECIPIENTS[RecipientKind(release.recipient_kind)]
    row = Breaks(
        code=release.case.code,
        who=named.get((release.recipient_kind, release.recipient_ref)) or kind,
        purpose=PURPOSES[Purpose(release.purpose)],
        word="Ends soon",
        tone="soon",
        ends_at=release.expires_at,
        act="Nothing waits for it now",
        act_url="",
        cure="Renew",
        cure_url=reverse("cases:renew-release", args=[release.pk]),
    )
    return [row._replace(act=act.words, act_url=act.url) for act in hanging] or [row]


def _without(
    act: outward.Act,
    releases: list[Release],
    named: dict[tuple[str, str], str],
    now: datetime,
) -> Breaks | None:
    """Give the row of an act that has no release now, or nothing."""
    if any(holds(one.terms, now) for one in releases):
        return None
    last = releases[-1] if releases else None
    renewable = last is not None and last.revoked_at is None
    word = "None yet" if last is None else word_of(last, renewed=False, now=now)[0]
    fresh = new_url(act.code, act.recipient_kind, act.recipient_ref, act.purpose)
    return Breaks(
        code=act.code,
        who=named[act.recipient_kind, act.recipient_ref],
        purpose=PURPOSES[Purpose(act.purpose)],
        word=word,
        tone="late" if last is not None else "soon",
        ends_at=last.expires_at if last is not None and renewable else None,
        act=act.words,
        act_url=act.url,
        cure="Renew" if last is not None and renewable else "Record a release",
        cure_url=reverse("cases:renew-release", args=[last.pk]) if last and renewable else fresh,
    )
