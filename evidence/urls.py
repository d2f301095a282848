from django.urls import path

from evidence import views
from evidence.views import log, making

app_name = "evidence"

urlpatterns = [
    path("cases/<str:code>/evidence/", views.item_list, name="list"),
    path("cases/<str:code>/evidence/new/", views.record, name="record"),
    path("cases/<str:code>/evidence/log/", log.log, name="log"),
    path("cases/<str:code>/evidence/log/export/", log.export_log, name="export-log"),
    path("evidence/", views.find, name="find"),
    path("evidence/<uuid:pk>/", views.item, name="item"),
    path("evidence/<uuid:pk>/correct/", views.correct, name="correct"),
    path("evidence/<uuid:pk>/custody/", log.item_custody, name="custody"),
    path("evidence/<uuid:pk>/address/", views.show_url, name="show-url"),
    path("evidence/<uuid:pk>/fingerprint/", making.fingerprint, name="fingerprint"),
    path("fingerprint/", making.fingerprint_tool, name="fingerprint-tool"),
    path("fingerprint/worker.js", making.fingerprint_worker, name="fingerprint-worker"),
    path("cases/<str:code>/matches/", views.matches, name="matches"),
    path("matches/", views.all_matches, name="all-matches"),
    path("matches/<uuid:pk>/", views.match, name="match"),
    path("matches/<uuid:pk>/decide/", views.decide_match, name="decide-match"),
    path(
        "fingerprints/<uuid:pk>/withdraw/", views.withdraw_fingerprint, name="withdraw-fingerprint"
    ),
]
