from accounts.views.account import account, change_time_zone, issue_token, revoke_token
from accounts.views.hours import (
    add_day_off,
    drop_day_off,
    hours,
    hours_of,
    set_hours,
    set_quiet,
)
from accounts.views.signing import Password, SignIn, SignOut, password_changed, signed_out

__all__ = [
    "Password", "SignIn", "SignOut", "account", "add_day_off", "change_time_zone",
    "drop_day_off", "hours", "hours_of", "issue_token", "password_changed", "revoke_token",
    "set_hours", "set_quiet", "signed_out",
]  # fmt: skip
