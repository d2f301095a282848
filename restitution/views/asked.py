"""Which case an attorney's page is about: one that is released to them, or a 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.rules import Deed, require
from cases.models import Case
from cases.views.asked import me
from restitution.models.sight import told_cases


def told_case(request: HttpRequest, code: str, deed: Deed) -> Case:
    """Give the case if this person is told of restitution in it and does such a thing at all."""
    case = get_object_or_404(told_cases(me(request)).for_display(), code=code.upper())
    require(me(request).role, deed)
    return case
