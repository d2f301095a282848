from django.urls import path

from intake.views import plan

app_name = "intake"

urlpatterns = [
    path("cases/<str:code>/plan/", plan.plan, name="plan"),
    path("plan-steps/<uuid:pk>/", plan.step, name="step"),
    path("follow-ups/<uuid:pk>/", plan.follow_up, name="follow-up"),
]
