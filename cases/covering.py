"""Covers as pages show them: whose, until when, where they stand, and what a reader may do."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from accounts.rules import Role
from cases.models import Case, Cover
from cases.models.cover import CoverQuerySet
from cases.rules.cover import ENDS, STATES, CoverEnd, CoverState
from rows.reading import house

MOST = 200
# fmt: off
TONES: dict[CoverState, str] = {
    CoverState.OFFERED:   "soon",
    CoverState.LAPSED:    "late",
    CoverState.DECLINED:  "late",
    CoverState.WITHDRAWN: "quiet",
    CoverState.TO_COME:   "accent",
    CoverState.ACTIVE:    "good",
    CoverState.OVER:      "quiet",
    CoverState.ENDED:     "quiet",
}
# fmt: on


class Row(NamedTuple):
    """One cover to one reader."""

    cover: Cover
    code: str
    url: str  # of the case, once it is in the reader's sight
    state: str
    word: str
    tone: str
    answers: bool  # it waits for this reader's yes or no
    calls_off: bool
    ends: bool
    gives_back: bool


class Asked(NamedTuple):
    """What was offered to one reader in one go: one yes takes all of it."""

    first: Row
    rows: list[Row]


def offered_to(user: User, *, now: datetime) -> CoverQuerySet:
    """Give what waits for this person's yes or no."""
    waiting = Cover.objects.visible_to(user).filter(taker=user, ends_at__gt=now)
    return waiting.unanswered().for_display().order_by("answer_by", "offer", "starts_at", "pk")


def asked_of(user: User, *, now: datetime) -> list[Asked]:
    """Give the offers that wait for this person, the nearest answer first."""
    return together(rows(offered_to(user, now=now)[:MOST], reader=user, now=now))


def together(found: Iterable[Row]) -> list[Asked]:
    """Put the rows of one offer together; they stand side by side."""
    offers = [list(some) for _, some in groupby(found, key=lambda row: row.cover.offer)]
    return [Asked(some[0], some) for some in offers]


def taken_by(user: User, *, now: datetime) -> CoverQuerySet:
    """Give what this person covers, now or soon."""
    mine = Cover.objects.visible_to(user).filter(taker=user, ends_at__gt=now)
    return mine.held().for_display()


def lent_by(user: User, *, now: datetime) -> CoverQuerySet:
    """Give what others cover, or were asked to, of this person's; of everybody's to a supervisor.

    What was declined stays in sight until its hours are over: somebody else must be found.
    """
    mine = Cover.objects.visible_to(user).filter(ends_at__gt=now, withdrawn_at=None, ended_at=None)
    theirs = mine if user.role == Role.SUPERVISOR else mine.filter(giver=user)
    return theirs.exclude(taker=user).for_display()


def in_place(user: User, *, now: datetime) -> dict[UUID, str]:
    """Say of each case that is lent now whose it is, or who has it, to either of the two."""
    active = Cover.objects.active(now).filter(Q(taker=user) | Q(giver=user))
    active = active.select_related("giver", "taker")
    return {
        one.case_id: f"for {one.giver.name}"
        if one.taker_id == user.pk
        else f"{one.taker.name} covers"
        for one in active
    }


def past_of(user: User, *, now: datetime) -> CoverQuerySet:
    """Give what is over of this person's own, the latest first."""
    over = Q(ends_at__lte=now) | Q(ended_at__isnull=False) | Q(withdrawn_at__isnull=False)
    mine = Cover.objects.visible_to(user).filter(over, Q(taker=user) | Q(giver=user))
    return mine.for_display().order_by(F("ends_at").desc(), "pk")


def rows(covers: Iterable[Cover], *, reader: User, now: datetime) -> list[Row]:
    with house("tell of covers"):
        found = list(covers)
    ids = [cover.case_id for cover in found]
    seen = set(Case.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))
    return [row(cover, reader=reader, now=now, seen=seen) for cover in found]


def row(cover: Cover, *, reader: User, now: datetime, seen: set[UUID]) -> Row:
    state, code = cover.state(now), cover.case.code
    leads = reader.role == Role.SUPERVISOR
    lender = leads or reader.pk in {cover.giver_id, cover.offered_by_id}
    is_taker = reader.pk == cover.taker_id
    held = state in {CoverState.TO_COME, CoverState.ACTIVE}
    return Row(
        cover=cover,
        code=code,
        url=reverse("cases:case", args=[code]) if cover.case_id in seen else "",
        state=state.value,
        word=_word(cover, state),
        tone=TONES[state],
        answers=is_taker and state is CoverState.OFFERED,
        calls_off=lender and state is CoverState.OFFERED,
        ends=lender and held and not is_taker,
        gives_back=is_taker and held,
    )


def _word(cover: Cover, state: CoverState) -> str:
    if state is CoverState.ENDED:
        return ENDS[CoverEnd(cover.ended_as)].capitalize()
    return STATES[state]
