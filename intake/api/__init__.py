from intake.api.views import IntakeViewSet, PlanStepViewSet

__all__ = ["IntakeViewSet", "PlanStepViewSet"]
