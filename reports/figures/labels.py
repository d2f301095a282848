"""What a row's key is called."""

from collections.abc import Iterable
from datetime import date

from removal.models import Platform
from removal.rules.spoken import CHANNELS
from reports.figures.scope import By

ALL = "All"
NOT_SAID = "Not said"


def labels(by: By | None, keys: Iterable[str]) -> dict[str, str]:
    """Give each key's label; platforms are asked for at once."""
    wanted = list(keys)
    if by == "platform":
        names = Platform.objects.filter(pk__in=wanted).values_list("pk", "name")
        known: dict[str, str] = dict(names)
    elif by == "channel":
        known = {channel.value: words for channel, words in CHANNELS.items()} | {"": NOT_SAID}
    elif by == "month":
        known = {key: f"{date.fromisoformat(f'{key}-01'):%B %Y}" for key in wanted}
    else:
        known = {"": ALL}
    return {key: known.get(key, key) for key in wanted}


def ordered(by: By | None, found: dict[str, str]) -> list[str]:
    """Give the keys in the order in which they are shown: months by time, others by label."""
    return sorted(found) if by == "month" else sorted(found, key=lambda key: (found[key], key))
