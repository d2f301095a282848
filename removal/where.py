"""Where the things are that a notice asks about: places in words, and nothing of what is seen."""

from collections.abc import Iterator

from evidence.models import Item
from evidence.rules.items import Category
from removal import behind
from removal.models import RemovalRequest
from removal.rules.behind import WHERE_SHOWN
from removal.rules.desk_words import Chokepoint as Kind
from removal.rules.phrases import TYPES, spoken_moment


def site(request: RemovalRequest) -> str:
    """Name the site to who stands behind it: a registrar and a payment provider know no pages."""
    if not request.asked_as:
        return ""
    sites = behind.sites(request)
    word = WHERE_SHOWN[Kind(request.asked_as)]
    return f"{word}{'s' if len(sites) > 1 else ''}: {', '.join(sites)}" if sites else ""


def items(listed: list[Item], *, minor: bool, apart: bool) -> str:
    """List every item; to who stands behind a site each address is a line, whole and alone."""
    heading = "Where it is shown:" if apart else "What we ask you to remove:"
    if not listed:
        return f"{heading}\n[[at least one item]]"
    lines = (
        f"{number}. {_apart(item) if apart else _place(item)}\n   {_kind(item, minor=minor)}, "
        f"first seen {spoken_moment(item.first_seen_at)}."
        for number, item in enumerate(listed, start=1)
    )
    return f"{heading}\n" + "\n".join(lines)


def _kind(item: Item, *, minor: bool) -> str:
    """Name the category; where a child may be shown, no word describes what is seen."""
    return "Item" if minor else TYPES[Category(item.category)]


def _place(item: Item) -> str:
    """Give every locator on one line, whatever line breaks were pasted into them."""
    return " ".join("; ".join(_locators(item)).split())


def _apart(item: Item) -> str:
    """Give the address alone on its line, since an abuse desk's form reads it by machine."""
    whole, *others = [" ".join(one.split()) for one in _locators(item)]
    return f"{whole}\n   Also: {'; '.join(others)}" if others else whole


def _locators(item: Item) -> Iterator[str]:
    if item.url:
        yield item.url
    if item.handle:
        yield f"account {item.handle}"
    if item.platform_item_id:
        yield f"item ID {item.platform_item_id}"
    if item.locator:
        yield item.locator
