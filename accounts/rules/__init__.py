"""Who may do what, and when who is at work; standard library and lower rules only."""

from accounts.rules.roles import (
    ADMINISTRATOR,
    ADVOCATE,
    ATTORNEY,
    MAY,
    ROLE_MAY_NOT,
    SUPERVISOR,
    Deed,
    Role,
    may,
    require,
)

__all__ = [
    "ADMINISTRATOR", "ADVOCATE", "ATTORNEY", "MAY", "ROLE_MAY_NOT", "SUPERVISOR", "Deed", "Role",
    "may", "require",
]  # fmt: skip
