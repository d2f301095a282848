"""A new key for a case: every sealed value of it is sealed again, while others read and write.

Two acts. The first makes the key and seals what is there, in one transaction; the key before is
kept, for whoever loaded it earlier may still seal with it. The second, when nobody can any more,
seals those stragglers and drops the key before.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from audit import trail
from cases.models import CaseKey
from sealing import keys
from sealing.places import Sealed, sealed_tables

GRACE = timedelta(minutes=10)  # longer than any request or task holds a key that it loaded
LOCKS_WAIT = "800ms"  # below Postgres's own deadlock_timeout, so that this gives way, not a person
# The bytes of final rows may change here, and nothing else of them (migration sealing 0001).
QUIETLY = "SELECT set_config('reclaim.resealing', 'on', true), set_config('lock_timeout', %s, true)"
# Another role's beginnings are shown to who may read all statistics (set-up.md). Whoever may not
# waits for a moment when no such role has a transaction open: that one is as if of long ago.
OLDEST = """
    SELECT min(CASE WHEN query = '<insufficient privilege>' AND pid IN (
                             SELECT pid FROM pg_locks WHERE locktype = 'virtualxid' AND granted)
                    THEN '2000-01-01+00'::timestamptz ELSE xact_start END)
    FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND coalesce(backend_type, 'client backend') = 'client backend'
"""


@transaction.atomic
def renew_key(*, case_id: UUID, now: datetime) -> int:
    """Put a case under a new key; gives how many values were sealed again."""
    _go_quietly()
    key = CaseKey.objects.select_for_update(of=("self",), no_key=True).get(case_id=case_id)
    if key.destroyed_at is not None or key.before:
        return 0
    fresh = keys.new_wrapped_key(str(case_id))
    under = keys.unwrap(fresh, str(case_id))
    values = _reseal(case_id, opens=[key.opened()], under=under)
    key.before, key.wrapped, key.renewed_at = key.wrapped, fresh, now
    key.save(update_fields=["before", "wrapped", "renewed_at"])
    trail.record(by=None, action="cases.renewed_key", subject=key, case=case_id, values=values)
    return values


@transaction.atomic
def drop_key_before(*, case_id: UUID) -> int:
    """Seal what was written meanwhile under the new key too, and drop the one before it."""
    _go_quietly()
    key = CaseKey.objects.select_for_update(of=("self",), no_key=True).get(case_id=case_id)
    if not key.before:
        return 0
    opens = key.opened_all()
    values = _reseal(case_id, opens=opens, under=opens[0])
    key.before = b""
    key.save(update_fields=["before"])
    trail.record(
        by=None, action="cases.dropped_key_before", subject=key, case=case_id, values=values
    )
    return values


def with_key_before(*, grace: timedelta, now: datetime) -> "models.QuerySet[CaseKey]":
    """Give the keys whose predecessor nobody can be holding any more."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST)
        (oldest,) = cursor.fetchone() or (None,)
    until = now - grace
    return (
        CaseKey.objects.exclude(before=b"")
        .filter(renewed_at__lte=min(until, oldest) if oldest else until)
        .order_by("renewed_at")
    )


def _go_quietly() -> None:
    with connection.cursor() as cursor:
        cursor.execute(QUIETLY, [LOCKS_WAIT])


def _reseal(case_id: UUID, *, opens: list[bytes], under: bytes) -> int:
    return sum(_reseal_table(table, case_id, opens, under) for table in sealed_tables())


def _reseal_table(table: Sealed, case_id: UUID, opens: list[bytes], under: bytes) -> int:
    rows: Any = table.model._base_manager.filter(**{table.of: case_id}).order_by("pk")
    rows = rows.select_for_update(of=("self",), no_key=True)
    values = 0
    for row in rows.only("pk", *(column.name for column in table.columns)):
        sealed = {
            column.name: blob
            for column in table.columns
            if (blob := column.resealed(row, opens=[under, *opens], under=under)) is not None
        }
        if sealed:
            table.model._base_manager.filter(pk=row.pk).update(**sealed)
            values += len(sealed)
    return values
