"""Finding a case without opening any: by its code, a word of the name, or the whole contact."""

from django.db.models import Q

from accounts.models import User
from cases.models import Case, Survivor
from cases.models.case import CaseQuerySet
from cases.rules.codes import codes_meant


def find(user: User, text: str) -> CaseQuerySet:
    """Give the cases that this person may see and that the text may mean."""
    meant = Q(code__in=codes_meant(text))
    words = Survivor._meta.get_field("name_words").tokens(text)
    if words:
        meant |= Q(survivor__name_words__contains=words)
    contact = Survivor._meta.get_field("contact_index").token(text)
    if contact:
        meant |= Q(survivor__contact_index=contact)
    return Case.objects.visible_to(user).filter(meant)
