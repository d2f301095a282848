from cases.api.views import CaseViewSet

__all__ = ["CaseViewSet"]
