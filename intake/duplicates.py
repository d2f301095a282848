"""Other cases that may be of the same person: by blind indexes, and only those a reader may see.

The same questions go to the database whatever the house holds, so neither words nor time tell of
a case that the reader may not see.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from django.db.models import Model, Q

from accounts.models import User
from accounts.rules import Role
from cases.models import Case, Survivor
from evidence.models import Item
from evidence.rules.places import is_only_a_host
from intake.models import IntakePlace
from sealing.fields import BlindIndexField

# fmt: off
WHY = {
    "name":    "same name",
    "contact": "same contact",
    "address": "same address",
    "account": "same account",
}
# fmt: on
NOBODY = Q(pk__in=())


class Duplicate(NamedTuple):
    code: str
    why: list[str]


def duplicates_of(user: User, case: Case) -> list[Duplicate]:
    """Give the cases that this person may see and that share something with this one."""
    person = case.survivor
    places: list[Any] = [*IntakePlace.objects.filter(case=case), *Item.objects.filter(case=case)]
    for place in places:
        place.case = case
    urls = {str(place.url) for place in places if place.url and not is_only_a_host(place.url)}
    handles = {str(place.handle) for place in places if place.handle}
    shared = {
        "name": _told(user, case, "identity", _named(str(person.name))),
        "contact": _told(
            user,
            case,
            "contact",
            _like("survivor__contact_index", Survivor, "contact_index", [person.contact]),
        ),
        "address": _like("items__url_index", Item, "url_index", urls)
        | _like("intake_places__url_index", IntakePlace, "url_index", urls),
        "account": _like("items__handle_index", Item, "handle_index", handles)
        | _like("intake_places__handle_index", IntakePlace, "handle_index", handles),
    }
    return _found(user, case, shared)


def _told(user: User, case: Case, information: str, means: Q) -> Q:
    """Let an attorney learn of a likeness only where a release tells them of both sides."""
    if user.role != Role.ATTORNEY:
        return means
    told = Case.objects.told_of(user, information)
    return means & Q(pk__in=told.values("pk")) if told.contains(case) else NOBODY


def _found(user: User, case: Case, shared: dict[str, Q]) -> list[Duplicate]:
    others = Case.objects.filter(pk__in=Case.objects.visible_to(user)).exclude(pk=case.pk)
    found: dict[str, list[str]] = {}
    for why, means in shared.items():
        for code in others.filter(means).values_list("code", flat=True).distinct():
            found.setdefault(code, []).append(WHY[why])
    return [Duplicate(code, why) for code, why in sorted(found.items())]


def _named(name: str) -> Q:
    """Match whoever bears every word of this name; the index knows no part of a word."""
    return Survivor._meta.get_field("name_words").meant(name, at="survivor__name_words") or NOBODY


def _like(path: str, model: type[Model], name: str, texts: Iterable[str]) -> Q:
    column = cast("BlindIndexField", model._meta.get_field(name))
    return column.meant_any(texts, at=path) or NOBODY
