"""Visits: one a sign-in and device, at most three at once, and whoever is in may end them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import User, Visit
from accounts.rules import Deed, require
from accounts.rules.visits import MOST, families, said
from accounts.services.notices import tell
from audit import trail

NOTED_EVERY = timedelta(seconds=30)  # a page with many panels writes its visit once


@transaction.atomic
def begin_visit(*, user: User, agent: str, now: datetime) -> Visit:
    """Begin a visit; of more than three the oldest ends, and its person is told."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    browser, system = families(agent)
    visit: Visit = Visit.objects.create(
        user=user, browser=browser, system=system, started_at=now, seen_at=now
    )
    others = Visit.objects.filter(user=user).going_on().exclude(pk=visit.pk)
    over = list(others.order_by("-started_at", "-seen_at")[MOST - 1 :])
    for one in over:
        _end(one, why="three", by=user, now=now)
    if over:
        tell(people=[user], kind="three_sessions", about=user, now=now)
    return visit


def note_visit(*, visit_id: str, user: User, now: datetime) -> Visit | None:
    """Give the visit of a session, and note now and then that it goes on; None if it is gone."""
    visit = Visit.objects.filter(pk=visit_id, user=user).first()
    if visit is not None and visit.ended_at is None and now - visit.seen_at > NOTED_EVERY:
        Visit.objects.filter(pk=visit.pk, ended_at=None).update(seen_at=now)
    return visit


@transaction.atomic
def close_visit(*, visit_id: str, user: User, why: str, now: datetime) -> None:
    """Note how a visit ended that ends by itself, or by its own button; others enter the act."""
    open_ = Visit.objects.filter(pk=visit_id, user=user).going_on()
    open_.update(ended_at=now, why=why)


@transaction.atomic
def close_others(*, user: User, why: str, now: datetime, here: str = "") -> None:
    """Note that every session but the one at hand ended with a change that is an entry itself."""
    open_ = Visit.objects.filter(user=user).going_on()
    (open_.exclude(pk=here) if here else open_).update(ended_at=now, why=why)


@transaction.atomic
def end_visit(*, visit_id: UUID, by: User, now: datetime) -> Visit:
    """End a session from elsewhere: one's own, or as an administrator anybody's."""
    theirs = Visit.objects.all() if by.may(Deed.MANAGE_USERS) else Visit.objects.filter(user=by)
    visit: Visit = (
        theirs.select_related("user").select_for_update(of=("self",), no_key=True).get(pk=visit_id)
    )
    if visit.ended_at is None:
        _end(visit, why="elsewhere" if visit.user == by else "administrator", by=by, now=now)
    return visit


@transaction.atomic
def end_visits(*, user_id: UUID, by: User, now: datetime, but: str = "") -> int:
    """End every session of a person, but for the one at hand; give how many there were."""
    if user_id != by.pk:
        require(by.role, Deed.MANAGE_USERS)
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)
    open_ = Visit.objects.filter(user=user).going_on()
    others = list(open_.exclude(pk=but) if but else open_)
    for one in others:
        _end(one, why="elsewhere" if user == by else "administrator", by=by, now=now)
    return len(others)


def _end(visit: Visit, *, why: str, by: User, now: datetime) -> None:
    visit.ended_at, visit.why = now, why
    visit.save(update_fields=["ended_at", "why"])
    trail.record(
        by=by,
        action="accounts.session_ended",
        subject=visit.user,
        device=said(visit.browser, visit.system),
        why=why,
    )
