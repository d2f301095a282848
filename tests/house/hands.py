"""Of people, their sessions and break-glass: what the access table says, and the rows for it."""

from typing import Any

from django.utils import timezone

from accounts import services
from accounts.models import Notice, User
from accounts.rules import Role
from cases import services as cases
from cases.models import Case

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
EXPECTED = {
    **dict.fromkeys(("accounts:sessions", "accounts:end-elsewhere"), frozenset(Role)),
    **dict.fromkeys(
        (
            "accounts:people", "accounts:send-password-link", "accounts:sessions-of",
            "accounts:end-sessions-of", "accounts:resend-invitation",
            "accounts:revoke-invitation",
        ),
        ADMINISTRATOR,
    ),
    **dict.fromkeys(
        (
            "cases:break-glass", "cases:broken-glass", "cases:glass", "cases:glass-part",
            "cases:end-glass",
        ),
        frozenset({Role.SUPERVISOR}),
    ),
}  # fmt: skip
OWN = {"accounts:end-session", "accounts:read-notice"}
ANYONE = {"accounts:join", "accounts:forgot"}


def rows(*, case: Case, supervisor: User, administrator: User, other: User) -> dict[str, Any]:
    """Give an invitation, a session, a notice and a case opened whole."""
    now = timezone.now()
    invited = services.invite(
        email="new@agency.example", name="New", role="advocate", by=administrator, now=now
    )
    visit = services.begin_visit(user=supervisor, agent="Firefox Linux", now=now)
    opened = cases.break_glass(
        case_id=case.pk, reason="Nobody of the case answers.", by=supervisor, now=now
    )
    services.tell(people=[supervisor], kind="three_sessions", about=supervisor, now=now)
    return {
        "invitations": invited.pk,
        "account": visit.pk,
        "accounts": other.pk,
        "notices": Notice.objects.get(reader=supervisor).pk,
        "break-glass": opened.pk,
    }
