from django.urls import path

from handouts import views

app_name = "handouts"

urlpatterns = [
    path("cases/<str:code>/sheet/", views.sheet, name="sheet"),
    path("cases/<str:code>/sheet.pdf", views.sheet_pdf, name="sheet-pdf"),
]
