"""A new key put first in a file of keys, and an old one taken out: whole, or not at all."""

import secrets
from base64 import b64decode, b64encode
from datetime import datetime

from django.conf import settings
from django.db import transaction

from audit import trail
from audit.rules import NotAllowed
from sealing import keys, sources
from sealing.live import Live
from sealing.models import Rotation
from sealing.rotating import runs
from sealing.rotating.index import fingerprint

KEPT_IN = {"agency": "RECLAIM_AGENCY_KEYS", "index": "RECLAIM_INDEX_KEY"}


def where() -> str:
    """Say where the keys come from, for a person."""
    held = settings.RECLAIM_AGENCY_KEYS
    return held.kept.source.words if isinstance(held, Live) else "the settings"


def keys_file() -> sources.File:
    """Give the file that the keys stand in; NotAllowed where they are kept elsewhere."""
    held = settings.RECLAIM_AGENCY_KEYS
    if isinstance(held, Live) and isinstance(held.kept.source, sources.File):
        return held.kept.source
    raise NotAllowed(
        f"The keys come from {where()}, which this command does not write. Put the new key first "
        "there (RECLAIM_AGENCY_KEYS=new-id:base64,old-id:base64), start every process again, and "
        "then rotate. `openssl rand -base64 32` makes one.",
        code="not_a_file",
    )


@transaction.atomic
def put_first(*, kind: str, now: datetime) -> str:
    """Make a key and put it first in the file; gives its id. Processes meet it within seconds."""
    if Rotation.objects.filter(kind=kind, ended_at=None).exists():
        raise NotAllowed(
            "A rotation of this kind is under way: let it end first (--resume).", code="under_way"
        )
    file = keys_file()
    table = file.read()
    fresh = b64encode(secrets.token_bytes(keys.KEY)).decode()
    is_agency = kind == "agency"
    named = _next_id(keys.ids()) if is_agency else fingerprint(b64decode(fresh))
    run = runs.open_run(kind=kind, to_key=named, total=0, now=now)
    trail.record(by=None, action="sealing.made_key", subject=run, kind=kind, key=named)
    first = f"{named}:{fresh}" if is_agency else fresh
    _write(file, table | {KEPT_IN[kind]: f"{first},{table[KEPT_IN[kind]]}"})
    _read_now()
    return named


def drop_others(*, kind: str, only: str = "") -> bool:
    """Take old keys out of the file; False where the keys are kept elsewhere."""
    try:
        file = keys_file()
    except NotAllowed:
        return False
    table = file.read()
    given = [one.strip() for one in table[KEPT_IN[kind]].split(",") if one.strip()]
    rest = [one for one in given[1:] if only and one.partition(":")[0] != only]
    _write(file, table | {KEPT_IN[kind]: ",".join([given[0], *rest])})
    _read_now()
    return True


def _write(file: sources.File, table: dict[str, str]) -> None:
    try:
        sources.write(file.path, table)
    except OSError as no:
        raise NotAllowed(
            f"The keys file {file.path} cannot be written ({no.strerror}) and is as it was. It is "
            "changed by putting another in its place: run this as the user that owns it, where "
            "its folder, and not the file alone, is mounted and may be written.",
            code="not_written",
        ) from no


def _next_id(ids: list[str]) -> str:
    numbers = [int(one) for one in ids if one.isdecimal()]
    return str(max(numbers, default=0) + 1)


def _read_now() -> None:
    held = settings.RECLAIM_AGENCY_KEYS
    if isinstance(held, Live):
        held.kept.look_again()
