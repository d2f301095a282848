from django.urls import path

from removal.views import drafting, listing, page, platforms, recording

app_name = "removal"

urlpatterns = [
    path("requests/", listing.request_list, name="list"),
    path("requests/<uuid:pk>/", page.request_page, name="request"),
    path("requests/<uuid:pk>/notice/", page.show_notice, name="show-notice"),
    path("requests/<uuid:pk>/change/", drafting.change, name="change"),
    path("requests/<uuid:pk>/submit/", recording.submit, name="submit"),
    path("requests/<uuid:pk>/cure/", drafting.cure, name="cure"),
    path("requests/<uuid:pk>/process/", recording.process, name="process"),
    path("requests/<uuid:pk>/conduct/", recording.conduct, name="conduct"),
    path("evidence/<uuid:pk>/requests/", listing.item_panel, name="item-panel"),
    path("cases/<str:code>/requests/", listing.case_panel, name="case-panel"),
    path("cases/<str:code>/requests/new/", drafting.new, name="new"),
    path("platforms/", platforms.platform_list, name="platforms"),
    path("platforms/new/", platforms.add, name="add-platform"),
    path("platforms/<slug:slug>/", platforms.platform, name="platform"),
    path("platforms/<slug:slug>/edit/", platforms.edit, name="edit-platform"),
    path("platforms/<slug:slug>/verified/", platforms.verify, name="verify-platform"),
]
