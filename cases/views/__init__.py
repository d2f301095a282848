from cases.views.activity import activity, activity_of_case, activity_of_person
from cases.views.case import case, reveal
from cases.views.changing import assign, change, move, open_case, unassign
from cases.views.checking import check_trail
from cases.views.cover import (
    accept_cover,
    cover,
    covers,
    decline_cover,
    end_cover,
    withdraw_cover,
)
from cases.views.cover_offer import offer_cover
from cases.views.glass import break_glass, broken_glass, end_glass, read_glass
from cases.views.handovers import handovers, withdraw_handover
from cases.views.listing import case_list
from cases.views.moves import read_moves
from cases.views.people import authority, people, person
from cases.views.people import correct as correct_person
from cases.views.releases import blank as blank_release
from cases.views.releases import breaking, stopped
from cases.views.releases import new as new_release
from cases.views.releases import of_case as releases_of_case
from cases.views.releases import renew as renew_release
from cases.views.releases import revoke as revoke_release
from cases.views.working import finish_task, note, revoke_authority, task

__all__ = [
    "accept_cover",
    "activity",
    "activity_of_case",
    "activity_of_person",
    "assign",
    "authority",
    "blank_release",
    "break_glass",
    "breaking",
    "broken_glass",
    "case",
    "case_list",
    "change",
    "check_trail",
    "correct_person",
    "cover",
    "covers",
    "decline_cover",
    "end_cover",
    "end_glass",
    "finish_task",
    "handovers",
    "move",
    "new_release",
    "note",
    "offer_cover",
    "open_case",
    "people",
    "person",
    "read_glass",
    "read_moves",
    "releases_of_case",
    "renew_release",
    "reveal",
    "revoke_authority",
    "revoke_release",
    "stopped",
    "task",
    "unassign",
    "withdraw_cover",
    "withdraw_handover",
]
