"""Figures for supervisors, asked of the database in SQL: read-only, nothing of one person.

Every definition, with its unit and its legal source, is in docs/reference/figures.md (ADR 0062).
"""

from reports.figures.answers import refusals
from reports.figures.drafting import complaints
from reports.figures.fresh import on_time, removal_hours
from reports.figures.monthly import trend
from reports.figures.returning import recurrence
from reports.figures.scope import By, Scope
from reports.figures.shapes import (
    Change,
    Complaints,
    OnTime,
    Point,
    Recurrence,
    Refusal,
    Survival,
    Trend,
    TrendMonth,
)
from reports.figures.shapes_work import Load, Now, Reminders
from reports.figures.standing import caseload, now
from reports.figures.telling import reminders

__all__ = [
    "By", "Change", "Complaints", "Load", "Now", "OnTime", "Point", "Recurrence", "Refusal",
    "Reminders", "Scope", "Survival", "Trend", "TrendMonth", "caseload", "complaints", "now",
    "on_time", "recurrence", "refusals", "reminders", "removal_hours", "trend",
]  # fmt: skip
