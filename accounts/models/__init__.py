from accounts.models.command_key import CommandKey
from accounts.models.hours import DayOff, QuietHours, WorkingHours
from accounts.models.sign_in_wait import SignInWait
from accounts.models.user import User, UserManager

__all__ = [
    "CommandKey", "DayOff", "QuietHours", "SignInWait", "User", "UserManager",
    "WorkingHours",
]  # fmt: skip
