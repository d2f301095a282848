from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from evidence.models import Item


@transaction.atomic
def open_item(*, item: Item, by: User) -> None:
    """Enter that someone opened an item; its page tells where an image is."""
    trail.record(by=by, action="evidence.opened", subject=item, case=item.case, item=item.label)


@transaction.atomic
def show_url(*, item_id: UUID, by: User) -> str:
    """Give an item's address, and enter that someone asked for it; whoever shows it defangs it."""
    require(by.role, Deed.REVEAL)
    item: Item = Item.objects.visible_to(by).select_related("case__key").get(pk=item_id)
    trail.record(by=by, action="evidence.showed_url", subject=item, case=item.case, item=item.label)
    return item.url
