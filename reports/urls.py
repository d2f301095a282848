from django.urls import path

from reports.chapters import CHAPTERS
from reports.rules.exports import Listed
from reports.views import charts, exports, files, funder, scorecards, team

app_name = "reports"
CHARTS = [
    *(
        path(
            "reports/" if name == "overview" else f"reports/{name}/",
            charts.chapter,
            {"name": name},
            name=name,
        )
        for name in CHAPTERS
    ),
    path("reports/figures/<slug:chapter>.xlsx", files.chapter_xlsx, name="figures-xlsx"),
    path("reports/figures/<slug:chapter>/<slug:table>.csv", files.table_csv, name="figures-csv"),
]
EXPORTS = [
    path("reports/exports/", exports.exports, name="exports"),
    *(
        path(
            f"reports/exports/{listed}/",
            exports.ask,
            {"listed": listed.value},
            name=f"ask-{listed}",
        )
        for listed in Listed
    ),
    path("reports/exports/<uuid:pk>/", exports.export, name="export"),
    path("reports/exports/<uuid:pk>/file/", exports.take, name="take-export"),
]
SCORECARDS = [
    path("reports/scorecards/", scorecards.cards, name="scorecards"),
    path("reports/scorecards/<slug:slug>/", scorecards.card, name="scorecard"),
]
TEAM = [
    path("team/", team.team, name="team"),
    path("team/nobody/", team.person, name="team-nobody"),
    path("team/nobody/move/", team.move, name="team-move-nobody"),
    path("team/<uuid:pk>/", team.person, name="team-person"),
    path("team/<uuid:pk>/move/", team.move, name="team-move"),
]
FUNDER = [
    path("reports/funder/", funder.funder, name="funder"),
    path("reports/funder/<str:funder>/<str:quarter>/", funder.quarter, name="funder-quarter"),
    path(
        "reports/funder/<str:funder>/<str:quarter>/<int:version>/",
        funder.locked,
        name="funder-locked",
    ),
    *(
        path(
            f"reports/funder/<str:funder>/<str:quarter>/<int:version>/report.{form}",
            funder.paper,
            {"form": form},
            name=f"funder-{form}",
        )
        for form in ("pdf", "xlsx")
    ),
]
urlpatterns = [
    *FUNDER,
    *CHARTS,
    *EXPORTS,
    *SCORECARDS,
    *TEAM,
]
