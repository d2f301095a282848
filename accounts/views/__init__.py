from accounts.views.account import account, change_time_zone, issue_token, revoke_token
from accounts.views.signing import Password, SignIn, SignOut, password_changed, signed_out

__all__ = [
    "Password", "SignIn", "SignOut", "account", "change_time_zone", "issue_token",
    "password_changed", "revoke_token", "signed_out",
]  # fmt: skip
