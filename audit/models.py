from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """What was done, by whom, when; final.

    Text columns and no foreign keys, so that it outlives the rows that it speaks of. The
    database itself gives the moment, the place in the chain and the hash (migrations 0001, 0002).
    """

    chain = models.TextField()  # a case's id, or "house"
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.TextField()  # a user's id; empty: the house did it by itself
    actor_role = models.TextField()
    action = models.TextField()
    subject_type = models.TextField()
    subject_id = models.TextField()
    facts = models.TextField()  # canonical JSON: codes, counts and moments, never free text
    prev_hash = models.TextField()
    hash = models.TextField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_place_in_chain")
        ]
        indexes = [
            # Without what the house enters by the thousand, which is read by its case alone
            models.Index(fields=["actor", "at"], name="audit_by_actor", condition=~Q(actor="")),
            models.Index(fields=["-at", "-id"], name="audit_by_people", condition=~Q(actor="")),
            models.Index(
                fields=["action", "at"],
                name="audit_by_action",
                condition=~Q(action="deadlines.took_step"),
            ),
            BrinIndex(fields=["at"], name="audit_by_time", autosummarize=True),
            models.Index(
                fields=["subject_type", "subject_id"],
                name="audit_by_subject",
                condition=~Q(subject_type="deadlines.step"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq} {self.action}"


class TrailCheck(models.Model):
    """One walk over every chain: how far it is, and what it found; the last ones are kept.

    It names who asked in text, as entries do, and is evidence of nothing: the chain itself is.
    """

    state = models.CharField(max_length=7, default="waiting")
    asked_at = models.DateTimeField()
    asked_by = models.TextField(blank=True)  # a user's id; empty: the command, by whoever ran it
    began_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)  # its last sign of life
    ended_at = models.DateTimeField(null=True, blank=True)
    entries = models.BigIntegerField(default=0)  # walked so far
    expected = models.BigIntegerField(default=0)  # by the heads, when it was asked for
    chains = models.BigIntegerField(default=0)
    broken = models.JSONField(default=list)  # the first hundred: chain, place and why
    broken_in_all = models.BigIntegerField(default=0)
    trouble = models.CharField(max_length=60, blank=True)  # a code, never words

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="trail_check_state_is_known",
                condition=Q(
                    state__in=["waiting", "walking", "holds", "broken", "unheard", "failed"]
                ),
            ),
            models.CheckConstraint(
                name="trail_check_that_ended_is_dated",
                condition=Q(state__in=["holds", "broken", "failed"], ended_at__isnull=False)
                | Q(state__in=["waiting", "walking", "unheard"], ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="trail_check_says_what_broke",
                condition=Q(state="broken", broken_in_all__gt=0)
                | (~Q(state="broken") & Q(broken_in_all=0)),
            ),
        ]
        indexes = [models.Index(fields=["-asked_at"], name="trail_check_latest")]

    def __str__(self) -> str:
        return f"check of {self.asked_at:%Y-%m-%d %H:%M}"


class ChainHead(models.Model):
    """Where a chain ends; its row lock is the queue of those who write to that chain."""

    chain = models.TextField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.TextField()
    prev_hash = models.TextField(default="", db_default="")  # what the door handed on last

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq}"
