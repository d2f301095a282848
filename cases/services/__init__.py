"""The only writers of cases; each act is one transaction and leaves one entry."""

from cases.services.assigning import assign_case, end_assignment
from cases.services.authorising import record_authority, revoke_authority
from cases.services.braking import brake
from cases.services.changing import amend_case, change_case, keep_what_goes, move_case
from cases.services.checking import ask_check, run_check
from cases.services.cover_answers import accept_cover, decline_cover, escalate_covers
from cases.services.covering import end_cover, offer_cover, withdraw_cover
from cases.services.engaging import advocate_of, require_told
from cases.services.glass import break_glass, end_glass, read_under_glass
from cases.services.handing_over import plan_handover, run_handovers, withdraw_handover
from cases.services.moving import hand_over_cases, read_moves
from cases.services.opening import begin_case, open_case
from cases.services.people import correct_person, record_person
from cases.services.reading import Revealed, open_for_reading, reveal, reveal_people
from cases.services.release_records import record_release, renew_release
from cases.services.releasing import require_release, revoke_release
from cases.services.working import add_task, finish_task, owe_task, settle_task, write_note

__all__ = [
    "Revealed",
    "accept_cover",
    "add_task",
    "advocate_of",
    "amend_case",
    "ask_check",
    "assign_case",
    "begin_case",
    "brake",
    "break_glass",
    "change_case",
    "correct_person",
    "decline_cover",
    "end_assignment",
    "end_cover",
    "end_glass",
    "escalate_covers",
    "finish_task",
    "hand_over_cases",
    "keep_what_goes",
    "move_case",
    "offer_cover",
    "open_case",
    "open_for_reading",
    "owe_task",
    "plan_handover",
    "read_moves",
    "read_under_glass",
    "record_authority",
    "record_person",
    "record_release",
    "renew_release",
    "require_release",
    "require_told",
    "reveal",
    "reveal_people",
    "revoke_authority",
    "revoke_release",
    "run_check",
    "run_handovers",
    "settle_task",
    "withdraw_cover",
    "withdraw_handover",
    "write_note",
]
