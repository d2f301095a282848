"""Figures as tables that may be told: small numbers hidden, each with its definition in words."""

from reports.tables.others import complaints, refusals, reminders
from reports.tables.requests import Requests, requests
from reports.tables.returns import recurrence
from reports.tables.sheet import Column, Estimate, Row, Sheet

__all__ = [
    "Column",
    "Estimate",
    "Requests",
    "Row",
    "Sheet",
    "complaints",
    "recurrence",
    "refusals",
    "reminders",
    "requests",
]
