"""What makes a place findable, and how it is searched for."""

import re
from urllib.parse import urlsplit

from evidence.rules import hosts

_BRACKETED_DOT = re.compile(r"[\[({](?:\.|dot)[\])}]", re.IGNORECASE)
_AUTHORITY = re.compile(r"^(?:[a-z]+:/*)?[^/?#]*", re.IGNORECASE)


def refanged(text: str) -> str:
    """Give an address that was written `hxxps://site[.]example/…` as a platform's form takes it."""
    written = re.sub(r"^hxxp", "http", text.strip(), flags=re.IGNORECASE)
    return _AUTHORITY.sub(lambda head: _BRACKETED_DOT.sub(".", head[0]), written, count=1)


def address_key(text: str) -> str:
    """Give an address as it is searched for; one that nobody can parse stays as it was written."""
    try:
        return hosts.canonical_url(text)
    except hosts.NotAnAddress:
        return text.strip()


def host_key(text: str) -> str:
    """Give a host as it is searched for: by the name one holder registered, else as it is."""
    try:
        host = hosts.host_of(text)
    except hosts.NotAnAddress:
        return ""
    return hosts.registered_domain(host) or host


def handle_key(text: str) -> str:
    return " ".join(text.casefold().split()).lstrip("@").strip()


def is_only_a_host(text: str) -> bool:
    """Tell whether an address names a site and nothing on it: too little to find an item by."""
    try:
        address = urlsplit(hosts.canonical_url(text))
    except hosts.NotAnAddress:
        return False
    return address.path in {"", "/"} and not address.query and not address.fragment
