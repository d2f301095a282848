"""Finding items without opening any: by address, by the host's registered name, by handle."""

from typing import cast

from django.db.models import Q

from accounts.models import User
from cases import search
from cases.models import Case
from cases.models.case import CaseQuerySet
from evidence.models import Item, ItemQuerySet
from evidence.rules.places import host_key, is_only_a_host
from sealing.fields import BlindIndexField


def find_by(user: User, *, url: str = "", host: str = "", handle: str = "") -> ItemQuerySet:
    """Give the items that this person may see and that any of these points to."""
    meant = Q()
    for name, text in (("url_index", url), ("host_index", host), ("handle_index", handle)):
        meant |= cast("BlindIndexField", Item._meta.get_field(name)).meant(text)
    mine: ItemQuerySet = Item.objects.visible_to(user)
    return mine.filter(meant) if meant else mine.none()


def find(user: User, text: str) -> ItemQuerySet:
    """Give what a person may mean by a text: a whole address, a site, or an account."""
    if not host_key(text):
        return find_by(user, handle=text)
    if is_only_a_host(text):
        return find_by(user, host=text, handle=text)
    return find_by(user, url=text, handle=text)


def cases_of(user: User, text: str, items: ItemQuerySet) -> CaseQuerySet:
    """Give the cases that the text means by code, name or contact, and those of these items."""
    meant = Q(pk__in=search.find(user, text).values("pk")) | Q(pk__in=items.values("case"))
    return Case.objects.visible_to(user).filter(meant)
