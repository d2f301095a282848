"""The only writers of accounts: people, their tokens, and how they come in and go out."""

from accounts.services.factors import (
    add_passkey,
    begin_totp,
    confirm_totp,
    drop_waiting,
    new_recovery_codes,
    remove_factor,
    rename_factor,
    reset_factors,
)
from accounts.services.forgotten import ask_password_link, make_asked_links
from accounts.services.hours import add_day_off, drop_day_off, set_hours, set_quiet
from accounts.services.invitations import (
    accept,
    found_by,
    invite,
    resend_invitation,
    revoke_invitation,
    send_password_link,
    write_link,
)
from accounts.services.mailing import count_owed, leave_unsent, send_letters
from accounts.services.notices import read_notice, tell
from accounts.services.people import (
    change_password,
    change_time_zone,
    change_user,
    create_user,
)
from accounts.services.proving import come_in, confirm
from accounts.services.resetting import reset_password
from accounts.services.signing import admit, record_sign_in, record_sign_out
from accounts.services.tokens import issue_token, note_use, revoke_token
from accounts.services.visits import (
    begin_visit,
    close_others,
    close_visit,
    end_visit,
    end_visits,
    note_visit,
)

__all__ = [
    "accept", "add_day_off", "add_passkey", "admit", "ask_password_link", "begin_totp",
    "begin_visit", "change_password", "change_time_zone", "change_user", "close_others",
    "close_visit", "come_in", "confirm", "confirm_totp", "count_owed", "create_user",
    "drop_day_off", "drop_waiting", "end_visit", "end_visits", "found_by", "invite", "issue_token",
    "leave_unsent", "make_asked_links", "new_recovery_codes", "note_use", "note_visit",
    "read_notice", "record_sign_in", "record_sign_out", "remove_factor", "rename_factor",
    "resend_invitation", "reset_factors", "reset_password", "revoke_invitation", "revoke_token",
    "send_letters", "send_password_link", "set_hours", "set_quiet", "tell", "write_link",
]  # fmt: skip
