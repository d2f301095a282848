"""The API's addresses: rows are read, and change only through named commands."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from accounts import api_hours
from accounts.api import me
from cases.api import CaseViewSet
from cases.api import activity as api_activity
from cases.api import moves as api_moves
from cases.api.covers import CoverViewSet
from complaints.api.pattern import pattern, pattern_packet
from config.api_docs import ApiPage
from deadlines.api import (
    ClockViewSet,
    ComplaintViewSet,
    ItemViewSet,
    LadderViewSet,
    ReminderViewSet,
    RemovalRequestViewSet,
    reminder_account,
)
from deadlines.api.looks import LookViewSet
from deadlines.api.outages import AlarmViewSet, OutageViewSet
from deadlines.api.rota import RotaViewSet
from evidence.api import MatchViewSet
from intake.api import IntakeViewSet, PlanStepViewSet
from keeping.api.addresses import KEEPING
from removal.api import (
    BatchViewSet,
    ChokepointViewSet,
    EntryReportViewSet,
    PlatformChangeViewSet,
    PlatformViewSet,
)
from reports.api import ExportViewSet, chapter_figures, figures_now
from reports.api import funder as api_funder
from reports.api import scorecards as api_scorecards
from reports.api import team as api_team
from restitution.api.addresses import PARTITION
from restitution.api.desk_addresses import DESK

router = SimpleRouter()
router.register("cases", CaseViewSet, basename="case")
router.register("covers", CoverViewSet, basename="cover")
router.register("rota", RotaViewSet, basename="rota")
router.register("intakes", IntakeViewSet, basename="intake")
router.register("plan-steps", PlanStepViewSet, basename="plan-step")
router.register("evidence", ItemViewSet, basename="evidence")
router.register("platforms", PlatformViewSet, basename="platform")
router.register("removal-requests", RemovalRequestViewSet, basename="removal-request")
router.register("platform-reports", EntryReportViewSet, basename="platform-report")
router.register("platform-changes", PlatformChangeViewSet, basename="platform-change")
router.register("batches", BatchViewSet, basename="batch")
router.register("chokepoints", ChokepointViewSet, basename="chokepoint")
router.register("looks", LookViewSet, basename="look")
router.register("clocks", ClockViewSet, basename="clock")
router.register("ladders", LadderViewSet, basename="ladder")
router.register("reminders", ReminderViewSet, basename="reminder")
router.register("outages", OutageViewSet, basename="outage")
router.register("alarms", AlarmViewSet, basename="alarm")
router.register("complaints", ComplaintViewSet, basename="complaint")
router.register("matches", MatchViewSet, basename="match")
router.register("exports", ExportViewSet, basename="export")

PACKETS = {
    "packet.pdf": "packet_pdf",
    "packet.docx": "packet_docx",
    "packet.txt": "packet_txt",
    "portal.txt": "packet_portal",
    "addenda.pdf": "packet_addenda",
    "packet.zip": "packet_zip",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("reminders/account/", reminder_account, name="reminder-account"),
    *PARTITION,
    *DESK,
    *KEEPING,
    path("", include(router.urls)),
    *(  # a file is fetched under its own name, without a slash
        path(
            f"complaints/<uuid:pk>/{name}",
            ComplaintViewSet.as_view({"get": act}),
            name=f"complaint-{act.replace('_', '-')}",
        )
        for name, act in PACKETS.items()
    ),
    path("platforms/<slug:slug>/pattern/", pattern, name="pattern"),
    path("platforms/<slug:slug>/pattern/packet.zip", pattern_packet, name="pattern-packet"),
    path("team/", api_team.team, name="team"),
    path("team/move/", api_team.move_cases, name="team-move"),
    path("moves/", api_moves.moves, name="moves"),
    path("moves/read/", api_moves.read_moves, name="read-moves"),
    path("activity/", api_activity.activity, name="activity"),
    path("activity/check/", api_activity.trail_check, name="trail-check"),
    path("scorecards/", api_scorecards.scorecards, name="scorecards"),
    path("scorecards/<slug:slug>/", api_scorecards.scorecard, name="scorecard"),
    path("reports/now/", figures_now, name="figures-now"),
    path("reports/<slug:chapter>/", chapter_figures, name="figures"),
    path("funder-reports/", api_funder.funder_reports, name="funder-reports"),
    path(
        "funder-reports/<str:funder>/<str:quarter>/",
        api_funder.funder_quarter,
        name="funder-quarter",
    ),
    path(
        "funder-reports/<str:funder>/<str:quarter>/<int:version>/",
        api_funder.funder_report,
        name="funder-report",
    ),
    path("me/", me, name="me"),
    path("me/hours/", api_hours.my_hours, name="my-hours"),
    path("me/quiet-hours/", api_hours.my_quiet, name="my-quiet-hours"),
    path("me/days-off/", api_hours.my_day_off, name="my-day-off"),
    path("me/days-off/drop/", api_hours.my_day_on, name="drop-my-day-off"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", ApiPage.as_view(url_name="api:schema"), name="docs"),
]
