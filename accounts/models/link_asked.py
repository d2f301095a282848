from django.db import models


class LinkAsked(models.Model):
    """What was typed where a forgotten password is said, until the letters' worker looks at it.

    A row for everybody and for nobody alike; it is gone within seconds, and while
    mail is held within two hours.
    """

    email = models.EmailField(max_length=254)
    origin = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"asked {self.asked_at}"
