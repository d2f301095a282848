from django.urls import path

from deadlines.views import ahead, clock, column, laws, outcomes, panels, system, today

app_name = "deadlines"

urlpatterns = [
    path("", today.today, name="today"),
    path("requests/<uuid:pk>/clock/", clock.clock, name="clock"),
    path("requests/<uuid:pk>/receipt/", clock.receipt, name="receipt"),
    path("requests/<uuid:pk>/answer/", clock.answer, name="answer"),
    path("requests/<uuid:pk>/withdraw/", clock.withdraw, name="withdraw"),
    path("requests/<uuid:pk>/complain/", clock.draft_complaint, name="draft-complaint"),
    path("requests/<uuid:pk>/laws/<slug:law>/", laws.law, name="law"),
    path("requests/<uuid:pk>/laws/<slug:law>/take-up/", laws.take_up, name="take-up-law"),
    path("requests/<uuid:pk>/laws/<slug:law>/event/", laws.event, name="law-event"),
    path("requests/<uuid:pk>/laws/<slug:law>/aside/", laws.lay_aside, name="lay-law-aside"),
    path("evidence/<uuid:pk>/outcome/", outcomes.outcome, name="outcome"),
    path("facts/<uuid:pk>/retract/", outcomes.retract, name="retract"),
    path("cases/<str:code>/clocks/", panels.case_panel, name="case-panel"),
    path("clocks/of-cases/", column.case_column, name="case-column"),
    path("reminders/<uuid:pk>/read/", today.read_reminder, name="read-reminder"),
    path("account/calendar/", ahead.ahead, name="ahead"),
    path("account/calendar/make/", ahead.make_feed, name="make-feed"),
    path("account/calendar/end/", ahead.revoke_feed, name="revoke-feed"),
    path("account/calendar/ring/", ahead.ring, name="ring"),
    path("account/letter/", ahead.choose_digest, name="digest"),
    path("calendar/<str:token>.ics", ahead.feed, name="feed"),
    path("system/", system.system, name="system"),
    path("system/run/", system.run_now, name="run-now"),
    path("system/reconcile/", system.reconcile_now, name="reconcile-now"),
    path("outages/read/", today.read_outage, name="read-outage"),
    path("system/mail/", system.revive_mail, name="revive-mail"),
    path("healthz/deadlines", system.healthz, name="healthz"),
]
