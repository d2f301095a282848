from django.urls import path

from evidence import views

app_name = "evidence"

urlpatterns = [
    path("cases/<str:code>/evidence/", views.item_list, name="list"),
    path("cases/<str:code>/evidence/new/", views.record, name="record"),
    path("evidence/", views.find, name="find"),
    path("evidence/<uuid:pk>/", views.item, name="item"),
    path("evidence/<uuid:pk>/correct/", views.correct, name="correct"),
    path("evidence/<uuid:pk>/address/", views.show_url, name="show-url"),
]
