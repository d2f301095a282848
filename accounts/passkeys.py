"""Passkeys, by Yubico's own server library (W3C WebAuthn): what is asked, and what an answer says.

The browser signs a challenge that this session was given, for this host and no other; that is
why a passkey, unlike a code, cannot be read out to whoever asks on the telephone.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from ipaddress import ip_address
from typing import Any, NamedTuple

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accounts.models import Factor, User

NAME = "Reclaim"
LONGEST = 16_384  # characters of an answer


class Asked(NamedTuple):
    """What the browser is told, and what the session keeps until it answers."""

    told: str
    state: dict[str, Any]


class Answer(NamedTuple):
    """What came back from a browser, with the challenge that it must be for."""

    told: str
    state: dict[str, Any]
    host: str


class Shown(NamedTuple):
    """A passkey that signed: which one, how often it says it did, and what it was asked by."""

    digest: str
    signs: int
    challenge: str


class Made(NamedTuple):
    """A new passkey: its public half, and how often it signed."""

    credential: bytes
    digest: str
    signs: int


class NotShown(Exception):
    """The answer does not fit the challenge, the host or any passkey of this person."""


def possible(host: str) -> bool:
    """Tell whether browsers take passkeys for this host: an address in figures has none."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return True
    return False


def ask_to_make(*, user: User, host: str, known: Iterable[Factor]) -> Asked:
    entity = PublicKeyCredentialUserEntity(
        id=user.pk.bytes, name=user.email, display_name=user.name
    )
    options, state = _server(host).register_begin(
        entity,
        credentials=[_credential(one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Asked(json.dumps(dict(options)["publicKey"]), dict(state))


def ask_to_show(*, host: str, known: Iterable[Factor]) -> Asked:
    options, state = _server(host).authenticate_begin(
        credentials=[_credential(one) for one in known],
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Asked(json.dumps(dict(options)["publicKey"]), dict(state))


def made(answer: Answer) -> Made:
    try:
        data = _server(answer.host).register_complete(answer.state, _read(answer.told))
    except Exception as no:  # a browser may send anything, and the library says no variously
        raise NotShown from no
    credential = data.credential_data
    if credential is None:
        raise NotShown
    return Made(bytes(credential), digest_of(credential.credential_id), data.counter)


def shown(answer: Answer, *, known: Iterable[Factor]) -> Shown:
    """Give which passkey signed; NotShown for anything that does not fit wholly."""
    try:
        response = AuthenticationResponse.from_dict(_read(answer.told))
        credentials = [_credential(one) for one in known]
        used = _server(answer.host).authenticate_complete(answer.state, credentials, response)
    except NotShown:
        raise
    except Exception as no:  # the library tells a wrong signature by the curve's own exceptions
        raise NotShown from no
    signs = response.response.authenticator_data.counter
    challenge = sha256(str(answer.state["challenge"]).encode()).hexdigest()
    return Shown(digest_of(used.credential_id), signs, challenge)


def digest_of(credential_id: bytes) -> str:
    return sha256(credential_id).hexdigest()


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=NAME))


def _credential(factor: Factor) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(factor.credential))


def _read(told: str) -> dict[str, Any]:
    if len(told) > LONGEST:
        raise NotShown
    read = json.loads(told)
    if not isinstance(read, dict):
        raise NotShown
    return read
