from django.urls import path

from intake.views import asking, beside, importing, plan, reviewing, starting

app_name = "intake"

urlpatterns = [
    path("intake/new/", starting.start, name="start"),
    path("intake/phone/", starting.phone, name="phone"),
    path("intake/import/", importing.import_table, name="import"),
    path("intake/waiting/", beside.waiting, name="waiting"),
    path("intake-places/<uuid:pk>/record/", reviewing.record_place, name="record-place"),
    path("cases/<str:code>/intake/", reviewing.review, name="review"),
    path("cases/<str:code>/intake/begin/", starting.begin, name="begin"),
    path("cases/<str:code>/intake/resume/", asking.resume, name="resume"),
    path("cases/<str:code>/intake/finish/", reviewing.finish, name="finish"),
    path("cases/<str:code>/intake/<slug:slug>/", asking.question, name="question"),
    path("cases/<str:code>/intake-panel/", beside.case_panel, name="case-panel"),
    path("cases/<str:code>/duplicates/", beside.duplicates, name="duplicates"),
    path("cases/<str:code>/plan/", plan.plan, name="plan"),
    path("plan-steps/<uuid:pk>/", plan.step, name="step"),
    path("follow-ups/<uuid:pk>/", plan.follow_up, name="follow-up"),
]
