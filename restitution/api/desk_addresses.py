"""The desk's addresses under /api/v1/restitution/."""

from django.urls import URLPattern, path

from restitution.api import desk

HERE = "restitution/"
OF_A_CASE = f"{HERE}<str:code>/"

DESK: list[URLPattern] = [
    path(HERE, desk.restitution_queue, name="restitution-queue"),
    path(f"{HERE}questions/", desk.restitution_questions, name="restitution-questions"),
    path(f"{HERE}reminders/<uuid:pk>/seen/", desk.restitution_seen, name="restitution-seen"),
    path(OF_A_CASE, desk.restitution_signal, name="restitution-signal"),
    path(f"{OF_A_CASE}remedies/", desk.restitution_remedies, name="restitution-remedies"),
    path(f"{OF_A_CASE}facts/", desk.restitution_facts, name="restitution-facts"),
    path(
        f"{OF_A_CASE}determinations/",
        desk.restitution_determinations,
        name="restitution-determinations",
    ),
    path(f"{OF_A_CASE}days/", desk.restitution_days, name="restitution-days"),
    path(
        f"{OF_A_CASE}days/<uuid:row_id>/end/", desk.restitution_end_day, name="restitution-end-day"
    ),
]
