from deadlines.api.account import reminder_account
from deadlines.api.clocks import ClockViewSet
from deadlines.api.complaints import ComplaintViewSet
from deadlines.api.items import ItemViewSet
from deadlines.api.ladders import LadderViewSet
from deadlines.api.reminders import ReminderViewSet
from deadlines.api.requests import RemovalRequestViewSet

__all__ = [
    "ClockViewSet",
    "ComplaintViewSet",
    "ItemViewSet",
    "LadderViewSet",
    "ReminderViewSet",
    "RemovalRequestViewSet",
    "reminder_account",
]
