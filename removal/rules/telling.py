"""What a notice tells the platform, in the codes that a release is written in (law.md 5.2)."""

from collections.abc import Collection
from typing import NamedTuple

from removal.rules.words import SignerRole


class Told(NamedTuple):
    """What of a notice decides what it gives away."""

    signer_role: str
    contact: str  # as the notice gives it
    survivors_contact: str = ""
    own_domains: Collection[str] = ()  # the agency's own mail domains, where they are set


def information_told(told: Told) -> frozenset[str]:
    """Give what a release must cover for this notice: the minimum, and never less."""
    codes = {"locations"}
    if told.signer_role == SignerRole.SELF:
        codes.add("identity")  # the name, or the pseudonym that a platform may tie to an account
    if _is_the_survivors(told):
        codes.add("contact")
    return frozenset(codes)


def _is_the_survivors(told: Told) -> bool:
    """Tell whether the contact may be the survivor's own rather than a desk of the agency."""
    contact = _same(told.contact)
    if not contact:
        return False
    if contact == _same(told.survivors_contact):
        return True
    domain = contact.rpartition("@")[2]
    return bool(told.own_domains) and domain not in {one.lower() for one in told.own_domains}


def _same(contact: str) -> str:
    return "".join(contact.split()).casefold()
