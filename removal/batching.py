"""Where a batch stands: what was sent, what was passed over, and which request comes next."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from accounts.models import User
from removal import facts, lists, telling
from removal.models import Batch, BatchEntry, Platform, RemovalRequest, RemovalRequestQuerySet
from removal.rules.desk_spoken import SKIPPED
from removal.rules.desk_words import Skipped
from removal.rules.directory import OTHER_SITE
from removal.rules.parts import missing_parts
from removal.rules.words import Process, Status

MOST = 50  # requests in one batch


class Stop(NamedTuple):
    """One request's place in the row, and how it stands now; the request itself says so."""

    place: int
    request: RemovalRequest
    state: str  # sent | waiting | skipped | passed
    words: str


class Row(NamedTuple):
    """A batch as a whole."""

    batch: Batch
    stops: list[Stop]

    @property
    def here(self) -> Stop | None:
        """Give the first that waits: where a person goes on, whenever they come back."""
        return next((stop for stop in self.stops if stop.state == "waiting"), None)

    @property
    def sent(self) -> int:
        return sum(stop.state == "sent" for stop in self.stops)

    @property
    def skipped(self) -> int:
        return sum(stop.state == "skipped" for stop in self.stops)


class Offered(NamedTuple):
    """A draft that a batch would hold; one without a release comes after those that have theirs."""

    request: RemovalRequest
    lacks_release: bool


class Group(NamedTuple):
    """Drafts to one platform, offered to be sent in a row."""

    platform: Platform
    drafts: int


def submittable(user: User, platform: Platform, *, now: datetime) -> list[Offered]:
    """Give what this person could send to this platform now, the oldest first.

    One whose release is missing waits at the end: the survivor may send it, or sign one meanwhile.
    """
    drafts = _drafts(user).filter(platform=platform)
    known = facts.domains()
    rows = lists.for_rows(drafts).order_by("created_at", "pk")[: MOST * 2]
    ready = [one for one in rows if not missing_parts(facts.of(one, at=now, directory=known))]
    told = [Offered(one, _lacks_release(one, now)) for one in ready[:MOST]]
    return sorted(told, key=lambda offered: offered.lacks_release)


def groups(user: User) -> list[Group]:
    """Give the platforms that have several drafts of this person's, the most first."""
    several = (
        _drafts(user)
        .exclude(platform=OTHER_SITE)
        .values("platform")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .order_by("-n", "platform")
    )
    counts = {row["platform"]: row["n"] for row in several}
    platforms = Platform.objects.in_bulk(list(counts))
    return [Group(platforms[slug], count) for slug, count in counts.items()]


def open_batch(user: User, platform: Platform) -> Batch | None:
    return Batch.objects.visible_to(user).open().filter(platform=platform).first()


def row(batch: Batch, user: User, *, now: datetime) -> Row:
    """Give a batch's requests as they stand; one that the person sees no longer is left out."""
    entries = {entry.request_id: entry for entry in batch.entries.all()}
    mine = RemovalRequest.objects.visible_to(user).filter(pk__in=entries)
    known = facts.domains()
    stops = [_stop(entries[one.pk], one, now=now, known=known) for one in lists.for_rows(mine)]
    return Row(batch, sorted(stops, key=lambda stop: stop.place))


def stop_of(found: Row, request_id: UUID) -> Stop | None:
    return next((stop for stop in found.stops if stop.request.pk == request_id), None)


def _lacks_release(request: RemovalRequest, now: datetime) -> bool:
    wanted = telling.wanted_for(request, now=now)
    return wanted is None or wanted.release is None


def _drafts(user: User) -> RemovalRequestQuerySet:
    return RemovalRequest.objects.visible_to(user).filter(
        ~Q(process=Process.NONE.value), status=Status.DRAFT.value, case__closed_at=None
    )


def _stop(
    entry: BatchEntry, request: RemovalRequest, *, now: datetime, known: dict[str, str]
) -> Stop:
    if hasattr(request, "submission"):
        return Stop(entry.place, request, "sent", "Sent")
    if request.status != Status.DRAFT:
        return Stop(entry.place, request, "passed", "Set aside since")
    if entry.skipped_because:
        words = SKIPPED[Skipped(entry.skipped_because)]
        return Stop(entry.place, request, "skipped", words)
    if missing_parts(facts.of(request, at=now, directory=known)):
        return Stop(entry.place, request, "passed", "A part is missing since")
    return Stop(entry.place, request, "waiting", "To send")
