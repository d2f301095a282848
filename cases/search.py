"""Finding a case without opening any: by its code, a word of the name, or the whole contact."""

from django.db.models import Q

from accounts.models import User
from accounts.rules import Role
from cases.models import Case, Survivor
from cases.models.case import CaseQuerySet
from cases.rules.codes import codes_meant


def find(user: User, text: str) -> CaseQuerySet:
    """Give the cases that this person may see and that the text may mean."""
    meant = Q(code__in=codes_meant(text))
    words = Survivor._meta.get_field("name_words").tokens(text)
    if words:
        meant |= _told(user, "identity", Q(survivor__name_words__contains=words))
    contact = Survivor._meta.get_field("contact_index").token(text)
    if contact:
        meant |= _told(user, "contact", Q(survivor__contact_index=contact))
    return Case.objects.visible_to(user).filter(meant)


def _told(user: User, information: str, means: Q) -> Q:
    """Let nobody learn a name or contact by guessing it, where no release tells them."""
    if user.role != Role.ATTORNEY:
        return means
    return means & Q(pk__in=Case.objects.told_of(user, information).values("pk"))
