"""What the pages of the platform directory show."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.models import User
from removal import directory
from removal.lists import Tab
from removal.models import Platform, PlatformQuerySet
from removal.models.platform import stale_after
from removal.rules.desk_spoken import HASH_PROGRAMMES
from removal.rules.spoken import ASKS, KINDS
from removal.rules.words import Coverage
from removal.shown import Row


class View(NamedTuple):
    name: str
    label: str
    keeps: Q


SAID = {"yes": "Yes", "no": "No", "unknown": "Not known"}


def views(today: date) -> list[View]:
    unchecked = Q(last_verified_on=None) | Q(last_verified_on__lt=today - stale_after())
    return [
        View("all", "All", Q()),
        View("covered", "Looks covered", Q(coverage=Coverage.COVERED.value)),
        View("unclear", "Unclear", Q(coverage=Coverage.UNCLEAR.value)),
        View("excluded", "Left out", Q(coverage=Coverage.EXCLUDED.value)),
        View("unchecked", "Not checked lately", unchecked),
    ]


def chosen(name: str, today: date) -> View:
    known = {view.name: view for view in views(today)}
    return known.get(name, known["all"])


def rows(user: User, view: View) -> PlatformQuerySet:
    return Platform.objects.visible_to(user).filter(view.keeps).order_by(Lower("name"))


def tabs(user: User, current: View, today: date) -> list[Tab]:
    known = views(today)
    counts = Platform.objects.visible_to(user).aggregate(
        **{f"n_{view.name}": Count("pk", filter=view.keeps) for view in known}
    )
    return [
        Tab(
            view.label,
            f"{reverse('removal:platforms')}?show={view.name}",
            view.name == current.name,
            counts[f"n_{view.name}"],
        )
        for view in known
    ]


def kind(platform: Platform) -> str:
    return KINDS.get(platform.kind, platform.kind.capitalize())


def short_programmes(platform: Platform) -> list[str]:
    return [name.partition(" (")[0] for name in programmes(platform)]


def programmes(platform: Platform) -> list[str]:
    return [HASH_PROGRAMMES.get(code, code) for code in platform.hash_programmes]


def told(platform: Platform) -> dict[str, Any]:
    """Give a row's facts by name, in words."""
    return {
        "asks": [ASKS.get(code, code.replace("_", " ")) for code in platform.asks_for],
        "answers": [
            Row("Needs an account", SAID[platform.account_required]),
            Row("Takes a representative's request", SAID[platform.accepts_representative]),
            Row("Gives a reference", SAID[platform.gives_reference]),
        ],
        "programmes": programmes(platform),
        "kind": kind(platform),
        "marks": [directory.tags().get(tag, directory.Tag(tag, "")) for tag in platform.tags],
        "edited": ", ".join(name.replace("_", " ") for name in platform.edited_fields),
    }
