from intake.models.imported import ImportedRow
from intake.models.intake import Intake, IntakePlace
from intake.models.plan import Plan, PlanStep

__all__ = ["ImportedRow", "Intake", "IntakePlace", "Plan", "PlanStep"]
