"""Links that open once: nobody but its owner ever knows a password."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts import nudge
from accounts.models import Invitation, User
from accounts.rules import Deed, require
from accounts.rules.mailboxes import is_outside
from accounts.services import people
from accounts.services.notices import tell
from audit import trail
from audit.rules import NotAllowed

INVITED_FOR = timedelta(hours=72)
ENDED = "This link has ended. Ask the administrator of your agency for a new one."


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: str,
    by: User | None,
    now: datetime,
    time_zone: str = "America/New_York",
    origin: str = "",
    by_mail: bool = True,
) -> Invitation:
    """Invite somebody to join; `by=None` is whoever holds the server's command line."""
    if by is not None:
        require(by.role, Deed.MANAGE_USERS)
    email = email.strip().lower()
    people.refuse_unknown(role=role, time_zone=time_zone)
    people.refuse_taken(email=email)
    if by_mail:
        _refuse_outside(email)
    earlier = Invitation.objects.select_for_update(of=("self",), no_key=True).waiting()
    earlier.filter(email=email).update(revoked_at=now, mail_state="skip")
    made: Invitation = Invitation.objects.create(
        email=email,
        name=name.strip(),
        role=role,
        time_zone=time_zone,
        origin=origin,
        invited_by=by,
        made_at=now,
        expires_at=now + INVITED_FOR,
        next_try_at=now,
        mail_state="owed" if by_mail else "skip",
    )
    trail.record(by=by, action="accounts.invited", subject=made, role_given=role)
    if by_mail:
        nudge.after_commit()
    return made


@transaction.atomic
def resend_invitation(*, invitation_id: UUID, by: User, now: datetime, origin: str = "") -> None:
    """Send a new link for the same person; the one before ends as the new one is written."""
    require(by.role, Deed.MANAGE_USERS)
    row = _waiting(invitation_id)
    row.expires_at, row.origin = now + INVITED_FOR, origin
    row.mail_state, row.next_try_at, row.attempts = "owed", now, 0
    row.digest = None  # the old link is ended even if no new letter leaves
    row.save(
        update_fields=["expires_at", "origin", "mail_state", "next_try_at", "attempts", "digest"]
    )
    trail.record(by=by, action="accounts.invited_again", subject=row, role_given=row.role)
    nudge.after_commit()


@transaction.atomic
def revoke_invitation(*, invitation_id: UUID, by: User, now: datetime) -> None:
    require(by.role, Deed.MANAGE_USERS)
    row = _waiting(invitation_id)
    row.revoked_at, row.mail_state = now, "skip"
    row.save(update_fields=["revoked_at", "mail_state"])
    trail.record(by=by, action="accounts.revoked_invitation", subject=row)


@transaction.atomic
def send_password_link(*, user_id: UUID, by: User, now: datetime, origin: str = "") -> None:
    """Send a person a link for a new password; the old one works until they chose."""
    require(by.role, Deed.MANAGE_USERS)
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)
    if not user.is_active:
        raise NotAllowed("This account is closed; open it first.", code="closed_account")
    _refuse_outside(user.email)
    people.end_links(user_id=user.pk)
    make_link(user=user, by=by, now=now, origin=origin, lasts=INVITED_FOR)
    if user != by:
        tell(people=[user], kind="password_link", about=by, now=now)
    trail.record(by=by, action="accounts.sent_password_link", subject=user)


@transaction.atomic
def write_link(*, invitation_id: UUID) -> str:
    """Give the link's secret part; only its digest is kept, and the one before ends."""
    row = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation_id)
    token = secrets.token_urlsafe(32)
    row.digest = _digest(token)
    row.save(update_fields=["digest"])
    return token


def found_by(*, token: str, now: datetime) -> Invitation | None:
    """Give what a link opens; None for one that is used, ended, revoked or never was."""
    row = Invitation.objects.open(now).select_related("for_user").filter(digest=_digest(token))
    return row.first()


@transaction.atomic
def accept(*, token: str, password: str, now: datetime) -> User:
    """Open an account, or give it a new password, as the person who holds the link chose it."""
    known = found_by(token=token, now=now)
    if known is not None and known.for_user_id:  # first, as whoever ends a person's links does
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=known.for_user_id)
    locked = Invitation.objects.select_for_update(of=("self",), no_key=True)
    row = locked.open(now).filter(digest=_digest(token)).first()
    if row is None:
        raise NotAllowed(ENDED, code="link_ended")
    row.used_at = now
    row.save(update_fields=["used_at"])
    if row.for_user_id:
        return people.choose_password(user_id=row.for_user_id, password=password, now=now)
    return people.create_user(
        email=row.email,
        name=row.name,
        role=row.role,
        time_zone=row.time_zone,
        password=password,
        by=None,
    )


def make_link(
    *,
    user: User,
    by: User | None,
    now: datetime,
    origin: str,
    lasts: timedelta,
    by_mail: bool = True,
) -> Invitation:
    """Give a person the row that owes a letter with a link; `by=None` is who forgot a password.

    Without a letter, whoever holds the server's command line hands the link over.
    """
    row: Invitation = Invitation.objects.create(
        for_user=user,
        email=user.email,
        name=user.name,
        role=user.role,
        time_zone=user.time_zone,
        origin=origin,
        invited_by=by,
        made_at=now,
        expires_at=now + lasts,
        next_try_at=now,
        mail_state="owed" if by_mail else "skip",
    )
    if by_mail:
        nudge.after_commit()
    return row


def _waiting(invitation_id: UUID) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True).waiting()
    row: Invitation = rows.get(pk=invitation_id)
    return row


def _refuse_outside(email: str) -> None:
    if is_outside(email, own_domains=settings.RECLAIM_MAIL_DOMAINS):
        raise NotAllowed(
            "This mailbox is not one of the agency's own domains.", code="outside", field="email"
        )


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
