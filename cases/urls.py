from django.urls import path

from cases import views

app_name = "cases"

urlpatterns = [
    path("cases/", views.case_list, name="list"),
    path("cases/new/", views.open_case, name="open"),
    path("cases/<str:code>/", views.case, name="case"),
    path("cases/<str:code>/change/", views.change, name="change"),
    path("cases/<str:code>/move/", views.move, name="move"),
    path("cases/<str:code>/assign/", views.assign, name="assign"),
    path("cases/<str:code>/unassign/", views.unassign, name="unassign"),
    path("cases/<str:code>/handovers/", views.handovers, name="handovers"),
    path("handovers/<uuid:pk>/withdraw/", views.withdraw_handover, name="withdraw-handover"),
    path("covers/", views.covers, name="covers"),
    path("covers/new/", views.offer_cover, name="offer-cover"),
    path("covers/<uuid:pk>/", views.cover, name="cover"),
    path("covers/<uuid:pk>/accept/", views.accept_cover, name="accept-cover"),
    path("covers/<uuid:pk>/decline/", views.decline_cover, name="decline-cover"),
    path("covers/<uuid:pk>/withdraw/", views.withdraw_cover, name="withdraw-cover"),
    path("covers/<uuid:pk>/end/", views.end_cover, name="end-cover"),
    path("cases/<str:code>/note/", views.note, name="note"),
    path("cases/<str:code>/task/", views.task, name="task"),
    path("cases/<str:code>/reveal/", views.reveal, name="reveal"),
    path("cases/<str:code>/people/", views.people, name="people"),
    path("cases/<str:code>/people/new/", views.person, name="person"),
    path("people/<uuid:pk>/", views.correct_person, name="correct-person"),
    path("cases/<str:code>/authority/", views.authority, name="authority"),
    path("cases/<str:code>/releases/", views.releases_of_case, name="releases"),
    path("cases/<str:code>/releases/new/", views.new_release, name="new-release"),
    path("cases/<str:code>/releases/blank/", views.blank_release, name="release-blank"),
    path("releases/", views.breaking, name="breaking"),
    path("releases/<uuid:pk>/renew/", views.renew_release, name="renew-release"),
    path("releases/<uuid:pk>/revoke/", views.revoke_release, name="revoke-release"),
    path("stopped/<uuid:pk>/", views.stopped, name="stopped"),
    path("tasks/<uuid:pk>/done/", views.finish_task, name="finish-task"),
    path("authorities/<uuid:pk>/revoke/", views.revoke_authority, name="revoke-authority"),
    path("activity/", views.activity, name="activity"),
    path("activity/check/", views.check_trail, name="check-trail"),
]
