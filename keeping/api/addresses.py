"""Retention's addresses under /api/v1/."""

from django.urls import URLPattern, path

from keeping.api import held, retention, views

OF_A_CASE = "cases/<str:code>/"

KEEPING: list[URLPattern] = [
    path(f"{OF_A_CASE}purges/", views.case_purges, name="case-purges"),
    path("purges/<uuid:pk>/confirm/", views.confirm_purge, name="purge-confirm"),
    path("purges/<uuid:pk>/withdraw/", views.withdraw_purge, name="purge-withdraw"),
    path(f"{OF_A_CASE}holds/", views.case_holds, name="case-holds"),
    path("holds/<uuid:pk>/review/", views.review_hold, name="hold-review"),
    path("holds/<uuid:pk>/lift/", views.lift_hold, name="hold-lift"),
    path("certificates/", views.certificates, name="certificates"),
    path(f"{OF_A_CASE}held/", held.held, name="case-held"),
    path(f"{OF_A_CASE}held/take/", held.take_sheet, name="case-take-sheet"),
    path(f"{OF_A_CASE}corrections/", held.case_corrections, name="case-corrections"),
    path("retention/", retention.retention, name="retention"),
    path("retention/<slug:kind>/", retention.set_span, name="retention-set-span"),
]
