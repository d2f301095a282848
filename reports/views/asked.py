"""What a page of the reports reads from its request."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User
from accounts.rules import Deed, require
from reports.forms.scope import ScopeForm


def me(request: HttpRequest) -> User:
    return cast(User, request.user)


def asked_scope(request: HttpRequest, deed: Deed) -> ScopeForm:
    """Give the filters in the address, asked by who may see the figures."""
    require(me(request).role, deed)
    return ScopeForm(request.GET, reader=me(request))
