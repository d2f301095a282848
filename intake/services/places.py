from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases import overwritten
from cases.models import Case
from cases.overwritten import Was
from cases.services.locked import locked_case
from evidence.models import Item
from evidence.rules import hosts
from evidence.rules.places import refanged
from evidence.services import record_item
from evidence.services.facts import ItemFacts
from intake.kept import place_of, places_of
from intake.models import IntakePlace
from intake.platforms import Directory
from intake.rules import Place
from intake.rules.words import PlaceKind


@transaction.atomic
def record_place_as_item(
    *, place_id: UUID, by: User, now: datetime, **facts: Unpack[ItemFacts]
) -> Item:
    """Record a place that was told of as an item of evidence; the item's own entry says so."""
    require(by.role, Deed.WORK_CASE)
    mine = IntakePlace.objects.visible_to(by)
    locked_case(case_id=mine.values_list("case_id", flat=True).get(pk=place_id), by=by)
    place: IntakePlace = mine.select_related("case__key", "item").get(pk=place_id)
    if place.item is not None:
        raise NotAllowed(
            f"This place is recorded already, as {place.item.label}.", code="place_recorded"
        )
    place.item = record_item(case_id=place.case_id, by=by, now=now, **facts)
    place.save(update_fields=["item"])
    return place.item


@transaction.atomic
def show_told(*, case_id: UUID, by: User) -> None:
    """Enter that someone asked for the words and places that were told."""
    require(by.role, Deed.REVEAL)
    case = Case.objects.visible_to(by).get(pk=case_id)
    trail.record(by=by, action="intake.showed", subject=case, case=case)


def keep_places(*, case: Case, places: tuple[Place, ...], by: User, now: datetime) -> None:
    """Inner: make the places of a locked case these; one that became an item stays."""
    kept = {place_of(row): row for row in places_of(case)}
    gone = [row for place, row in kept.items() if place not in places and row.item_id is None]
    overwritten.keep(case=case, was=[_was(row) for row in gone], by=by, now=now)
    IntakePlace.objects.filter(pk__in=[row.pk for row in gone]).delete()
    number = max((row.number for row in kept.values()), default=0)
    directory = Directory()
    for place in places:
        if place not in kept:
            number += 1
            _place(case, place, number, directory).save(force_insert=True)


def _was(row: IntakePlace) -> Was:
    said = (row.get_kind_display(), row.url, row.handle, row.name, row.site, row.note)
    words = "; ".join(str(one) for one in said if one)
    return Was(f"place.{row.pk}", f"Told at intake: place {row.number}", words)


def _place(case: Case, place: Place, number: int, directory: Directory) -> IntakePlace:
    return IntakePlace(  # type: ignore[misc]  # sealed names
        case=case,
        number=number,
        kind=place.kind.value,
        site=place.site,
        note=place.note,
        platform=directory.platform_of(place),
        **_at(place),
    )


def _at(place: Place) -> dict[str, str]:
    """Give the place under the column that finds it again."""
    if place.kind is PlaceKind.ADDRESS or (place.kind is PlaceKind.ACCOUNT and _is_page(place.at)):
        return {"url": refanged(place.at)}
    return {"handle" if place.kind is PlaceKind.ACCOUNT else "name": place.at}


def _is_page(text: str) -> bool:
    """Tell whether an account was told by the address of its page."""
    try:
        return bool(hosts.host_of(text)) and "/" in text
    except hosts.NotAnAddress:
        return False
