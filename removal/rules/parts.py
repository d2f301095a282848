"""What a valid removal request holds: four parts, and no more (47 U.S.C. 223a(a)(1)(B))."""

import re
from datetime import date, datetime
from typing import NamedTuple

from evidence.rules.hosts import names_to_match
from removal.rules.words import SignerRole

CITATION = "47 U.S.C. 223a(a)(1)(B)"


class AuthorityFacts(NamedTuple):
    starts_on: date
    ends_on: date | None = None
    revoked_on: date | None = None
    may_sign: bool = True  # whether its scope names removal requests


class ListingFacts(NamedTuple):
    """One item asked about, as far as it must be findable."""

    label: str
    url: str = ""
    handle: str = ""
    platform_item_id: str = ""
    is_gone: bool = False
    is_elsewhere: bool = False  # its host is another platform's for certain


class Facts(NamedTuple):
    """A request as the statute looks at it; `removal.facts.of` builds one from the row."""

    signer_role: str = ""
    signer_name: str = ""
    signed_at: datetime | None = None
    signature_method: str = ""
    authority: AuthorityFacts | None = None
    judged_on: date | None = None  # None: it was judged when it was submitted, and stands
    listings: tuple[ListingFacts, ...] = ()
    identifiable_by: tuple[str, ...] = ()
    good_faith_basis: str = ""
    good_faith_statement: str = ""
    contact: str = ""
    signed_for_earlier_version: bool = False


class Part(NamedTuple):
    number: int
    title: str
    done: bool
    why: str
    citation: str


def parts(facts: Facts) -> tuple[Part, Part, Part, Part]:
    """Give the four parts, each with what is missing or what fulfils it."""
    return (
        _part(1, "i", "Signature", _signature_lacks(facts), _signature_holds(facts)),
        _part(2, "ii", "What and where", _listings_lack(facts), _listings_hold(facts)),
        _part(
            3,
            "iii",
            "Good-faith belief",
            _blank(good_faith_basis=facts.good_faith_basis, statement=facts.good_faith_statement),
            "The basis is chosen and the statement is written.",
        ),
        _part(
            4,
            "iv",
            "Contact",
            _blank(contact=facts.contact),
            "The platform is told how to reach the person or who acts for them.",
        ),
    )


def missing_parts(facts: Facts) -> tuple[Part, ...]:
    """Give the parts that the statute still wants; empty when the request is complete."""
    return tuple(part for part in parts(facts) if not part.done)


FRONT_DOORS = ("www.", "m.", "mobile.")


def is_page_of_its_own(url: str) -> bool:
    """Tell whether an address names more than a site's front door (law.md 1.4).

    A name before the site's own (alice.site.example) is somebody's page there.
    """
    after_scheme = url.partition("://")[2] or url
    host, rest = re.match(r"([^/?#]*)(.*)", after_scheme, re.DOTALL).groups()  # type: ignore[union-attr]  # may match nothing
    for door in FRONT_DOORS:
        host = host.removeprefix(door)
    return bool(rest.strip("/#?")) or len(names_to_match(host)) > 1


def finds_more_than_a_home_page(listing: ListingFacts) -> bool:
    return bool(listing.handle or listing.platform_item_id or is_page_of_its_own(listing.url))


def _part(number: int, clause: str, title: str, lacks: list[str], holds: str) -> Part:
    why = "Missing: " + "; ".join(lacks) + "." if lacks else holds
    return Part(number, title, not lacks, why, f"{CITATION}({clause})")


# What each blank is called when it is missing.
# fmt: off
NAMES = {
    "signer_role":      "who signs",
    "signer_name":      "the signer's name or agreed pseudonym",
    "signed_at":        "when it was signed",
    "signature_method": "how it was signed",
    "listings":         "at least one item to remove",
    "identifiable_by":  "how the person can be recognised",
    "good_faith_basis": "why it is believed not consensual",
    "statement":        "the good-faith statement",
    "contact":          "how the platform can reach the person or who acts for them",
}
# fmt: on


def _blank(**given: object) -> list[str]:
    return [
        NAMES[name]
        for name, value in given.items()
        if not (value.strip() if isinstance(value, str) else value)
    ]


def _signature_lacks(facts: Facts) -> list[str]:
    lacks = _blank(
        signer_role=facts.signer_role,
        signer_name=facts.signer_name,
        signed_at=facts.signed_at,
        signature_method=facts.signature_method,
    )
    if facts.signer_role and facts.signer_role != SignerRole.SELF:
        lacks += _authority_lacks(facts.authority, on=facts.judged_on)
    return lacks


def _authority_lacks(authority: AuthorityFacts | None, *, on: date | None) -> list[str]:
    """Say why an authority does not stand on that day, if it does not."""
    if authority is None:
        return ["the authority under which someone else signs"]
    if on is None:
        return []
    if not authority.may_sign:
        return ["an authority to sign removal requests: this one does not say so"]
    return _ended(authority, on)


def _ended(authority: AuthorityFacts, on: date) -> list[str]:
    if authority.revoked_on and authority.revoked_on <= on:
        return ["an authority that stands: this one was revoked"]
    if authority.ends_on and authority.ends_on < on:
        return [f"an authority that stands: this one ended on {_day(authority.ends_on)}"]
    if authority.starts_on > on:
        return [f"an authority that stands: this one starts on {_day(authority.starts_on)}"]
    return []


def _signature_holds(facts: Facts) -> str:
    if facts.signer_role == SignerRole.SELF:
        return "Signed by the person shown."
    return "Signed for the person shown, under an authority that stands."


def _listings_lack(facts: Facts) -> list[str]:
    return _blank(listings=facts.listings, identifiable_by=facts.identifiable_by)


def _listings_hold(facts: Facts) -> str:
    items = "1 item" if len(facts.listings) == 1 else f"{len(facts.listings)} items"
    return f"{items}, each with where it is; how the person can be recognised is said."


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
