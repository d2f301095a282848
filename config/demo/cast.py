"""The demo's people and platforms: invented, on domains that can never be anybody's."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.crypto import get_random_string

from accounts.models import User
from accounts.rules import Role
from removal.models import Platform, PlatformDomain
from removal.rules.words import Coverage

DOMAIN = "demo.example"
PASSPHRASE = "a-quiet-desk-for-trying"  # noqa: S105 - printed on purpose, refused beside real cases

PEOPLE = (
    ("advocate", "Amara Osei"),
    ("advocate2", "Ben Castellano"),
    ("advocate3", "Chiara Lund"),
    ("attorney", "Dana Whitfield"),
    ("attorney2", "Elias Marsh"),
    ("attorney3", "Farah Idris"),
    ("supervisor", "Grace Okafor"),
    ("supervisor2", "Henrik Voss"),
    ("supervisor3", "Imani Reyes"),
    ("administrator", "Jonas Pike"),
    ("administrator2", "Kei Nakagawa"),
    ("administrator3", "Lena Baptiste"),
)

FORUM = "Serves the public and mainly gives a forum for what its users post."
PLATFORMS: tuple[dict[str, Any], ...] = (
    {
        "slug": "demo-pictogram",
        "name": "Pictogram",
        "kind": "social",
        "domains": ["pictogram.example"],
        "coverage": Coverage.COVERED,
        "coverage_reason": FORUM,
        "asks_for": ["url", "statement", "signature", "email"],
        "gives_reference": "yes",
        "account_required": "no",
    },
    {
        "slug": "demo-chirrup",
        "name": "Chirrup",
        "kind": "social",
        "domains": ["chirrup.example"],
        "coverage": Coverage.COVERED,
        "coverage_reason": FORUM,
        "asks_for": ["url", "username", "reason"],
        "gives_reference": "yes",
        "account_required": "yes",
    },
    {
        "slug": "demo-vidloft",
        "name": "Vidloft",
        "kind": "adult",
        "domains": ["vidloft.example"],
        "operator_country": "NL",
        "foreign_operator": True,
        "coverage": Coverage.COVERED,
        "coverage_reason": "Hosting users' intimate videos is its regular business "
        "(the Act's second prong).",
        "asks_for": ["url", "legal_name", "perjury_statement"],
        "gives_reference": "no",
        "account_required": "no",
    },
    {
        "slug": "demo-kasten",
        "name": "Kasten Drive",
        "kind": "host",
        "domains": ["kasten.example"],
        "coverage": Coverage.UNCLEAR,
        "coverage_reason": "Cloud storage is not plainly a forum for user-generated content.",
        "asks_for": ["url", "reason"],
        "gives_reference": "yes",
        "account_required": "unknown",
    },
    {
        "slug": "demo-postrook",
        "name": "Postrook Mail",
        "kind": "other",
        "domains": ["postrook.example"],
        "coverage": Coverage.EXCLUDED,
        "coverage_reason": "Electronic mail is excluded by the Act's own words.",
        "asks_for": ["email"],
        "gives_reference": "no",
        "account_required": "no",
    },
    {
        "slug": "demo-murmur",
        "name": "Murmur Boards",
        "kind": "forum",
        "domains": ["murmur.example"],
        "coverage": Coverage.COVERED,
        "coverage_reason": "A message board: users' posts are what it mainly gives.",
        "asks_for": ["url"],
        "gives_reference": "no",
        "account_required": "no",
    },
)


def people() -> dict[str, User]:
    """Give the twelve demo users by their short name, made on first call."""
    hashed = make_password(PASSPHRASE)  # once: it is one passphrase, and hashing is slow on purpose
    return {short: _person(short, name, hashed) for short, name in PEOPLE}


def _person(short: str, name: str, hashed: str) -> User:
    role = Role(short.rstrip("23"))
    user, _ = User.objects.get_or_create(
        email=f"{short}@{DOMAIN}",
        defaults={
            "name": name,
            "role": role.value,
            "time_zone": "America/New_York",
            "password": hashed,
        },
    )
    return user


def platforms() -> list[Platform]:
    return [_platform(dict(row)) for row in PLATFORMS]


def _platform(row: dict[str, Any]) -> Platform:
    domains = row.pop("domains")
    row["report_url"] = f"https://{domains[0]}/report"
    row["source"], row["confidence"], row["is_demo"] = "Invented for the demo.", "high", True
    row["coverage"] = row["coverage"].value
    platform, _ = Platform.objects.update_or_create(slug=row.pop("slug"), defaults=row)
    for domain in domains:
        PlatformDomain.objects.update_or_create(domain=domain, defaults={"platform": platform})
    return platform


def sign_ins(users: dict[str, User]) -> Iterator[dict[str, str]]:
    for user in users.values():
        yield {
            "role": user.role,
            "name": user.name,
            "email": user.email,
            "password": PASSPHRASE,
        }


def secret_looking(length: int = 10) -> str:
    """Give a made-up reference such as a platform's ticket number."""
    return get_random_string(length, "ABCDEFGHJKMNPQRSTVWXYZ23456789")
