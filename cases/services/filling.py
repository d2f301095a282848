"""Names that were kept before they were found by their beginning (ADR 0072), a few at a time."""

from django.db import transaction

from cases.models import Survivor
from sealing.fields import BlindStartsField


@transaction.atomic
def fill_name_starts(*, limit: int) -> int:
    """Fill what names begin with where that is missing; gives how many were filled.

    No entry: nothing is told to anybody, and nothing changes but what is searched.
    """
    starts: BlindStartsField = Survivor._meta.get_field("name_starts")
    rows = Survivor.objects.filter(name_starts=[]).exclude(name_words=[])
    rows = rows.select_related("case__key").select_for_update(
        of=("self",), no_key=True, skip_locked=True
    )
    filled = 0
    for row in rows.filter(case__key__destroyed_at=None)[:limit]:
        row.name_starts = starts.indexed(str(row.name))
        row.save(update_fields=["name_starts"])
        filled += 1
    return filled
