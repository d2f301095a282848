from accounts.models.command_key import CommandKey
from accounts.models.factor import Factor, RecoveryCode
from accounts.models.hours import DayOff, QuietHours, WorkingHours
from accounts.models.invitation import Invitation
from accounts.models.link_asked import LinkAsked
from accounts.models.notice import Notice
from accounts.models.sign_in_wait import SignInWait
from accounts.models.token_note import TokenNote
from accounts.models.used_challenge import UsedChallenge
from accounts.models.user import User, UserManager
from accounts.models.visit import Visit

__all__ = [
    "CommandKey", "DayOff", "Factor", "Invitation", "LinkAsked", "Notice", "QuietHours",
    "RecoveryCode", "SignInWait", "TokenNote", "UsedChallenge", "User", "UserManager", "Visit",
    "WorkingHours",
]  # fmt: skip
