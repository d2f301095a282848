from django.urls import path

from complaints import views

app_name = "complaints"

urlpatterns = [
    path("complaints/", views.complaint_list, name="list"),
    path("complaints/<uuid:pk>/", views.complaint, name="draft"),
    path("complaints/<uuid:pk>/revise/", views.revise, name="revise"),
    path("complaints/<uuid:pk>/refresh/", views.refresh, name="refresh"),
    path("complaints/<uuid:pk>/review/", views.review, name="review"),
    path("complaints/<uuid:pk>/return/", views.return_to_draft, name="return"),
    path("complaints/<uuid:pk>/sign-off/", views.sign_off, name="sign-off"),
    path("complaints/<uuid:pk>/filed/", views.filed, name="filed"),
    path("complaints/<uuid:pk>/supersede/", views.supersede, name="supersede"),
    path("complaints/<uuid:pk>/take-up/", views.take_up, name="take-up"),
    path("complaints/<uuid:pk>/packet.pdf", views.packet, name="packet"),
    path("complaints/<uuid:pk>/packet.txt", views.text, name="text"),
    path("cases/<str:code>/complaints/", views.case_panel, name="case-panel"),
    path("requests/<uuid:pk>/complaint/", views.request_panel, name="request-panel"),
]
