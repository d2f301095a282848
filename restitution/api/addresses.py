"""The partition's addresses under /api/v1/."""

from django.urls import URLPattern, path

from restitution.api import money, partition

OF_A_CASE = "cases/<str:code>/"

PARTITION: list[URLPattern] = [
    path("privileged-notes/find/", partition.find_privileged_notes, name="find-privileged-notes"),
    path("reserve-amounts/", money.reserve_amount_list, name="reserve-amounts"),
    path(f"{OF_A_CASE}privileged-notes/", partition.privileged_notes, name="privileged-notes"),
    path(f"{OF_A_CASE}court-cases/", partition.court_case_list, name="court-cases"),
    path(
        f"{OF_A_CASE}courts/<uuid:row_id>/change/",
        partition.change_court_case,
        name="change-court-case",
    ),
    path(
        f"{OF_A_CASE}courts/<uuid:row_id>/notice/",
        partition.say_preference,
        name="say-notice-preference",
    ),
    path(f"{OF_A_CASE}money/", money.money, name="money"),
    path(f"{OF_A_CASE}money/lines/", money.record_line, name="record-money-line"),
    path(
        f"{OF_A_CASE}money/lines/<uuid:row_id>/reverse/",
        money.reverse_line,
        name="reverse-money-line",
    ),
    *(
        path(f"{OF_A_CASE}memo.{form}", partition.memo_file, {"form": form}, name=f"memo-{form}")
        for form in ("pdf", "docx")
    ),
    path(f"{OF_A_CASE}subpoena/", money.subpoena, name="subpoena"),
]
