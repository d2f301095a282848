"""A row of the directory under a lock."""

from accounts.models import User
from removal.models import Platform


def locked_platform(*, slug: str, by: User) -> Platform:
    """Give the row for a change."""
    mine = Platform.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    platform: Platform = mine.get(pk=slug)
    return platform
