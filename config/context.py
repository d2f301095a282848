"""What every page's shell shows: the screens of this role, the account, the idle limit."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.middleware import SIGNED_IN
from accounts.rules import Deed, Role, may


class Screen(NamedTuple):
    """One entry of the main navigation: who is offered it, and where it leads."""

    label: str
    url_name: str
    roles: frozenset[Role]
    also: tuple[str, ...] = ()  # where its deeper pages stand, when that is elsewhere
    of_a_case: tuple[str, ...] = ()  # the parts of a case's address that are this screen's


class Item(NamedTuple):
    """One link of the shell, as this reader gets it."""

    label: str
    url: str
    current: bool = False


ON_CASES = frozenset({Role.ADVOCATE, Role.ATTORNEY, Role.SUPERVISOR})


def _who(deed: Deed) -> frozenset[Role]:
    return frozenset(role for role in Role if may(role, deed))


SCREENS = (
    Screen("Today", "deadlines:today", frozenset(Role)),
    Screen("Weekend", "deadlines:weekend", _who(Deed.COVER_CASE), also=("/covers/", "/rota/")),
    Screen("Cases", "cases:list", ON_CASES, also=("/evidence/",)),
    Screen("Requests", "removal:list", ON_CASES),
    Screen("Complaints", "complaints:list", ON_CASES),
    Screen(
        "Restitution",
        "restitution:queue",
        _who(Deed.REVIEW_RESTITUTION),
        of_a_case=("restitution", "subpoena"),
    ),
    Screen("Releases", "cases:breaking", ON_CASES),
    Screen("Platforms", "removal:platforms", frozenset(Role)),
    Screen("Reports", "reports:overview", _who(Deed.SEE_REPORTS), also=("/reports/",)),
    Screen("Team", "reports:team", _who(Deed.ASSIGN_CASE)),
    Screen("Activity", "cases:activity", _who(Deed.SEE_ACTIVITY)),
    Screen("Ladders", "deadlines:ladders", _who(Deed.EDIT_LADDER)),
    Screen("System", "deadlines:system", _who(Deed.SEE_SYSTEM)),
)
ACCOUNT = (
    Screen("Account", "accounts:account", frozenset(Role)),
    Screen("Change password", "accounts:password", frozenset(Role)),
    Screen("People of the agency", "accounts:people", frozenset({Role.ADMINISTRATOR})),
    Screen("Retention", "keeping:retention", _who(Deed.SET_RETENTION)),
    Screen("Style guide", "style-guide", frozenset({Role.ADMINISTRATOR})),
)


def _offered(screens: tuple[Screen, ...], request: HttpRequest) -> list[Item]:
    role = getattr(request.user, "role", None)
    mine = [(one, reverse(one.url_name)) for one in screens if role in one.roles]
    # A part of a case that has a screen of its own lights that screen, for whoever is offered it.
    nearest = [url for one, url in mine if _part_of_a_case(request.path) in one.of_a_case]
    return [
        Item(one.label, url, url in nearest if nearest else _is_here(url, one.also, request.path))
        for one, url in mine
    ]


def _is_here(url: str, also: tuple[str, ...], path: str) -> bool:
    if path.startswith(also):
        return True
    return path == url or (url != "/" and path.startswith(url))


def _part_of_a_case(path: str) -> str:
    cases = reverse("cases:list")
    _code, _, part = path.removeprefix(cases).partition("/")
    return part.partition("/")[0] if path.startswith(cases) else ""


def _account(request: HttpRequest) -> dict[str, Any]:
    user: Any = request.user
    return {
        "name": user.get_full_name() or user.get_username(),
        "role": str(user.role).capitalize(),
        "items": _offered(ACCOUNT, request),
        "sign_out_url": reverse("accounts:sign-out"),
    }


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give the shell its links; lazily, so that an error page draws when the database does not."""
    if not hasattr(request, "user"):
        return {}
    return {
        "navigation": SimpleLazyObject(lambda: _offered(SCREENS, request)),
        "account": SimpleLazyObject(lambda: _account(request)),
        "idle_seconds": SimpleLazyObject(lambda: _idle_seconds(request)),
        "day_seconds": SimpleLazyObject(lambda: day_seconds(request)),
        "still_here_url": "/still-here/",
    }


def day_seconds(request: HttpRequest) -> int:
    """Give how long this session goes on at most, however busy its person is."""
    session = getattr(request, "session", {})  # a page of trouble may come before there is one
    since = session.get(SIGNED_IN, timezone.now().timestamp())
    left = settings.RECLAIM_SESSION_SECONDS - (timezone.now().timestamp() - since)
    return max(0, int(left))


def _idle_seconds(request: HttpRequest) -> int:
    return settings.RECLAIM_IDLE_SECONDS if request.user.is_authenticated else 0
