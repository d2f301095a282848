"""Inner: covers under their locks, what they leave in the trail, and who else holds the hours."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from accounts.models import User
from audit import trail
from audit.rules import Fact, NotAllowed
from cases.models import Case, Cover, Task
from cases.rules import TaskKind
from cases.rules.cover import ENDS, CoverEnd
from cases.services.working import settle_task


def locked_cover(*, cover_id: UUID, by: User) -> Cover:
    """Give a cover for a change, its case locked first: two answers to one case queue up there."""
    return locked_covers(cover_ids=[cover_id], by=by)[0]


def locked_covers(*, cover_ids: Collection[UUID], by: User) -> list[Cover]:
    mine = Cover.objects.visible_to(by).filter(pk__in=set(cover_ids))
    case_ids = list(mine.values_list("case_id", flat=True))
    held = Case.objects.filter(pk__in=case_ids).select_related("key").order_by("pk")
    cases = {case.pk: case for case in held.select_for_update(of=("self",), no_key=True)}
    rows = mine.select_related("giver", "taker").order_by("pk")
    covers = list(rows.select_for_update(of=("self",), no_key=True))
    if not covers or len(covers) != len(set(cover_ids)):
        raise Cover.DoesNotExist
    for cover in covers:
        cover.case = cases[cover.case_id]
    return covers


def require_nobody_else(*, case: Case, hours: tuple[datetime, datetime]) -> None:
    """Refuse hours that somebody covers already."""
    held = Cover.objects.filter(case=case).held().within(*hours).select_related("taker").first()
    if held is not None:
        raise NotAllowed(
            f"{held.taker.name} covers {case.code} in some of these hours already.",
            code="cover_held",
            field="starts_at",
        )


def settle(*, cover: Cover, by: User | None, now: datetime) -> None:
    """Close what was owed because nobody had said yes for these hours."""
    hours = (cover.starts_at, cover.ends_at)
    ids = Cover.objects.filter(case=cover.case_id).within(*hours).values("pk")
    owed = Task.objects.filter(kind=TaskKind.COVER.value, subject_id__in=ids).open()
    for subject_id in owed.order_by("pk").values_list("subject_id", flat=True):
        settle_task(kind=TaskKind.COVER, subject_id=subject_id, by=by, now=now)


def settle_over(*, now: datetime) -> None:
    """Inner: close what was owed for hours that are over: nobody is wanted for them any more."""
    over = Cover.objects.filter(ends_at__lte=now).values("pk")
    owed = Task.objects.filter(kind=TaskKind.COVER.value, subject_id__in=over).open()
    for subject_id in owed.order_by("pk").values_list("subject_id", flat=True):
        settle_task(kind=TaskKind.COVER, subject_id=subject_id, by=None, now=now)


def entered(*, by: User | None, action: str, covers: Iterable[Cover], **more: Fact) -> None:
    """Enter one act for each cover, in its case's chain."""
    rows = [
        (
            cover,
            cover.case_id,
            {
                "starts_at": cover.starts_at,
                "ends_at": cover.ends_at,
                "answer_by": cover.answer_by,
                "giver": str(cover.giver_id),
                "taker": str(cover.taker_id),
                **more,
            },
        )
        for cover in covers
    ]
    trail.record_many(by=by, action=f"cases.{action}", rows=rows)


def end_all(*, covers: Iterable[Cover], because: CoverEnd, now: datetime) -> list[Cover]:
    """End what runs or is to come, and withdraw what waits; nobody did it, something else did."""
    ended, withdrawn = end_rows(covers=covers, because=because, now=now)
    enter_ended(ended=ended, withdrawn=withdrawn, because=because)
    return ended


def end_rows(
    *, covers: Iterable[Cover], because: CoverEnd, now: datetime
) -> tuple[list[Cover], list[Cover]]:
    """Inner: the same without its entries, for an act that has more rows to lock before them."""
    ended, withdrawn = [], []
    for cover in covers:
        if cover.accepted_at is None:
            cover.withdrawn_at = now
            cover.save(update_fields=["withdrawn_at"])
            withdrawn.append(cover)
        else:
            cover.ended_at, cover.ended_as = max(now, cover.accepted_at), because.value
            cover.save(update_fields=["ended_at", "ended_as"])
            ended.append(cover)
        settle(cover=cover, by=None, now=now)
    return ended, withdrawn


def enter_ended(*, ended: list[Cover], withdrawn: list[Cover], because: CoverEnd) -> None:
    said = {"because": ENDS[because]}
    entered(by=None, action="ended_cover", covers=ended, **said)
    entered(by=None, action="withdrew_cover", covers=withdrawn, **said)
