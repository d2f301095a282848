"""What makes a place findable, and how it is searched for."""

from evidence.rules import hosts


def address_key(text: str) -> str:
    """Give an address as it is searched for; one that nobody can parse stays as it was written."""
    try:
        return hosts.canonical_url(text)
    except hosts.NotAnAddress:
        return text.strip()
