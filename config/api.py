"""The API's addresses: rows are read, and change only through named commands."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from accounts.api import me
from cases.api import CaseViewSet
from config.api_docs import ApiPage
from deadlines.api import (
    ClockViewSet,
    ComplaintViewSet,
    ItemViewSet,
    ReminderViewSet,
    RemovalRequestViewSet,
)
from evidence.api import MatchViewSet
from intake.api import IntakeViewSet, PlanStepViewSet
from removal.api import PlatformViewSet

router = SimpleRouter()
router.register("cases", CaseViewSet, basename="case")
router.register("intakes", IntakeViewSet, basename="intake")
router.register("plan-steps", PlanStepViewSet, basename="plan-step")
router.register("evidence", ItemViewSet, basename="evidence")
router.register("platforms", PlatformViewSet, basename="platform")
router.register("removal-requests", RemovalRequestViewSet, basename="removal-request")
router.register("clocks", ClockViewSet, basename="clock")
router.register("reminders", ReminderViewSet, basename="reminder")
router.register("complaints", ComplaintViewSet, basename="complaint")
router.register("matches", MatchViewSet, basename="match")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(router.urls)),
    path(  # a file is fetched under its own name, without a slash
        "complaints/<uuid:pk>/packet.pdf",
        ComplaintViewSet.as_view({"get": "packet_pdf"}),
        name="complaint-packet-pdf",
    ),
    path(
        "complaints/<uuid:pk>/packet.txt",
        ComplaintViewSet.as_view({"get": "packet_txt"}),
        name="complaint-packet-txt",
    ),
    path("me/", me, name="me"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", ApiPage.as_view(url_name="api:schema"), name="docs"),
]
