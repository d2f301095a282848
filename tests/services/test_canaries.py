"""A word of its own in every sealed column, the whole way through: no table or log has one."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.services import issue_token
from complaints.models import ComplaintDraft
from evidence.models import ListingFact
from removal.models import Platform, RemovalRequest
from sealing.column import SealedColumn
from tests.factories import canaries_around, canaries_kept
from tests.factories import removal as removal_factory
from tests.factories.canaries import CANARIES, canary, walk
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


def through_doors(case, request_id, by, client):
    """Search, reveal, be refused and come twice: what a door was told stays nowhere."""
    client.force_login(by)
    found = client.post(reverse("evidence:find"), {"text": canary("name")})
    assert case.code in found.content.decode()
    revealed = client.post(reverse("cases:reveal", args=[case.code]), {"reason": "contact"})
    assert canary("contact") in revealed.content.decode()
    refused = client.post(reverse("cases:open"), {"survivor_name": canary("refused name")})
    assert (refused.status_code, canary("refused name") in refused.content.decode()) == (422, True)
    client.get(reverse("removal:request", args=[request_id]))

    api = APIClient(headers={"Authorization": f"Token {issue_token(by=by).token}"})
    told = {"age_when_made": "18plus", "narrative": canary("narrative told twice")}
    for body, status in ((told, 201), (told, 201), (told | {"more": canary("unknown key")}, 400)):
        sent = api.post("/api/v1/cases/", body, headers={"Idempotency-Key": canary("key")})
        assert sent.status_code == status


@pytest.fixture
def letters(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


@pytest.fixture
def house(advocate, supervisor, colleague, attorney, client, letters, caplog):  # noqa: PLR0917
    """Go the whole way with a word in every place; give all that was said outside the tables."""
    caplog.set_level("DEBUG")
    case, request_id = walk(by=advocate, signer=supervisor)
    canaries_around.behind(request_id, advocate)
    canaries_around.abroad(canaries_around.tipped(advocate), advocate)
    canaries_around.lent(case, advocate, colleague)
    canaries_around.apart(case, attorney, supervisor)
    canaries_around.weighed(case, attorney)
    canaries_kept.kept(case, advocate, supervisor)
    through_doors(case, request_id, advocate, client)
    sent = [letter.read_bytes() for letter in letters.iterdir()]
    assert sent
    return [caplog.text.encode(), *sent]


def dumped():
    """Give every table as COPY writes it, and each binary value in it by itself."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables"
            " WHERE table_type = 'BASE TABLE'"
            " AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                text = b"".join(bytes(part) for part in copy)
            yield text
            for found in re.findall(rb"\\\\x((?:[0-9a-f]{2})+)", text):
                yield bytes.fromhex(found.decode())


def disguises(word):
    """Give the bytes that would still tell the word: other cases, encodings and plain digests."""
    yield sha256(word.encode()).hexdigest().encode()
    for text in (word, word.upper(), word.title(), word[::-1]):
        for raw in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
            yield from (raw, raw.hex().encode())
            for ahead, start in ((0, 0), (1, 2), (2, 3)):
                yield b64encode(b"\0" * ahead + raw).rstrip(b"=")[start:-1]


def told_in(held):
    """Give the places whose word can be read somewhere here."""
    whole = b"\n".join(held)
    return {
        place
        for place, word in CANARIES.items()
        if any(spelling in whole for spelling in disguises(word))
    }


def sealed_columns():
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, SealedColumn)
    ]


def places_in(model, name):
    """Give the places whose word this column answers with when its rows are opened."""
    texts = [json.dumps(getattr(row, name)) for row in model._default_manager.all()]
    return {place for place, word in CANARIES.items() if any(word in text for text in texts)}


# A day, a sum or a code: sealed like the rest, and no word can stand there.
WORDLESS = {"restitution.RemedyFact.told", "restitution.Determination.facts"}


def test_no_table_log_or_letter_tells_what_is_sealed(house):
    assert told_in([*dumped(), *house]) == set()


def test_every_sealed_column_of_the_house_was_planted(house):
    """A new sealed column fails here until a service plants a word in it above."""
    columns = sealed_columns()
    found = {f"{model._meta.label}.{name}": places_in(model, name) for model, name in columns}
    found = {column: places for column, places in found.items() if column not in WORDLESS}

    assert [column for column, places in found.items() if not places] == []
    assert len(columns) >= 55
    never_kept = {"refused name", "unknown key", "key"}
    replaced = {"first description"}
    assert set().union(*found.values()) == set(CANARIES) - never_kept - replaced


def test_the_doors_of_the_orm_open_what_the_tables_hide(house):
    request = RemovalRequest.objects.get(signer_role="advocate")
    case, draft = request.case, ComplaintDraft.objects.get(request=request)

    assert canary("name") in case.survivor.name
    assert canary("host") in case.items.get().host
    assert canary("fact") in ListingFact.objects.get(kind="seen_up").note
    assert canary("signer") in request.submission.notice_text
    assert canary("filing number") == draft.filing_number


@pytest.mark.parametrize("spelled", [
    lambda word: word,
    lambda word: word.upper(),
    lambda word: b64encode(f"x{word}".encode()).decode(),
    lambda word: word.encode("utf-16-le").hex(),
    lambda word: sha256(word.encode()).hexdigest(),
])  # fmt: skip
def test_a_word_left_in_clear_would_be_found(db, spelled):
    word = canary("name")
    removal_factory.platform()
    Platform.objects.update(notes=f"Left: {spelled(word)}.")

    assert told_in(dumped()) == {"name"}


def test_a_word_in_a_binary_column_would_be_found(house):
    word = canary("name")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_survivor SET name = %s WHERE case_id = (SELECT case_id FROM"
            " evidence_item LIMIT 1)",
            [f"Maria {word}".encode("utf-16-be")],
        )

    assert "name" in told_in(dumped())
