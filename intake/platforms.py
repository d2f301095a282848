"""Which platform of the directory a place is on: by its host's name or its own, never fetched."""

import re

from evidence.rules import hosts
from intake.models import IntakePlace
from intake.rules.told import Place
from intake.rules.where import Row, where_of
from intake.rules.words import PlaceKind, Where
from removal import facts
from removal.models import Platform

_APART = re.compile(r"[,/()]")


class Directory:
    """The directory as one reading of it; it is small and read at once."""

    def __init__(self) -> None:
        self.domains = facts.domains()
        self.platforms = {one.slug: one for one in Platform.objects.order_by("slug")}
        self.names: dict[str, str] = {}
        for slug, one in self.platforms.items():
            for name in (slug, one.name, *_APART.split(one.name)):
                self.names.setdefault(_plain(name), slug)

    def platform_of(self, place: Place) -> Platform | None:
        """Give the platform that a place is certainly on, if the directory knows it."""
        said = place.site if place.kind is PlaceKind.ACCOUNT and place.site else place.at
        slug = self._by_host(said) or self._by_name(said, place.kind)
        return self.platforms.get(slug)

    def _by_host(self, text: str) -> str:
        try:
            host = hosts.host_of(text)
        except hosts.NotAnAddress:
            return ""
        return facts.slug_of(host, self.domains)

    def _by_name(self, text: str, kind: PlaceKind) -> str:
        name = _plain(text)
        if kind is PlaceKind.SEARCH:
            engines = (one for one in self.platforms.values() if one.kind == "search")
            return next((one.slug for one in engines if _plain(one.name).startswith(name)), "")
        return self.names.get(name, "")


def _plain(text: str) -> str:
    return re.sub(r"\s+(?:app|search)$", "", " ".join(text.casefold().split()))


def where(place: IntakePlace) -> Where:
    """Give what a kept place comes to for the plan."""
    one = place.platform
    row = Row(one.slug, one.kind, one.coverage) if one else None
    told_of = bool(place.site or place.url)
    return where_of(place.kind, name=place.site or place.name, on_a_site=told_of, row=row)
