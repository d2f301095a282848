from complaints.api.views import ComplaintViewSet

__all__ = ["ComplaintViewSet"]
