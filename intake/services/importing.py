import json
from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit.rules import NotAllowed
from cases.models import Case
from intake.models import ImportedRow, Intake
from intake.rules.rows import ADVOCATE, ROW_KEY, Row
from intake.rules.states import Channel
from intake.services.taking import take
from rows.reading import house
from sealing import blind


class Taken(NamedTuple):
    """What a row came to: `is_new` is False for one whose key came before."""

    code: str  # "" when the case is not this person's to see
    is_new: bool


@transaction.atomic
def import_row(*, row: Row, by: User, now: datetime) -> Taken:
    """Take one row as an intake, once for its key; it is taken whole or not at all."""
    require(by.role, Deed.OPEN_CASE)
    digests = _digests(row)
    before = _before(row, by)
    if before is not None:
        return before
    advocate = User.objects.filter(email__iexact=row.advocate).first() if row.advocate else None
    if row.advocate and advocate is None:
        raise NotAllowed("Nobody has this address here.", code="nobody", field=ADVOCATE)
    plan = take(
        given=row.given,
        channel=Channel.IMPORT.value,
        by=by,
        now=now,
        advocate_id=advocate.pk if advocate else None,
    )
    if digests:
        _remember(plan.case, digests, by=by, now=now)
    return Taken(plan.case.code, is_new=True)


@transaction.atomic
def try_row(*, row: Row, by: User, now: datetime) -> Taken:
    """Tell what `import_row` would come to; all that it wrote is undone."""
    taken = import_row(row=row, by=by, now=now)
    transaction.set_rollback(True)
    return Taken("", is_new=True) if taken.is_new else taken


def _digests(row: Row) -> tuple[str, str]:
    """Give the row's key and its content as nobody reads them back; nothing without a key."""
    if not row.row_key:
        return ("", "")
    keyed, contents = _under_each_key(row)
    return keyed[0], contents[0]


def _under_each_key(row: Row) -> tuple[list[str], list[str]]:
    """Give both as they may have been kept: before the index key changed, or after."""
    content = json.dumps([*sorted(row.given.items()), row.advocate])
    return (
        blind.digests(row.row_key, column="intake_importedrow.key"),
        blind.digests(content, column="intake_importedrow.row"),
    )


@house("know a row again")
def _before(row: Row, by: User) -> Taken | None:
    if not row.row_key:
        return None
    keyed, contents = _under_each_key(row)
    known = ImportedRow.objects.filter(key_digest__in=keyed)
    held = known.select_related("intake").first()
    if held is None:
        return None
    if held.row_digest not in contents:
        raise NotAllowed(
            "A row with this key was imported before, with other answers. Change them on its case.",
            code="row_key_reused",
            field=ROW_KEY,
        )
    seen = Case.objects.visible_to(by).filter(pk=held.intake.case_id).first()
    return Taken(seen.code if seen else "", is_new=False)


def _remember(case: Case, digests: tuple[str, str], *, by: User, now: datetime) -> None:
    key, content = digests
    if not key:
        return
    intake = Intake.objects.get(case=case)
    try:
        with transaction.atomic():
            ImportedRow.objects.create(
                key_digest=key, row_digest=content, intake=intake, imported_at=now, imported_by=by
            )
    except IntegrityError as twice:  # the same table came in twice at one moment
        raise NotAllowed(
            "A row with this key is being imported just now.", code="row_key_taken", field=ROW_KEY
        ) from twice
