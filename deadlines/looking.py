"""The looks that a person owes today, by platform; the house opens no address (ADR 0003)."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from cases.models import Task
from cases.rules import TaskKind, handled_as_minor
from deadlines.rules.spoken import hours_and_minutes
from evidence import looked
from evidence.models import Item
from evidence.shown import standing_of
from removal.models import LookPlan, RemovalRequest
from removal.rules.looking import EARLY, LATE_AFTER
from removal.rules.words import Status

NOT_ASKED = (Status.DRAFT.value, Status.WITHDRAWN.value)


class Look(NamedTuple):
    """One listing to look at: where it is, when somebody last did, and how late it is."""

    item: Item
    request_id: UUID | None
    planned_at: datetime | None
    late_words: str
    looked_at: datetime | None
    words: str
    word: str
    is_gone: bool
    is_hidden: bool


class AtPlatform(NamedTuple):
    platform: str
    slug: str
    looks: list[Look]


def owed(user: User, *, now: datetime) -> "QuerySet[Any]":
    """Give the looks of today and before, by platform, then by when; asked at once first."""
    asking = (
        RemovalRequest.objects.filter(listings__item=OuterRef("subject_id"))
        .exclude(status__in=NOT_ASKED)
        .order_by("-created_at", "-version")
    )
    tasks = Task.objects.visible_to(user).open()
    # A look before the clock's end answers nothing, so that one is not offered early.
    at_its_end = LookPlan.objects.filter(
        request__listings__item=OuterRef("subject_id"), starts_at=OuterRef("due_at")
    )
    early = Q(due_at__gt=now, due_at__lte=now + EARLY) & ~Exists(at_its_end)
    wanted = Q(due_at=None) | Q(due_at__lte=now) | early
    found: QuerySet[Any] = (
        tasks.filter(wanted, kind=TaskKind.CHECK.value, case__closed_at=None)
        .annotate(
            platform_name=Subquery(asking.values("platform__name")[:1]),
            platform_slug=Subquery(asking.values("platform_id")[:1]),
            asked_in=Subquery(asking.values("pk")[:1]),
        )
        .order_by(F("platform_name").asc(nulls_last=True), F("due_at").asc(nulls_first=True), "pk")
    )
    return found


def by_platform(tasks: Iterable[Any], *, now: datetime) -> list[AtPlatform]:
    """Give a page of owed looks under the platform of each, with all that is known of them."""
    told = list(tasks)
    items = Item.objects.for_display().in_bulk([task.subject_id for task in told])
    return [
        AtPlatform(
            name or "No request under way",
            slug or "",
            _in_order(
                _look(items[one.subject_id], one, now) for one in group if one.subject_id in items
            ),
        )
        for (name, slug), group in groupby(
            told, key=lambda task: (task.platform_name, task.platform_slug)
        )
    ]


def _in_order(looks: Iterable[Look]) -> list[Look]:
    """Give one platform's looks by when, then by case and item, as a person goes through them."""
    return sorted(
        looks,
        key=lambda look: (
            look.planned_at is not None,
            look.planned_at,
            look.item.case.code,
            look.item.number,
        ),
    )


def is_late(planned_at: datetime | None, now: datetime) -> bool:
    return planned_at is not None and now - planned_at > LATE_AFTER


def _look(item: Item, task: Any, now: datetime) -> Look:
    at, stands = looked.last_look(item), standing_of(item)
    late = is_late(task.due_at, now)
    return Look(
        item=item,
        request_id=task.asked_in,
        planned_at=task.due_at,
        late_words=f"late by {hours_and_minutes(now - task.due_at)}" if late else "",
        looked_at=at,
        words=looked.words(at, now),
        word=stands.word.capitalize(),
        is_gone=stands.is_gone,
        is_hidden=handled_as_minor(item.case.age_when_made, item.age_when_made),
    )
