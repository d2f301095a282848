from restitution.models.court_case import CourtCase, NoticePreference
from restitution.models.day import Day
from restitution.models.determination import Determination
from restitution.models.fact import RemedyFact
from restitution.models.money import MoneyLine, ReserveAmount
from restitution.models.note import PrivilegedNote

__all__ = [
    "CourtCase",
    "Day",
    "Determination",
    "MoneyLine",
    "NoticePreference",
    "PrivilegedNote",
    "RemedyFact",
    "ReserveAmount",
]
