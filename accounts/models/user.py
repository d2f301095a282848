from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.crypto import salted_hmac

from accounts.rules import Deed, Role, may


@cache
def zones() -> frozenset[str]:
    """Give the names of the time-zone database; reading them takes a walk over many files."""
    return frozenset(available_timezones())


def known_zone(name: str) -> None:
    """Refuse a zone that the time-zone database does not know."""
    if name not in zones():
        raise ValidationError("Choose a time zone from the list.", code="unknown_zone")


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, *, email: str, name: str, role: str, password: str | None = None, **rest: Any
    ) -> "User":
        """Give a person an account; services.create_user is the one that leaves an entry."""
        user = self.model(email=email.strip().lower(), name=name, role=role, **rest)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=(username or "").strip())


class User(AbstractBaseUser, PermissionsMixin):
    """Someone of the agency: what they may do hangs on the role alone (accounts.rules.MAY)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField("e-mail", max_length=254, unique=True)
    name = models.CharField(max_length=100)
    role = models.CharField(
        max_length=13, choices=[(role.value, role.value.capitalize()) for role in Role]
    )
    time_zone = models.CharField(max_length=40, default="America/New_York", validators=[known_zone])
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)
    refused_codes = models.PositiveSmallIntegerField(db_default=0, default=0, editable=False)
    session_round = models.PositiveIntegerField(db_default=0, default=0, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Someone has an account with this e-mail.",
            ),
            models.CheckConstraint(
                name="user_role_is_known", condition=Q(role__in=[role.value for role in Role])
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Let a session outlive a change of the server's secret key, as Django's own hash does."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def get_session_auth_hash(self) -> str:
        """Tie a session to the password and to the round: one round on, and every session ends."""
        return self._session_hash(None)

    def _session_hash(self, secret: str | bytes | None) -> str:
        told = f"{self.password}|{self.session_round}"
        hashed = salted_hmac("accounts.User.session", told, secret=secret, algorithm="sha256")
        return hashed.hexdigest()

    @property
    def is_staff(self) -> bool:
        return self.is_active and self.role == Role.ADMINISTRATOR

    def may(self, deed: Deed | str) -> bool:
        return may(self.role, Deed(deed))

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
