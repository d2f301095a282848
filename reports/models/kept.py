from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

ANY = "*"  # every platform, or every channel


class Kept(models.Model):
    """What the roll-up of figures is kept by: whole months of UTC, and nobody's case (ADR 0062)."""

    statute = models.CharField(max_length=30)
    is_demo = models.BooleanField()
    platform = models.CharField(max_length=50)  # a slug, or ANY
    channel = models.CharField(max_length=8, blank=True)  # blank: not said; or ANY
    month = models.DateField()  # its first day

    class Meta:
        abstract = True


class KeptMonth(Kept):
    """The clocks of a month that have ended: counts, and how many ended in each span of time."""

    in_time = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    withdrawn = models.PositiveIntegerField()
    inferred = models.PositiveIntegerField()  # of in_time and late
    spans = ArrayField(models.PositiveIntegerField())  # reports.figures.kept_sql, in order
    gone = ArrayField(models.PositiveIntegerField())  # of each span
    let_go = ArrayField(models.PositiveIntegerField())  # withdrawn, of each span

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "statute", "platform", "channel", "month", "is_demo", name="kept_month_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.platform} {self.channel}"


class KeptPeople(Kept):
    """How many cases appear in a month that appeared last in another, or never before.

    People do not add up over months; these do: those of a span of months are the ones whose
    appearance before was not within it.
    """

    before = models.DateField(null=True)  # the month of the appearance before; none: the first
    outcome = models.CharField(max_length=9)  # whole, asked, in_time, late or withdrawn
    cases = models.PositiveIntegerField()

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "statute", "platform", "channel", "month", "outcome", "before", "is_demo",
                nulls_distinct=False, name="kept_people_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.outcome} of {self.month} after {self.before}"


class StaleMonth(models.Model):
    """A month whose clocks changed since it was kept; triggers enter it with the change."""

    month = models.DateField()
    at = models.DateTimeField(db_default=Now())

    objects = models.Manager()

    def __str__(self) -> str:
        return str(self.month)
