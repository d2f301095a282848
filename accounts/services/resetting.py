"""A password that may be somebody else's: ended at once, and a link for another handed over."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from knox.models import AuthToken

from accounts.models import Invitation, User
from accounts.rules import Deed, require
from accounts.services import people
from accounts.services.factors import drop_waiting
from accounts.services.invitations import INVITED_FOR, make_link
from accounts.services.notices import tell
from accounts.services.visits import close_others
from audit import trail
from audit.rules import NotAllowed


@transaction.atomic
def reset_password(*, user_id: UUID, by: User | None, now: datetime) -> Invitation:
    """End a person's password, and give the row of the link by which they choose another.

    `by=None` is whoever holds the server's command line. The link is not mailed: whoever asked for
    it writes it (`write_link`) and hands it over. All that was open in the person's name ends; the
    second factor stays, and is asked for.
    """
    if by is not None:
        require(by.role, Deed.MANAGE_USERS)
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)
    if not user.is_active:
        raise NotAllowed("This account is closed; open it first.", code="closed_account")
    user.set_unusable_password()  # sessions hang on the password's hash
    user.save(update_fields=["password"])
    people.end_links(user_id=user.pk)
    drop_waiting(user=user)
    ended = AuthToken.objects.filter(user=user).delete()[1].get(AuthToken._meta.label, 0)
    close_others(user=user, why="password", now=now)
    link = make_link(user=user, by=by, now=now, origin="", lasts=INVITED_FOR, by_mail=False)
    trail.record(by=by, action="accounts.password_ended", subject=user, tokens_ended=ended)
    tell(people=[user], kind="password_link", about=by, now=now)
    return link
