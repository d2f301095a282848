"""Whose mailbox is the agency's own; any other is a disclosure (law.md 5.2)."""

from collections.abc import Collection

INVENTED = (".example", ".test", ".invalid")  # nobody has such an address (RFC 2606)


def is_outside(email: str, *, own_domains: Collection[str]) -> bool:
    """Tell whether mail to this address leaves the agency; where none is named, all are its own."""
    domain = email.rpartition("@")[2].strip().lower()
    return bool(own_domains) and domain not in {one.strip().lower() for one in own_domains}
