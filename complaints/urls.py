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
    path(
        "complaints/<uuid:pk>/withdraw-sign-off/",
        views.withdraw_sign_off,
        name="withdraw-sign-off",
    ),
    path("complaints/<uuid:pk>/shown/", views.exposure, name="exposure"),
    path("complaints/<uuid:pk>/cybertipline/", views.tip, name="tip"),
    path("complaints/<uuid:pk>/notice/", views.notice, name="notice"),
    path("complaints/<uuid:pk>/notice/sent/", views.notice_sent, name="notice-sent"),
    path("complaints/<uuid:pk>/addenda/<uuid:row_id>/paper.pdf", views.addendum, name="addendum"),
    path("complaints/<uuid:pk>/addenda/filed/", views.addendum_filed, name="addendum-filed"),
    path("complaints/<uuid:pk>/filed/", views.filed, name="filed"),
    path("complaints/<uuid:pk>/supersede/", views.supersede, name="supersede"),
    path("complaints/<uuid:pk>/take-up/", views.take_up, name="take-up"),
    path("complaints/<uuid:pk>/papers/", views.papers_page, name="papers"),
    path("complaints/<uuid:pk>/portal/", views.portal, name="portal"),
    path("complaints/<uuid:pk>/packet.pdf", views.packet, {"form": "pdf"}, name="packet"),
    path("complaints/<uuid:pk>/packet.docx", views.packet, {"form": "docx"}, name="docx"),
    path("complaints/<uuid:pk>/packet.txt", views.packet, {"form": "txt"}, name="text"),
    path("complaints/<uuid:pk>/portal.txt", views.packet, {"form": "portal"}, name="portal-text"),
    path("complaints/<uuid:pk>/addenda.pdf", views.packet, {"form": "addenda"}, name="addenda"),
    path("complaints/<uuid:pk>/packet.zip", views.packet, {"form": "zip"}, name="zip"),
    path("platforms/<slug:slug>/pattern/", views.pattern, name="pattern"),
    path("platforms/<slug:slug>/pattern/filed/", views.pattern_filed, name="pattern-filed"),
    *(
        path(
            f"platforms/<slug:slug>/pattern/packet.{form}",
            views.pattern_packet,
            {"form": form},
            name=f"pattern-{form}",
        )
        for form in ("zip", "pdf", "docx", "txt")
    ),
    path("cases/<str:code>/complaints/", views.case_panel, name="case-panel"),
    path("requests/<uuid:pk>/complaint/", views.request_panel, name="request-panel"),
]
