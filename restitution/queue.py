"""The desk's queue: cases by urgency, its filters, and how many cannot be seen and why."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from cases.models import Assignment, Case, Release
from cases.rules.codes import codes_meant
from restitution import standing
from restitution.models.sight import told_cases
from restitution.rules.reminders import DueDay, Urgency
from restitution.rules.words import OUTCOMES, Outcome
from restitution.signal import TONES, outcome_of
from restitution.standing import Standing
from rows.reading import house

RANK = {Urgency.NOW: 0, Urgency.SOON: 1, Urgency.LATER: 2, Urgency.NONE: 3}


class View(NamedTuple):
    """A saved filter: its word in the address, its label, what it keeps."""

    name: str
    label: str
    keeps: Callable[[Standing], bool]


def _changed(stands: Standing) -> bool:
    return any(card.changed for card in stands.cards)


def _near(stands: Standing) -> bool:
    return stands.urgency in {Urgency.NOW, Urgency.SOON}


VIEWS = (
    View("all", "All", lambda _: True),
    View("near", "Days near", _near),
    View("asks", "To ask again", lambda stands: bool(stands.asks_due)),
    View("missing", "Facts missing", lambda stands: bool(stands.missing)),
    View("determine", "To determine", lambda stands: stands.to_find > 0),
    View("changed", "Changed since", _changed),
)
KNOWN = {view.name: view for view in VIEWS}


class Tab(NamedTuple):
    label: str
    url: str
    current: bool
    count: int  # type: ignore[assignment]  # what the tabs part calls it


class Word(NamedTuple):
    word: str
    tone: str
    count: int  # type: ignore[assignment]


class Row(NamedTuple):
    """One case of the queue."""

    stands: Standing
    outcomes: tuple[Word, ...]
    changed: int
    act: str

    @property
    def first_day(self) -> DueDay | None:
        return self.stands.days[0] if self.stands.days else None


class Unseen(NamedTuple):
    """How many cases this attorney is on and cannot read for restitution, and why."""

    no_release: int
    too_little: int

    @property
    def all(self) -> int:
        return self.no_release + self.too_little


def chosen(name: str) -> View:
    return KNOWN.get(name, KNOWN["all"])


def standings(user: User, *, text: str = "", now: datetime) -> list[Standing]:
    """Give where each open case stands that is released to this attorney, most urgent first."""
    mine = told_cases(user).open().select_related("key")
    if text:
        mine = mine.filter(code__in=codes_meant(text))
    found = standing.of_cases(list(mine.order_by("code")), now=now)
    return sorted(found, key=_order)


def _order(stands: Standing) -> tuple[int, object, int, int, int, str]:
    first = stands.days[0].on if stands.days else date.max
    return (
        RANK[stands.urgency], first, -len(stands.asks_due), -stands.to_find,
        -len(stands.missing), stands.case.code,
    )  # fmt: skip


def row(stands: Standing) -> Row:
    counted = Counter(outcome_of(card) for card in stands.cards)
    words = (
        Word(OUTCOMES[one], TONES[one], counted[one])
        for one in (Outcome.SUPPORT, Outcome.NEEDS, Outcome.UNSURE)
    )
    changed = sum(bool(card.changed) for card in stands.cards)
    return Row(stands, tuple(word for word in words if word.count), changed, _act(stands, changed))


def _act(stands: Standing, changed: int) -> str:
    if changed:
        return "Look again"
    if stands.to_find:
        return "Determine"
    return "Fill in facts" if stands.missing else "Open"


def tabs(found: list[Standing], current: View, *, text: str) -> list[Tab]:
    home = reverse("restitution:queue")
    return [
        Tab(
            view.label,
            f"{home}?{urlencode({'show': view.name} | ({'q': text} if text else {}))}",
            view.name == current.name,
            sum(view.keeps(stands) for stands in found),
        )
        for view in VIEWS
    ]


@house("tell of a missing yes")
def unseen(user: User) -> Unseen:
    """Count the cases this attorney was given that no release lets them read for restitution."""
    given = Assignment.objects.active().filter(user=user).values("case")
    cases = Case.objects.open().filter(pk__in=given).exclude(pk__in=told_cases(user).values("pk"))
    standing_releases = Release.objects.holding().to_recipient("attorney", str(user.pk))
    covered = cases.filter(
        pk__in=standing_releases.filter(purpose="legal_review").values("case")
    ).count()
    return Unseen(no_release=cases.count() - covered, too_little=covered)
