from accounts.models.command_key import CommandKey
from accounts.models.sign_in_wait import SignInWait
from accounts.models.user import User, UserManager

__all__ = ["CommandKey", "SignInWait", "User", "UserManager"]
