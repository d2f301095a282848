from django.urls import path

from keeping.views import held, holds, purging, retention

app_name = "keeping"

urlpatterns = [
    path("retention/", retention.overview, name="retention"),
    path("retention/cases/<uuid:pk>/", purging.decide, name="decide"),
    path("retention/<slug:kind>/", retention.change_policy, name="change-policy"),
    path("cases/<str:code>/purge/", purging.propose, name="propose"),
    path("purges/<uuid:pk>/", purging.purge, name="purge"),
    path("purges/<uuid:pk>/confirm/", purging.confirm, name="confirm"),
    path("purges/<uuid:pk>/withdraw/", purging.withdraw, name="withdraw"),
    path("cases/<str:code>/holds/", holds.holds, name="holds"),
    path("holds/<uuid:pk>/review/", holds.review_hold, name="review-hold"),
    path("holds/<uuid:pk>/lift/", holds.lift_hold, name="lift-hold"),
    path("certificates/<uuid:pk>/", retention.certificate, name="certificate"),
    path(
        "certificates/<uuid:pk>/certificate.pdf", retention.certificate_pdf, name="certificate-pdf"
    ),
    path("cases/<str:code>/held/", held.held, name="held"),
    path("cases/<str:code>/held/take/", held.take, name="take-sheet"),
    path("cases/<str:code>/held/correct/", held.correct, name="correct"),
]
