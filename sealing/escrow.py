"""Copies of the keys that two people open together, and neither alone: age inside age.

No arithmetic of our own: the keys are encrypted to one person, and what comes out to the other.
Each pair of those named gets a file, so that of three people any two bring the keys back.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import pyrage

from audit.rules import NotAllowed
from sealing.sources import NAMES

PAIR = 2
ENDING = ".keys.age"


def pairs(people: Mapping[str, str]) -> dict[str, list[str]]:
    """Give the files to be written: name to the age recipients, the outer one last."""
    if len(people) < PAIR:
        raise NotAllowed("Name two people at least, each as name=age1….", code="too_few")
    return {
        f"{'-and-'.join(pair)}{ENDING}": [people[one] for one in pair]
        for pair in combinations(sorted(people), PAIR)
    }


def locked(keys: Mapping[str, str], recipients: Sequence[str]) -> bytes:
    """Give the keys as bytes that only all of these recipients together open."""
    held = json.dumps({name: keys[name] for name in NAMES}).encode()
    try:
        for recipient in recipients:
            held = pyrage.encrypt(held, [pyrage.x25519.Recipient.from_str(recipient)])
    except (pyrage.RecipientError, ValueError) as no:
        raise NotAllowed("One of these is no age recipient (age1…).", code="no_recipient") from no
    return held


def opened(held: bytes, identities: Sequence[Path]) -> dict[str, str]:
    """Give the keys back; NotAllowed unless the identities are of both people of this file."""
    known = [_identity(path) for path in identities]
    for _ in range(PAIR):
        try:
            held = pyrage.decrypt(held, known)
        except pyrage.DecryptError as no:
            raise NotAllowed(
                "These identities do not open it: both people that the file is named after have "
                "to be there.",
                code="not_both",
            ) from no
    keys: dict[str, str] = json.loads(held)
    return keys


def _identity(path: Path) -> "pyrage.x25519.Identity":
    lines = [line.strip() for line in path.read_text().splitlines()]
    secret = next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), "")
    try:
        return pyrage.x25519.Identity.from_str(secret)
    except (pyrage.IdentityError, ValueError) as no:
        raise NotAllowed(f"{path} holds no age identity.", code="no_identity") from no
