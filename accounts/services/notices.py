"""What people are told of at once: on Today, and by a letter that services.mailing sends."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts import nudge
from accounts.models import Notice, User
from rows.reading import house


@house("tell at once")
@transaction.atomic
def tell(
    *,
    people: Iterable[User],
    kind: str,
    about: User | None,
    now: datetime,
    code: str = "",
    until: datetime | None = None,
) -> int:
    """Tell these people, on Today and by letter; give how many there are."""
    rows = [
        Notice(
            reader=one,
            kind=kind,
            about=about,
            code=code,
            told_at=now,
            until=until,
            next_try_at=now,
        )
        for one in people
    ]
    Notice.objects.bulk_create(rows)
    nudge.after_commit()
    return len(rows)


@transaction.atomic
def read_notice(*, notice_id: UUID, by: User, now: datetime) -> None:
    """Note that its reader knows; Notice.DoesNotExist for anybody else's."""
    notice = Notice.objects.select_for_update(of=("self",), no_key=True).get(
        pk=notice_id, reader=by
    )
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
