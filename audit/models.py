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
            models.Index(
                fields=["action", "at"],
                name="audit_by_action",
                condition=~Q(action="deadlines.took_step"),
            ),
            models.Index(
                fields=["subject_type", "subject_id"],
                name="audit_by_subject",
                condition=~Q(subject_type="deadlines.step"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq} {self.action}"


class ChainHead(models.Model):
    """Where a chain ends; its row lock is the queue of those who write to that chain."""

    chain = models.TextField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.TextField()
    prev_hash = models.TextField(default="", db_default="")  # what the door handed on last

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq}"
