"""What proves a person beside the password, and how long a proof is fresh."""

import re
from collections.abc import Collection
from enum import StrEnum

from accounts.rules.roles import Role
from audit.rules import NotAllowed

MOST = 10  # codes apps and passkeys a person
CODES = 10  # recovery codes a set
STEP = 30  # seconds, RFC 6238 section 4.1
DIGITS = 6
DRIFT = (0, -1, 1)  # a phone's clock may be one step off, RFC 6238 section 5.2


class Kind(StrEnum):
    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY = "recovery"


SAID = {
    Kind.TOTP: "a code from the app",
    Kind.PASSKEY: "a passkey",
    Kind.RECOVERY: "a recovery code",
}


# Who sees or decides for many, and is phished first: advised, and required of nobody.
ADVISED_A_PASSKEY = frozenset({Role.ATTORNEY, Role.SUPERVISOR, Role.ADMINISTRATOR})


def advise_passkey(role: str, kinds: Collection[str]) -> bool:
    """Tell whether this person is told why a passkey is better: in such a role, without one yet."""
    return role in ADVISED_A_PASSKEY and Kind.PASSKEY not in kinds


def plain(code: str) -> str:
    """Give a typed code without what people put between its characters."""
    return re.sub(r"[\s-]", "", code).lower()


def is_from_an_app(code: str) -> bool:
    return re.fullmatch(rf"[0-9]{{{DIGITS}}}", code) is not None


def require_room(kinds: Collection[str]) -> None:
    if sum(kind != Kind.RECOVERY for kind in kinds) >= MOST:
        raise NotAllowed(f"You have {MOST}; remove one first.", code="too_many_factors")


def require_another(kinds: Collection[str]) -> None:
    """Refuse to take the last one away: nobody is ever left with a password alone."""
    if sum(kind != Kind.RECOVERY for kind in kinds) <= 1:
        raise NotAllowed(
            "This is your only one. Add another first, then remove it.", code="last_factor"
        )
