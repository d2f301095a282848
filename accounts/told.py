"""What a person was told of at once and has not said to have seen, as Today shows it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from accounts.models import Notice, User
from accounts.rules.notices import said

MOST = 20
THE_SERVER = "Whoever runs the server"


class Told(NamedTuple):
    pk: UUID
    words: str
    code: str
    of_reading: bool  # then who read the case is what its reader looks at
    at: datetime
    until: datetime | None


def told_to(reader: User) -> list[Told]:
    rows = Notice.objects.unread_by(reader).for_display()[:MOST]
    return [
        Told(
            row.pk,
            said(row.kind, about=row.about.name if row.about else THE_SERVER, code=row.code),
            row.code,
            row.kind == "break_glass",
            row.told_at,
            row.until,
        )
        for row in rows
    ]
