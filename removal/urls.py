from django.urls import path

from removal.views import batch, chokepoints, drafting, keeping, listing, page, platforms, recording

app_name = "removal"

urlpatterns = [
    path("requests/", listing.request_list, name="list"),
    path("requests/<uuid:pk>/", page.request_page, name="request"),
    path("requests/<uuid:pk>/notice/", page.show_notice, name="show-notice"),
    path("requests/<uuid:pk>/change/", drafting.change, name="change"),
    path("requests/<uuid:pk>/submit/", recording.submit, name="submit"),
    path("requests/<uuid:pk>/cure/", drafting.cure, name="cure"),
    path("requests/<uuid:pk>/process/", recording.process, name="process"),
    path("requests/<uuid:pk>/conduct/", recording.conduct, name="conduct"),
    path("requests/<uuid:pk>/chokepoints/", chokepoints.chokepoints, name="chokepoints"),
    path("requests/<uuid:pk>/chokepoints/none/", chokepoints.none_found, name="no-chokepoint"),
    path("chokepoints/<uuid:pk>/ask/", chokepoints.ask, name="ask-chokepoint"),
    path("evidence/<uuid:pk>/requests/", listing.item_panel, name="item-panel"),
    path("cases/<str:code>/requests/", listing.case_panel, name="case-panel"),
    path("cases/<str:code>/requests/new/", drafting.new, name="new"),
    path("platforms/", platforms.platform_list, name="platforms"),
    path("platforms/new/", platforms.add, name="add-platform"),
    path("platforms/keeping/", keeping.keeping, name="keeping"),
    path("platforms/<slug:slug>/", platforms.platform, name="platform"),
    path("platforms/<slug:slug>/edit/", platforms.edit, name="edit-platform"),
    path("platforms/<slug:slug>/verified/", platforms.verify, name="verify-platform"),
    path("platforms/<slug:slug>/batch/", batch.batch, name="batch"),
    path("platforms/<slug:slug>/batch/begin/", batch.begin, name="begin-batch"),
    path("platforms/<slug:slug>/batch/end/", batch.end, name="end-batch"),
    path("platforms/<slug:slug>/batch/<uuid:pk>/notice/", batch.show, name="show-in-batch"),
    path("platforms/<slug:slug>/batch/<uuid:pk>/send/", batch.send, name="send-in-batch"),
    path("platforms/<slug:slug>/batch/<uuid:pk>/skip/", batch.skip, name="skip-in-batch"),
    path("platforms/<slug:slug>/history/", keeping.history, name="platform-history"),
    path("platforms/<slug:slug>/report/", keeping.report, name="report-platform"),
    path("platform-reports/<uuid:pk>/take/", keeping.take, name="take-report"),
    path("platform-reports/<uuid:pk>/settle/", keeping.settle, name="settle-report"),
    path("platform-changes/<uuid:pk>/decide/", keeping.decide, name="decide-change"),
]
