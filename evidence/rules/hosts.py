"""Reading a host name out of an address: parsing only, never a socket (ADR 0003)."""

import functools
import ipaddress
import re
from typing import NamedTuple
from urllib.parse import unquote

import idna
from tldextract import TLDExtract
from w3lib.url import canonicalize_url

LONGEST_HOST = 253  # RFC 1035
HIGHEST_PORT = 65535
DEFAULT_PORTS = {"http": (80,), "https": (443,), "": (80, 443)}
# RFC 2606 keeps these for invented sites: the demo and the tests live there.
RESERVED_SUFFIXES = ("example", "test", "invalid")
# Names that say only who shared a link or where from: two copies of one address differ in them.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mibextid"
    r"|mc_cid|mc_eid|_ga|_gl|li_fat_id|rdt_cid|ref_src|ref_url",
    re.IGNORECASE,
)
# The same, for names so short that only on these sites they are known to mean it.
SHARE_MARKS = {
    "twitter.com": frozenset({"s", "t"}),
    "x.com": frozenset({"s", "t"}),
    "youtu.be": frozenset({"si"}),
    "youtube.com": frozenset({"si"}),
}
UNREADABLE = "This is not a web address. Copy it whole from the address bar, or give the host name."
ODD_NUMBERS = "This looks like an IP address, but its numbers do not fit."

# What a browser drops or never shows; zero-width joiners stay, some scripts spell names with them.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
_BRACKETED = re.compile(r"[\[({](\.|:|://|dot)[\])}]")
_SCHEME = re.compile(r"(?P<name>[a-z][a-z0-9+.-]*):[/\\]*", re.IGNORECASE)
_AUTHORITY_ENDS = re.compile(r"[/\\?#]")
_PATH_ENDS = re.compile(r"[?#]")
_PORT = re.compile(r":([0-9]{0,5})$")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")


class NotAnAddress(ValueError):
    """The text names no web host; the message says why in a sentence fit for a person."""


class Address(NamedTuple):
    scheme: str  # "http", "https", or "" when none was written
    host: str
    port: int | None
    rest: str  # path, query and fragment as written


def host_of(text: str) -> str:
    """Give the host a browser would go to: lower case, ASCII form, IPv6 in brackets.

    Takes a URL or a bare host, defanged or not; raises NotAnAddress for anything else.
    """
    return _read(text).host


def registered_domain(host: str) -> str:
    """Give the name one holder registered ("bbc.co.uk"); "" for an IP address or unknown suffix.

    Private suffixes count as suffixes: whoever holds alice.github.io does not hold
    bob.github.io, and neither may stand for the other in a search.
    """
    return _suffixes().extract_str(host).top_domain_under_public_suffix


def names_to_match(host: str) -> tuple[str, ...]:
    """Give the names under which a directory may know this host, the most specific first.

    drive.google.com comes before google.com. Below a private suffix its operator comes last:
    whoever runs blogspot.com can take down a page of alice.blogspot.com.
    """
    found = _suffixes().extract_str(host, include_psl_private_domains=False)
    if not found.domain or not found.suffix:
        return ()
    labels = host.split(".")
    widest = found.top_domain_under_public_suffix.count(".") + 1
    return tuple(".".join(labels[cut:]) for cut in range(len(labels) - widest + 1))


def canonical_url(text: str) -> str:
    """Give one spelling for addresses of the same page, to search by equality, never to open.

    http or https, a default port, user info, `..`, escapes, the query's order, tracking names
    and a browser's highlight make no difference. Any other fragment stays: on some sites it
    alone names the item.
    """
    address = _read(text)
    port = "" if address.port in (None, *DEFAULT_PORTS[address.scheme]) else f":{address.port}"
    origin = f"https://{address.host}{port}"
    whole = canonicalize_url(f"{origin}{address.rest}", keep_fragments=True)
    page, _, fragment = whole.removeprefix(origin).partition("#")
    path, _, query = page.partition("?")
    query = _without_tracking(query, SHARE_MARKS.get(registered_domain(address.host), frozenset()))
    fragment = fragment.partition(":~:")[0]
    return origin + path + query + (f"#{fragment}" if fragment else "")


