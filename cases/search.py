"""Finding a case without opening any: by code, a name or its beginning, or the whole contact."""

from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.rules import Role
from cases.models import Case, Survivor
from cases.models.case import CaseQuerySet
from cases.rules.codes import codes_meant

# Where a name or contact is looked for, and which information of a release tells it
TOLD = {"name_words": "identity", "name_starts": "identity", "contact_index": "contact"}


def find(user: User, text: str) -> CaseQuerySet:
    """Give the cases that this person may see and that the text may mean."""
    meant = Q(code__in=codes_meant(text))
    for column, information in TOLD.items():
        index: Any = Survivor._meta.get_field(column)
        told = index.meant(text, at=f"survivor__{column}")
        if told:
            meant |= _told(user, information, told)
    return Case.objects.visible_to(user).filter(meant)


def _told(user: User, information: str, means: Q) -> Q:
    """Let nobody learn a name or contact by guessing it, where no release tells them."""
    if user.role != Role.ATTORNEY:
        return means
    return means & Q(pk__in=Case.objects.told_of(user, information).values("pk"))
