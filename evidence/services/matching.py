"""Inner services: pairs of items whose fingerprints are near, found as a fingerprint is kept."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.rules import Role
from cases.models import Assignment, Case, Cover
from cases.rules import AssignmentKind, TaskKind
from cases.services import owe_task, settle_task
from evidence.models import Fingerprint, Item, Match
from evidence.near import Hit, near
from evidence.rules.fingerprints import Algorithm
from evidence.rules.turns import Turn, seen_from_the_other
from rows.reading import house

_ORDER = list(Algorithm)
_LOCK = 0x5EC1A1  # any number that no other part of the house locks by


def one_at_a_time() -> None:
    """Wait for whoever is comparing just now: two at once would each miss the other's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


@house("compare fingerprints")
def find_matches(*, item: Item, prints: Iterable[Fingerprint], now: datetime) -> None:
    """Offer each pair once, by its strongest fingerprints; a decided pair stays decided."""
    for one in sorted(prints, key=lambda one: _ORDER.index(Algorithm(one.algorithm))):
        if one.blind:
            for other, hit in _others(item, near(one.algorithm, one.digits)):
                _offer(one, other, hit, now=now)


@house("compare fingerprints")
def drop_resting_on(*, taken: Fingerprint, by: User, now: datetime) -> None:
    """Let go of undecided pairs that this fingerprint showed, unless another shows them too."""
    resting = Match.objects.to_decide().filter(Q(print_a=taken) | Q(print_b=taken))
    for pk in resting.values_list("pk", flat=True):
        settle_task(kind=TaskKind.MATCH, subject_id=pk, by=by, now=now)
    resting.delete()
    left = Fingerprint.objects.filter(item=taken.item).compared().select_related("case__key")
    find_matches(item=taken.item, prints=left, now=now)


def _others(item: Item, hits: list[Hit]) -> list[tuple[Fingerprint, Hit]]:
    """Give whose the hits are, under a lock until commit, so that none is erased meanwhile.

    Items of the demo and real ones never meet; an item never meets itself or its own copy.
    """
    found = {hit.pk: hit for hit in hits}
    rows = (
        Fingerprint.objects.filter(pk__in=found, case__is_demo=item.case.is_demo)
        .exclude(item=item)
        .select_related("item__case")
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    held = {row.pk: row for row in rows if row.blind and not _linked(item, row.item)}
    return [(held[hit.pk], hit) for hit in hits if hit.pk in held]


def _linked(item: Item, other: Item) -> bool:
    return bool({item.copy_of_id, item.pk} & {other.copy_of_id, other.pk} - {None})


def _offer(one: Fingerprint, other: Fingerprint, hit: Hit, *, now: datetime) -> None:
    swapped = other.item_id < one.item_id
    a, b = (other, one) if swapped else (one, other)
    turn = seen_from_the_other(hit.turn) if swapped else hit.turn
    known = Match.objects.filter(item_a=a.item, item_b=b.item).first()
    if known is not None and (known.decided_at or not _stronger(one.algorithm, hit, known)):
        return
    match, made = Match.objects.update_or_create(
        item_a=a.item,
        item_b=b.item,
        defaults={"print_a": a, "print_b": b, **_shown(one.algorithm, hit.distance, turn)},
        create_defaults={
            "print_a": a, "print_b": b, "found_at": now,
            **_shown(one.algorithm, hit.distance, turn),
        },
    )  # fmt: skip
    if made and _all_see(one.item.case, other.item.case):
        owe_task(case=one.item.case, kind=TaskKind.MATCH, subject_id=match.pk, now=now)


def _shown(algorithm: str, distance: int, turn: Turn) -> dict[str, object]:
    return {"algorithm": algorithm, "distance": distance, "variant": turn.value}


def _stronger(algorithm: str, hit: Hit, known: Match) -> bool:
    now = (_ORDER.index(Algorithm(algorithm)), hit.distance)
    return now < (_ORDER.index(Algorithm(known.algorithm)), known.distance)


def _all_see(case: Case, other: Case) -> bool:
    """Tell whether everyone who sees a task of this case may know of the other case."""
    if case.pk == other.pk:
        return True
    here = Assignment.objects.filter(case=case).active().exclude(user__role=Role.SUPERVISOR.value)
    # An attorney's sight ends by itself with a release, and the task would outlast it.
    there = Assignment.objects.filter(case=other, kind=AssignmentKind.ADVOCATE.value).active()
    if here.exclude(user__in=there.values("user")).exists():
        return False
    # Whoever covers it, now or soon, reads its tasks; a yes to come takes them away (0006_takers).
    lent = Cover.objects.held().filter(case=case, ends_at__gt=Now())
    takers = lent.exclude(taker__role=Role.SUPERVISOR.value)
    return not takers.exclude(taker__in=there.values("user")).exists()
