"""Every address of the house; each package holds its own."""

from django.contrib import admin
from django.urls import include, path

from config import api, browsers, pages
from config.running import pages as running

urlpatterns = [
    path("", include("keeping.urls")),
    path("", include("reports.urls")),
    path("", include("handouts.urls")),
    path("", include("deadlines.urls")),
    path("", include("restitution.urls")),
    path("", include("complaints.urls")),
    path("", include("intake.urls")),
    path("", include("removal.urls")),
    path("", include("evidence.urls")),
    path("", include("cases.urls")),
    path("", include("accounts.urls")),
    path("api/v1/", include((api.urlpatterns, "api"))),
    path("csp-report/", browsers.refused, name="csp-report"),
    path("style-guide/", pages.style_guide, name="style-guide"),
    path("still-here/", pages.still_here, name="still-here"),
    path("healthz", pages.alive, name="healthz"),
    path("readyz", running.readiness, name="readyz"),
    path("metrics", running.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]

handler400 = "config.pages.bad_request"
handler403 = "config.pages.forbidden"
handler404 = "config.pages.not_found"
handler500 = "config.pages.server_error"
