from django.urls import path

from deadlines.views import clock, column, outcomes, panels, system, today

app_name = "deadlines"

urlpatterns = [
    path("", today.today, name="today"),
    path("requests/<uuid:pk>/clock/", clock.clock, name="clock"),
    path("requests/<uuid:pk>/receipt/", clock.receipt, name="receipt"),
    path("requests/<uuid:pk>/answer/", clock.answer, name="answer"),
    path("requests/<uuid:pk>/withdraw/", clock.withdraw, name="withdraw"),
    path("requests/<uuid:pk>/complain/", clock.draft_complaint, name="draft-complaint"),
    path("evidence/<uuid:pk>/outcome/", outcomes.outcome, name="outcome"),
    path("facts/<uuid:pk>/retract/", outcomes.retract, name="retract"),
    path("cases/<str:code>/clocks/", panels.case_panel, name="case-panel"),
    path("clocks/of-cases/", column.case_column, name="case-column"),
    path("reminders/<uuid:pk>/read/", today.read_reminder, name="read-reminder"),
    path("system/", system.system, name="system"),
    path("system/run/", system.run_now, name="run-now"),
    path("system/mail/", system.revive_mail, name="revive-mail"),
    path("healthz/deadlines", system.healthz, name="healthz"),
]
