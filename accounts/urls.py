from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/code/", views.factor, name="factor"),
    path("sign-in/set-up/", views.set_up, name="set-up"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("signed-out/", views.signed_out, name="signed-out"),
    path("account/", views.account, name="account"),
    path("account/time-zone/", views.change_time_zone, name="time-zone"),
    path("account/password/", views.Password.as_view(), name="password"),
    path("account/password/changed/", views.password_changed, name="password-changed"),
    path("account/confirm/", views.confirm, name="confirm"),
    path("account/factors/", views.factors, name="factors"),
    path("account/factors/add/", views.add_factor, name="add-factor"),
    path("account/factors/codes/", views.new_codes, name="new-codes"),
    path("account/factors/<uuid:factor_id>/name/", views.rename_factor, name="rename-factor"),
    path("account/factors/<uuid:factor_id>/remove/", views.remove_factor, name="remove-factor"),
    path("accounts/people/<uuid:user_id>/factors/", views.factors_of, name="factors-of"),
    path("accounts/people/<uuid:user_id>/reset/", views.reset_factors, name="reset-factors"),
    path("account/hours/", views.hours, name="hours"),
    path("account/hours/<slug:whose>/", views.hours_of, name="hours-of"),
    path("account/hours/<slug:whose>/drop/", views.drop_day_off, name="drop-day-off"),
    path("account/hours/<slug:whose>/week/", views.set_hours, name="set-hours"),
    path("account/hours/<slug:whose>/quiet/", views.set_quiet, name="set-quiet"),
    path("account/hours/<slug:whose>/days/", views.add_day_off, name="add-day-off"),
    path("join/<str:token>/", views.join, name="join"),
    path("password-link/", views.forgot, name="forgot"),
    path("accounts/people/", views.people, name="people"),
    path(
        "accounts/people/<uuid:pk>/password-link/",
        views.send_password_link,
        name="send-password-link",
    ),
    path("accounts/people/<uuid:pk>/sessions/", views.sessions_of, name="sessions-of"),
    path("accounts/people/<uuid:pk>/sessions/end/", views.end_sessions_of, name="end-sessions-of"),
    path("invitations/<uuid:pk>/resend/", views.resend_invitation, name="resend-invitation"),
    path("invitations/<uuid:pk>/revoke/", views.revoke_invitation, name="revoke-invitation"),
    path("account/sessions/", views.sessions, name="sessions"),
    path("account/sessions/elsewhere/end/", views.end_elsewhere, name="end-elsewhere"),
    path("account/sessions/<uuid:pk>/end/", views.end_session, name="end-session"),
    path("notices/<uuid:pk>/read/", views.read_notice, name="read-notice"),
    path("account/tokens/", views.issue_token, name="issue-token"),
    path("account/tokens/revoke/", views.revoke_token, name="revoke-token"),
]
