"""The codes of an authenticator app (RFC 6238) and recovery codes, and a drawing of the seed."""

import base64
import secrets
from datetime import datetime
from hmac import compare_digest
from typing import NamedTuple
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from qrcode.main import QRCode

from accounts.rules.factors import DIGITS, DRIFT, STEP

SEED = 20  # bytes, as long as the hash (RFC 4226 section 4)
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is read for another
GROUPS, GROUP = 4, 4  # sixteen of 31 characters: 79 bits, beyond any guessing


def new_seed() -> str:
    """Give a seed as apps take it: base32, without padding."""
    return base64.b32encode(secrets.token_bytes(SEED)).decode()


def new_recovery_code() -> str:
    pieces = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(pieces)


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP


def code_at(seed: str, step: int) -> str:
    """Give the six digits of one step; SHA-1 is what every app computes."""
    made = TOTP(base64.b32decode(seed), DIGITS, SHA1(), STEP)  # noqa: S303
    return made.generate(step * STEP).decode()


def step_of(seed: str, code: str, *, now: datetime) -> int | None:
    """Give the step that a code belongs to, this one or one beside it."""
    steps = [step_at(now) + drift for drift in DRIFT]
    return next((step for step in steps if compare_digest(code_at(seed, step), code)), None)


def address(seed: str, *, email: str) -> str:
    """Give what an app reads from the drawing; its name there is as neutral as ours."""
    return f"otpauth://totp/{quote(f'Reclaim:{email}')}?secret={seed}&issuer=Reclaim"


class Drawn(NamedTuple):
    """A QR code as one path of an SVG, a module a unit, with its quiet zone."""

    size: int
    path: str


def drawn(text: str) -> Drawn:
    code = QRCode(border=4, mask_pattern=2)  # weighing all eight masks takes a third of a second
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Drawn(len(rows), path)


def in_groups(seed: str) -> str:
    """Give the seed in fours, as a person types it."""
    return " ".join(seed[at : at + 4] for at in range(0, len(seed), 4))
