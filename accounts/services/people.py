"""Accounts: who is given one, what changes in it, and the password only its owner knows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from knox.models import AuthToken

from accounts import leaving
from accounts.models import Invitation, User, Visit
from accounts.models.user import zones
from accounts.rules import Deed, Role, require
from accounts.services.factors import drop_waiting
from accounts.services.visits import close_others
from audit import trail
from audit.rules import NotAllowed
from rows.reading import house

CHANGEABLE = ("email", "name", "role", "time_zone", "is_active")


@transaction.atomic
def create_user(
    *,
    email: str,
    name: str,
    role: str,
    password: str,
    by: User | None,
    time_zone: str = "America/New_York",
) -> User:
    """Give a person an account with the password that they chose (see services.invitations)."""
    if by is not None:
        require(by.role, Deed.MANAGE_USERS)
    refuse_unknown(role=role, time_zone=time_zone)
    refuse_taken(email=email)
    refuse_weak(password=password, user=User(email=email, name=name))
    user = User.objects.create_user(
        email=email, name=name, role=role, password=password, time_zone=time_zone
    )
    trail.record(by=by, action="accounts.created", subject=user, role_given=role)
    return user


@transaction.atomic
def change_user(*, user_id: UUID, by: User | None, **changes: Any) -> User:
    """Change e-mail, name, role, zone or whether a person may sign in; sessions end at once.

    `by=None` is whoever holds the server's command line.
    """
    if by is not None:
        require(by.role, Deed.MANAGE_USERS)
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)
    if "email" in changes:
        changes["email"] = changes["email"].strip().lower()
        refuse_taken(email=changes["email"], but=user)
    given = {name: changes[name] for name in CHANGEABLE if name in changes}
    changed = [name for name, value in given.items() if value != getattr(user, name)]
    if user == by:
        _refuse_own(changed)
    for name in changed:
        setattr(user, name, changes[name])
    refuse_unknown(role=user.role, time_zone=user.time_zone)
    user.save(update_fields=changed)
    _end_what_hung_on(user, changed)
    trail.record(
        by=by,
        action="accounts.changed",
        subject=user,
        fields=changed,
        role_given=user.role,
        may_sign_in=user.is_active,
    )
    return user


@transaction.atomic
def change_time_zone(*, time_zone: str, by: User) -> User:
    """Show this person every time in another zone; what is stored stays UTC."""
    refuse_unknown(role=by.role, time_zone=time_zone)
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    was, user.time_zone = user.time_zone, time_zone
    user.save(update_fields=["time_zone"])
    trail.record(
        by=by, action="accounts.time_zone_changed", subject=user, was=was, time_zone=time_zone
    )
    return user


@transaction.atomic
def change_password(*, password: str, by: User, now: datetime, here: str = "") -> User:
    """Give oneself a new password; every session but the one at hand and every token ends."""
    close_others(user=by, why="password", now=now, here=here)
    return _new_password(user_id=by.pk, password=password, by=by)


@transaction.atomic
def choose_password(*, user_id: UUID, password: str, now: datetime) -> User:
    """Take the new password of somebody who came by a link; all they had open ends."""
    user = User.objects.get(pk=user_id)
    if not user.is_active:
        raise NotAllowed("This account is closed.", code="closed_account")
    close_others(user=user, why="password", now=now)
    return _new_password(user_id=user_id, password=password, by=user)


def _new_password(*, user_id: UUID, password: str, by: User) -> User:
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)
    refuse_weak(password=password, user=user)
    user.set_password(password)  # sessions hang on the password's hash
    user.save(update_fields=["password"])
    end_links(user_id=user_id)
    drop_waiting(user=user)
    ended = AuthToken.objects.filter(user=user).delete()[1].get(AuthToken._meta.label, 0)
    trail.record(by=by, action="accounts.password_changed", subject=user, tokens_ended=ended)
    return user


def end_links(*, user_id: UUID) -> None:
    """End a person's open links for a new password, and those whose letter has not left."""
    open_ = Invitation.objects.filter(for_user=user_id, used_at=None, revoked_at=None)
    open_.update(revoked_at=Now(), mail_state="skip")


def _end_what_hung_on(user: User, changed: list[str]) -> None:
    if {"email", "is_active"} & set(changed):
        end_links(user_id=user.pk)
    if "is_active" in changed and not user.is_active:
        Visit.objects.filter(user=user).going_on().update(ended_at=Now(), why="closed")
        AuthToken.objects.filter(user=user).delete()  # none comes back with an account opened again
    if leaving.leaves(changed=changed, is_active=user.is_active, role=user.role):
        with house("close an account"):
            leaving.let_go_of(user_id=user.pk)


def _refuse_own(changed: list[str]) -> None:
    for field in {"role", "is_active"} & set(changed):
        raise NotAllowed(
            "You cannot take your own role or account away; another administrator can.",
            code="own_account",
            field=field,
        )


def refuse_unknown(*, role: str, time_zone: str) -> None:
    if role not in set(Role):
        raise NotAllowed("Choose one of the four roles.", code="unknown_role", field="role")
    if time_zone not in zones():
        raise NotAllowed(
            "Choose a time zone from the list.", code="unknown_zone", field="time_zone"
        )


def refuse_taken(*, email: str, but: User | None = None) -> None:
    others = User.objects.filter(email__iexact=email.strip())
    if but is not None:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise NotAllowed(
            "Someone has an account with this e-mail.", code="email_taken", field="email"
        )


def refuse_weak(*, password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as no:
        raise NotAllowed(" ".join(no.messages), code="weak_password", field="password") from no
