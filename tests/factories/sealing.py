"""A table of the sealing tests alone, outside every app, so that no migration knows it."""

from uuid import uuid4

from django.apps.registry import Apps
from django.db import models

from sealing import blind
from sealing.fields import BlindIndexField, BlindWordsField, SealedJSONField, SealedTextField

APPS = Apps()
asked_for: list[str] = []


class Page(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4)
    owner = models.CharField(max_length=1, default="a")
    status = models.CharField(max_length=5, default="new")
    name = SealedTextField()
    note = SealedTextField(blank=True)
    story = SealedTextField(null=True)
    answers = SealedJSONField(default=dict)
    name_words = BlindWordsField(of="name", normalise=blind.names)
    note_index = BlindIndexField(of="note", normalise=blind.handles)

    class Meta:
        app_label, apps, db_table = "tests", APPS, "tests_page"

    def __str__(self) -> str:
        return str(self.pk)

    def sealing_key(self) -> bytes:
        asked_for.append(self.owner)
        return self.owner.encode() * 32
