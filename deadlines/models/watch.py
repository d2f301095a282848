from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Outage(models.Model):
    """From when to when nothing swept; noted by the sweep that came after."""

    from_at = models.DateTimeField(unique=True)  # the last sweep before: two that end it note one
    until_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-until_at"]
        constraints = [
            models.CheckConstraint(
                name="outage_ends_after_it_began", condition=Q(until_at__gt=F("from_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_at:%Y-%m-%d %H:%M} to {self.until_at:%Y-%m-%d %H:%M}"


class OutageRead(models.Model):
    """Somebody at work has seen which of their clocks an outage made late."""

    outage = models.ForeignKey(Outage, models.PROTECT, related_name="reads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("outage", "user", name="outage_read_once")]

    def __str__(self) -> str:
        return f"{self.outage_id} read by {self.user_id}"


class Alarm(models.Model):
    """One thing wrong with the scheduled work, from notice to recovery; people are told of both."""

    code = models.CharField(max_length=30)  # deadlines.services.watching
    noticed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveIntegerField(default=0)  # people
    ended_at = models.DateTimeField(null=True, blank=True)
    end_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-noticed_at"]
        constraints = [
            models.UniqueConstraint(
                "code", condition=Q(ended_at__isnull=True), name="alarm_open_once_a_code"
            ),
            models.CheckConstraint(
                name="alarm_told_has_a_moment",
                condition=Q(told_at__isnull=True, told=0) | Q(told_at__isnull=False),
            ),
            models.CheckConstraint(
                name="alarm_end_is_told_after_it_ended",
                condition=Q(end_told_at__isnull=True) | Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} at {self.noticed_at:%Y-%m-%d %H:%M}"


class MailHold(models.Model):
    """From a restore until a person lets mail go: what was told since the backup is not known."""

    backup_at = models.DateTimeField()  # what was mailed after it may have been mailed before
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    sent_again = models.BooleanField(default=False)  # also what may have been mailed before

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(ended_at__isnull=True),
                name="mail_is_held_once_at_a_time",
            ),
            models.CheckConstraint(
                name="mail_held_after_the_backup", condition=Q(began_at__gte=F("backup_at"))
            ),
            models.CheckConstraint(
                name="mail_goes_on_after_it_was_held",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"mail held since {self.began_at:%Y-%m-%d %H:%M}"
