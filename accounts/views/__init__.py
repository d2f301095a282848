from accounts.views.account import account, change_time_zone, issue_token, revoke_token
from accounts.views.confirming import confirm
from accounts.views.factors import (
    add_factor,
    factors,
    factors_of,
    new_codes,
    remove_factor,
    rename_factor,
    reset_factors,
)
from accounts.views.hours import (
    add_day_off,
    drop_day_off,
    hours,
    hours_of,
    set_hours,
    set_quiet,
)
from accounts.views.joining import forgot, join
from accounts.views.notices import read_notice
from accounts.views.people import (
    people,
    resend_invitation,
    revoke_invitation,
    send_password_link,
)
from accounts.views.second import factor, set_up
from accounts.views.sessions import (
    end_elsewhere,
    end_session,
    end_sessions_of,
    sessions,
    sessions_of,
)
from accounts.views.signing import Password, SignIn, SignOut, password_changed, signed_out

__all__ = [
    "Password",
    "SignIn",
    "SignOut",
    "account",
    "add_day_off",
    "add_factor",
    "change_time_zone",
    "confirm",
    "drop_day_off",
    "end_elsewhere",
    "end_session",
    "end_sessions_of",
    "factor",
    "factors",
    "factors_of",
    "forgot",
    "hours",
    "hours_of",
    "issue_token",
    "join",
    "new_codes",
    "password_changed",
    "people",
    "read_notice",
    "remove_factor",
    "rename_factor",
    "resend_invitation",
    "reset_factors",
    "revoke_invitation",
    "revoke_token",
    "send_password_link",
    "sessions",
    "sessions_of",
    "set_hours",
    "set_quiet",
    "set_up",
    "signed_out",
]
