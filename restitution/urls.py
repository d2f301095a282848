from django.urls import URLPattern, path

from restitution.views import (
    answering,
    days,
    desk,
    memo,
    money,
    notes,
    notice,
    remedy,
    subpoena,
    worksheet,
)

app_name = "restitution"

PARTITION = [
    path("restitution/notes/", notes.find_notes, name="find-notes"),
    path("restitution/reserve/", money.reserve, name="reserve"),
    path("cases/<str:code>/restitution/notes/", notes.notes, name="notes"),
    path("cases/<str:code>/restitution/money/", money.money, name="money"),
    path("cases/<str:code>/restitution/money/line/", money.record_line, name="record-line"),
    path(
        "cases/<str:code>/restitution/money/lines/<uuid:row_id>/reverse/",
        money.reverse_line,
        name="reverse-line",
    ),
    path("cases/<str:code>/restitution/courts/", money.new_court_case, name="new-court-case"),
    path("cases/<str:code>/restitution/courts/<uuid:row_id>/", money.court_case, name="court-case"),
    path("cases/<str:code>/restitution/notice/", notice.notice, name="notice"),
    path("cases/<str:code>/restitution/memo/", memo.memo, name="memo"),
    *(
        path(
            f"cases/<str:code>/restitution/memo.{form}",
            memo.memo_file,
            {"form": form},
            name=f"memo-{form}",
        )
        for form in ("pdf", "docx")
    ),
    path("cases/<str:code>/subpoena/", subpoena.subpoena, name="subpoena"),
]

OF_A_CASE = "cases/<str:code>/restitution/"
DESK = [
    path("restitution/", desk.desk, name="queue"),
    path("restitution/reminders/<uuid:pk>/", desk.reminder, name="reminder"),
    path(OF_A_CASE, worksheet.worksheet, name="worksheet"),
    path(f"{OF_A_CASE}panel/", worksheet.panel, name="case-panel"),
    path(f"{OF_A_CASE}facts/<str:question>/", answering.fact, name="fact"),
    path(f"{OF_A_CASE}days/", days.days, name="days"),
    path(f"{OF_A_CASE}days/<uuid:row_id>/end/", days.end_day, name="end-day"),
]
# Any word is a remedy's until the view says otherwise, so these come last.
REMEDY_PAGES = [
    path(f"{OF_A_CASE}<str:remedy>/", remedy.remedy, name="remedy"),
    path(f"{OF_A_CASE}<str:remedy>/determine/", remedy.determine, name="determine"),
]

urlpatterns: list[URLPattern] = [*PARTITION, *DESK, *REMEDY_PAGES]
