"""A signature counts once, also of a passkey that counts none; signed here by a key of our own."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts import passkeys
from accounts.models import Factor, UsedChallenge
from accounts.services import come_in
from audit.models import Entry
from tests.faults.together import at_once

NOW = datetime(2026, 11, 2, 15, 0, 10, tzinfo=UTC)
HOST = "desk.example"
ID = b"a passkey of the tests"
KEY = ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def factor(advocate):
    public = ES256.from_cryptography_key(KEY.public_key())
    credential = bytes(AttestedCredentialData.create(Aaguid(bytes(16)), ID, public))
    return Factor.objects.create(
        user=advocate, kind="passkey", name="Key", credential=credential,
        credential_digest=passkeys.digest_of(ID), confirmed_at=NOW,
    )  # fmt: skip


def signed(factor, *, signs: int = 0) -> passkeys.Answer:
    """Ask as a page does, and answer as a browser with this passkey would."""
    asked = passkeys.ask_to_show(host=HOST, known=[factor])
    client = CollectedClientData.create(
        type="webauthn.get", challenge=asked.state["challenge"], origin=f"https://{HOST}"
    )
    data = AuthenticatorData.create(
        sha256(HOST.encode()).digest(), AuthenticatorData.FLAG.UP, counter=signs
    )
    signature = KEY.sign(bytes(data) + client.hash, ec.ECDSA(hashes.SHA256()))
    told = {
        "id": websafe_encode(ID), "rawId": websafe_encode(ID), "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client), "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
        },
    }  # fmt: skip
    return passkeys.Answer(json.dumps(told), asked.state, HOST)


@pytest.mark.django_db
def test_a_signature_opens_once(factor, advocate):
    answer = signed(factor)

    assert come_in(user=advocate, given=answer, now=NOW)
    assert not come_in(user=advocate, given=answer, now=NOW)
    assert come_in(user=advocate, given=signed(factor), now=NOW)
    assert not come_in(user=advocate, given=answer, now=NOW)


@pytest.mark.django_db
def test_the_table_keeps_a_digest_of_the_challenge_alone(factor, advocate):
    answer = signed(factor)
    come_in(user=advocate, given=answer, now=NOW)

    kept = UsedChallenge.objects.get().digest
    assert kept == sha256(answer.state["challenge"].encode()).hexdigest()


@pytest.mark.django_db(transaction=True)
def test_of_twenty_requests_that_read_one_session_at_once_one_comes_in(
    factor, advocate, monkeypatch
):
    monkeypatch.setattr("accounts.services.signing.FREE_TRIES", 1000)
    answer = signed(factor)

    proofs = at_once(lambda _: come_in(user=advocate, given=answer, now=NOW), range(20), of=20)

    assert sum(bool(proof) for proof in proofs) == 1
    assert Entry.objects.filter(action="accounts.signed_in").count() == 1


@pytest.mark.django_db
def test_signatures_that_are_refused_are_no_guesses(factor, advocate):
    answer = signed(factor)
    come_in(user=advocate, given=answer, now=NOW)

    come_in(user=advocate, given=answer, now=NOW)

    advocate.refresh_from_db()
    assert advocate.refused_codes == 0
