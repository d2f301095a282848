from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("signed-out/", views.signed_out, name="signed-out"),
    path("account/", views.account, name="account"),
    path("account/time-zone/", views.change_time_zone, name="time-zone"),
    path("account/password/", views.Password.as_view(), name="password"),
    path("account/password/changed/", views.password_changed, name="password-changed"),
    path("account/hours/", views.hours, name="hours"),
    path("account/hours/<slug:whose>/", views.hours_of, name="hours-of"),
    path("account/hours/<slug:whose>/drop/", views.drop_day_off, name="drop-day-off"),
    path("account/hours/<slug:whose>/week/", views.set_hours, name="set-hours"),
    path("account/hours/<slug:whose>/quiet/", views.set_quiet, name="set-quiet"),
    path("account/hours/<slug:whose>/days/", views.add_day_off, name="add-day-off"),
    path("account/tokens/", views.issue_token, name="issue-token"),
    path("account/tokens/revoke/", views.revoke_token, name="revoke-token"),
]
