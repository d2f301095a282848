from intake.models.intake import Intake, IntakePlace
from intake.models.plan import Plan, PlanStep

__all__ = ["Intake", "IntakePlace", "Plan", "PlanStep"]
