from django.db import models


class Entry(models.Model):
    """What was done, by whom, when; final.

    Text columns and no foreign keys, so that it outlives the rows that it speaks of. The
    database itself gives the moment, the place in the chain and the hash (migration 0001).
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
            models.Index(fields=["actor", "at"], name="audit_by_actor"),
            models.Index(fields=["action", "at"], name="audit_by_action"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq} {self.action}"


class ChainHead(models.Model):
    """Where a chain ends; its row lock is the queue of those who write to that chain."""

    chain = models.TextField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.TextField()

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq}"
