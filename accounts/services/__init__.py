"""The only writers of accounts: people, their tokens, and how they come in and go out."""

from accounts.services.hours import add_day_off, drop_day_off, set_hours, set_quiet
from accounts.services.people import (
    change_password,
    change_time_zone,
    change_user,
    create_user,
    set_password,
)
from accounts.services.signing import admit, record_sign_in, record_sign_out
from accounts.services.tokens import issue_token, revoke_token

__all__ = [
    "add_day_off", "admit", "change_password", "change_time_zone", "change_user", "create_user",
    "drop_day_off", "issue_token", "record_sign_in", "record_sign_out", "revoke_token", "set_hours",
    "set_password", "set_quiet",
]  # fmt: skip