def defang(url: str) -> str:
    """Give the address so that nothing makes a link of it: hxxps://site[.]example/path."""
    scheme = _SCHEME.match(url)
    start = scheme.end() if scheme and "." not in scheme["name"] else 0
    authority = _up_to(_AUTHORITY_ENDS, url[start:])
    host = _refanged(authority).replace(".", "[.]")
    return re.sub("(?i)http", "hxxp", url[:start]) + host + url[start + len(authority) :]


@functools.cache
def _suffixes() -> TLDExtract:
    """Load the suffix list that ships with the library, once: no fetch, no file cache."""
    return TLDExtract(
        suffix_list_urls=(),
        cache_dir=None,
        include_psl_private_domains=True,
        extra_suffixes=RESERVED_SUFFIXES,
    )


def _read(text: str) -> Address:
    scheme, bare = _scheme_of(_refanged(_INVISIBLE.sub("", text)).strip(" <>\"'"))
    authority = _up_to(_AUTHORITY_ENDS, bare)
    if "@" in authority and not scheme:
        raise NotAnAddress("This looks like an e-mail address, not the address of a page.")
    host, port = _host_and_port(authority.rpartition("@")[2])  # the last @ is the one that counts
    path = _up_to(_PATH_ENDS, bare.removeprefix(authority))
    rest = path.replace("\\", "/") + bare[len(authority) + len(path) :]
    return Address(scheme, host, port, rest)


def _refanged(text: str) -> str:
    return _BRACKETED.sub(lambda found: found[1].replace("dot", "."), text)


def _up_to(end: re.Pattern[str], text: str) -> str:
    return end.split(text, maxsplit=1)[0]


def _scheme_of(text: str) -> tuple[str, str]:
    """Split the scheme off; browsers take `https:site` and backslashes too."""
    if text.startswith(("//", "\\\\")):
        return "", text.lstrip("/\\")
    found = _SCHEME.match(text)
    if not found or "." in found["name"]:  # site.example:8080 has a port, not a scheme
        return "", text
    name = found["name"].lower().replace("hxxp", "http")
    if name not in DEFAULT_PORTS:
        raise NotAnAddress(f"Only web addresses name a host here; this begins with “{name}:”.")
    return name, text[found.end() :]


def _host_and_port(authority: str) -> tuple[str, int | None]:
    found = _PORT.search(authority)
    port = int(found[1]) if found and found[1] else None
    if port is not None and port > HIGHEST_PORT:
        raise NotAnAddress(f"There is no port {port}. Check the number after the host name.")
    return _host(authority[: found.start()] if found else authority), port


def _host(written: str) -> str:
    if written.startswith("[") and written.endswith("]"):
        return f"[{_ip(ipaddress.IPv6Address, written[1:-1])}]"
    try:
        mapped = idna.uts46_remap(unquote(written), std3_rules=False).removesuffix(".")
    except idna.IDNAError as wrong:
        raise NotAnAddress(UNREADABLE) from wrong
    labels = [_ascii(label) for label in mapped.split(".")]
    if not all(map(_LABEL.fullmatch, labels)):
        raise NotAnAddress(UNREADABLE)
    if labels[-1].isdecimal() or labels[-1].startswith("0x"):
        return _ip(ipaddress.IPv4Address, ".".join(labels))  # 0x7f.1 and the like are refused
    host = ".".join(labels)
    if "." not in host or len(host) > LONGEST_HOST:
        raise NotAnAddress(UNREADABLE)
    return host


def _ascii(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _ip(kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address], value: str) -> str:
    try:
        return str(kind(value))
    except ValueError as wrong:
        raise NotAnAddress(ODD_NUMBERS) from wrong


def _without_tracking(query: str, share_marks: frozenset[str]) -> str:
    """Give the part of the query that says which page is meant, question mark and all, or ""."""
    kept = [
        pair
        for name, pair in ((pair.partition("=")[0], pair) for pair in query.split("&") if pair)
        if name not in share_marks and not TRACKING.fullmatch(name)
    ]
    return "?" + "&".join(kept) if kept else ""
