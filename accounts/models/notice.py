from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models.mailed import Mailed, MailedQuerySet, owed_index
from accounts.rules.notices import KINDS


class NoticeQuerySet(MailedQuerySet["Notice"]):
    def unread_by(self, person: object) -> Self:
        return self.filter(reader=person, read_at=None)

    def for_display(self) -> Self:
        return self.select_related("about").order_by("-told_at", "pk")


class Notice(Mailed):
    """What a person is told at once: on Today until read, and by a letter of a code and a time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=sorted(KINDS.items()))
    about = models.ForeignKey(  # nobody: whoever holds the server's command line
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=12, blank=True)  # of a case; nothing else of it
    told_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            owed_index("notice_owed"),
            models.Index("reader", name="notice_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.reader_id}"
