from django.conf import settings
from django.db import models
from django.db.models import F, Q


class OfSomebody(models.Model):
    """A row of one person, or of the agency for whoever has none of their own."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class WorkingHours(OfSomebody):
    """From when to when somebody works on a weekday, in their own zone."""

    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.UniqueConstraint("user", "weekday", name="hours_once_a_day"),
            models.UniqueConstraint(
                "weekday", condition=Q(user__isnull=True), name="agency_hours_once_a_day"
            ),
            models.CheckConstraint(name="hours_on_a_weekday", condition=Q(weekday__lte=6)),
            models.CheckConstraint(name="hours_end_later", condition=Q(closes__gt=F("opens"))),
        ]

    def __str__(self) -> str:
        return f"weekday {self.weekday} of {self.user_id or 'the agency'}"


class DayOff(OfSomebody):
    """A day that somebody does not work: a holiday of the agency, or one's own day."""

    day = models.DateField()
    called = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint("user", "day", name="day_off_once"),
            models.UniqueConstraint(
                "day", condition=Q(user__isnull=True), name="agency_day_off_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} off for {self.user_id or 'the agency'}"


class QuietHours(models.Model):
    """Between which times somebody wants no mail; deadlines are looked at all the same."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="quiet")
    starts = models.TimeField()
    ends = models.TimeField()  # by the next morning, if it is the earlier of the two
    days_off = models.BooleanField(default=False)  # and on whole days that they do not work

    class Meta:
        constraints = [
            models.CheckConstraint(name="quiet_hours_are_some", condition=~Q(starts=F("ends"))),
        ]

    def __str__(self) -> str:
        return f"quiet hours of {self.user_id}"
