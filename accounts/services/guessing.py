"""Refused codes in a row: counted for a person, whichever process, device or day they come by."""

from datetime import datetime

from accounts.models import User
from accounts.rules import Role
from accounts.rules.guessing import MOST, ODD, counted, is_forgotten
from accounts.services.notices import tell


def refused_so_far(*, user: User) -> int:
    """Give the count and hold it to the end of this transaction: twenty at once are twenty."""
    held = User.objects.select_for_update(of=("self",), no_key=True)
    refused: int = held.get(pk=user.pk).refused_codes
    return refused


def count_refusal(*, user: User, refused: int, known: bool, now: datetime) -> None:
    """Count one more; its owner and the administrators are told as it becomes odd."""
    after = counted(refused, known=known)
    if after == refused:
        return
    User.objects.filter(pk=user.pk).update(refused_codes=after)
    if after in {ODD, MOST}:
        administrators = User.objects.filter(is_active=True, role=Role.ADMINISTRATOR.value)
        people = [user, *administrators.exclude(pk=user.pk)]
        tell(people=people, kind="codes_refused", about=user, now=now)


def forget_refusals(*, user: User, refused: int, known: bool) -> None:
    """End the count as its owner proves to be right; of an odd one, on a known device alone."""
    if refused and is_forgotten(refused, known=known):
        User.objects.filter(pk=user.pk).update(refused_codes=0)
